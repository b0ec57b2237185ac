// Ghost text over several words, against a text whose every next word is known.

import assert from 'node:assert/strict';
import { continueFrom, type NextTokens } from '../../../src/predict/continuation';
import type { TextRead } from '../../../src/predict/evidence';
import { end, specials } from '../../../src/text/vocabulary';

/** After each token the next one of `tokens`, with the given probability; after the last one the sentence's end. */
function chain(tokens: readonly string[], probability: number): NextTokens {
  const texts = [...specials, ...tokens];
  const idOf = (token: string) => texts.indexOf(token);
  return {
    probsAfter({ inputs }: TextRead): Float32Array {
      const probs = new Float32Array(texts.length);
      const next = inputs[inputs.length - 1] + 1;
      probs[next < texts.length ? next : end] = probability;
      return probs;
    },
    after: ({ inputs, targets }, token) => ({ inputs: [...inputs, idOf(token)], targets: [...targets, idOf(token)] }),
    textOf: (id) => texts[id],
  };
}

const nothing: TextRead = { inputs: [], targets: [] };
const go = (tokens: readonly string[], p: number, first = 0.9, threshold = 0.5) =>
  continueFrom(nothing, { text: tokens[0], probability: first }, threshold, chain(tokens, p));

describe('ghost text over several words', () => {
  it('goes on word by word, each with its space, to the end of the sentence', () => {
    assert.deepEqual(go(['on', 'the', 'other', 'hand'], 1), { parts: [' the', ' other', ' hand'], probability: 0.9 });
    assert.deepEqual(go(['昨天', '上学', '迟到'], 1).parts, ['上学', '迟到']);
  });

  it('takes marks together with the word before, and ends in no space', () => {
    assert.deepEqual(go(['well', 'then', ', ', 'we', 'go', '.'], 1).parts, [' then, ', 'we', ' go.']);
    assert.deepEqual(go(['well', 'then', ', '], 1).parts, [' then,']);
  });

  it('has the probability of the whole, and stops where that falls short', () => {
    const { parts, probability } = go(['a', 'b', 'c', 'd', 'e', 'f'], 0.7, 0.8, 0.5);
    // 0.8 · 0.7ⁿ is 0.56, 0.39, 0.27 and then 0.19, which is right too seldom.
    assert.deepEqual(parts, [' b', ' c', ' d']);
    assert.ok(Math.abs(probability - 0.8 * 0.7 ** 3) < 1e-6, `${probability}`);
  });

  it('asks less of a longer text, by its length', () => {
    // √2-nd root of 0.9 · 0.5: 0.57.
    assert.deepEqual(go(['a', 'b'], 0.5, 0.9, 0.56).parts, [' b']);
    assert.deepEqual(go(['a', 'b'], 0.5, 0.9, 0.58), { parts: [], probability: 0.9 });
  });

  it('is no longer than eight words', () => {
    assert.equal(go([...'abcdefghijkl'], 1).parts.length, 7);
  });
});
