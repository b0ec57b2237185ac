// Ghost text over several words, against a text whose every next word is known.

import assert from 'node:assert/strict';
import { continueFrom, type NextTokens } from '../../../src/predict/continuation';
import type { TextRead } from '../../../src/predict/evidence';
import { end, specials } from '../../../src/text/vocabulary';

/** After each token the next one of `tokens`, with the given probability; after the last one the sentence's end. */
function chain(tokens: readonly string[], probability: number, never?: string): NextTokens {
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
    mayFollow: (id) => id >= specials.length && texts[id] !== never,
  };
}

const nothing: TextRead = { inputs: [], targets: [] };
const go = (tokens: readonly string[], p: number, first = 0.9, threshold = 0.5) =>
  continueFrom(nothing, { text: tokens[0], probability: first }, threshold, chain(tokens, p));

describe('ghost text over several words', () => {
  it('goes on word by word, each with its space, to the end of the sentence', () => {
    const whole = { parts: [' the', ' other', ' hand'], probability: 0.9, endsSentence: true };
    assert.deepEqual(go(['on', 'the', 'other', 'hand'], 1), whole);
    assert.deepEqual(go(['昨天', '上学', '迟到'], 1).parts, ['上学', '迟到']);
  });

  it('takes marks together with the word before, and no part ends in a space', () => {
    assert.deepEqual(go(['well', 'then', ', ', 'we', 'go', '.'], 1).parts, [' then,', ' we', ' go.']);
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
    assert.deepEqual(go(['a', 'b'], 0.5, 0.9, 0.58), { parts: [], probability: 0.9, endsSentence: false });
  });

  it('is no longer than eight words', () => {
    assert.equal(go([...'abcdefghijkl'], 1).parts.length, 7);
  });

  it('goes on to the end of the sentence where that is wanted, however unsure', () => {
    const tokens = [...'abcdefghijkl', '.'];
    const first = { text: 'a', probability: 0.1 };
    const { parts, endsSentence } = continueFrom(nothing, first, undefined, chain(tokens, 0.1));
    assert.equal(parts.join(''), ' b c d e f g h i j k l.');
    assert.ok(endsSentence);
  });

  it('goes round in no circles on the way there', () => {
    const circle: NextTokens = { ...chain([...'abc'], 1), probsAfter: ({ inputs }) => around(inputs.at(-1)!) };
    const around = (last: number) =>
      Float32Array.from([...specials, ...'abc'], (_, id) => (id === next(last) ? 0.9 : 0));
    const next = (last: number) => (last + 1 < specials.length + 3 ? last + 1 : specials.length);
    const { parts } = continueFrom(nothing, { text: 'a', probability: 1 }, undefined, circle);
    assert.equal(parts.join(''), ' b c a b');
  });

  it('stops before a word that is never to be suggested', () => {
    const tokens = ['on', 'the', 'other', 'hand'];
    const { parts, endsSentence } = continueFrom(
      nothing,
      { text: 'on', probability: 0.9 },
      0.5,
      chain(tokens, 1, 'other'),
    );
    assert.deepEqual([parts, endsSentence], [[' the'], false]);
  });
});
