// Pinned words and phrases: when they are offered, and what is inserted.

import assert from 'node:assert/strict';
import type { Prediction } from '../../../src/predict/answers';
import { withPinned } from '../../../src/predict/pinned';

const river = { text: 'river', insert: 'river', typedLength: 0, probability: 0.4, sources: { network: 1 } } as const;
const usual: Prediction = { items: [river], prefixLength: 0 };
const pinned = ['Kind regards, Ada', 'kindergarten', '深圳市南山区', 'river'];
const at = (line: string) => withPinned(usual, line, pinned, true);
const inserts = (line: string) => at(line).items.flatMap(({ insert, pinned: isPinned }) => (isPinned ? [insert] : []));

describe('pinned phrases', () => {
  it('come first as soon as their beginning is typed, over several words too', () => {
    assert.deepEqual(inserts('K'), ['ind regards, Ada', 'indergarten']);
    assert.deepEqual(inserts('See you. Kind r'), ['egards, Ada', 'iver']);
    assert.deepEqual(inserts('住在深'), ['圳市南山区']);
  });

  it('begin where a word does, and as they are spelled or with a capital letter', () => {
    assert.deepEqual(inserts('manK'), []);
    assert.deepEqual(inserts('k'), ['indergarten']);
    assert.deepEqual(inserts('Kinde'), ['rgarten']);
  });

  it('are not offered where nothing of them is typed, or all', () => {
    assert.deepEqual(at(''), usual);
    assert.deepEqual(at('Hello '), usual);
    assert.deepEqual(at('kindergarten'), usual);
  });

  it('keep the probability that they have as a suggestion, and stand there once', () => {
    const { items } = at('the r');
    assert.deepEqual(
      items.map(({ text, probability, pinned: isPinned }) => [text, probability, isPinned]),
      [['river', 0.4, true]],
    );
  });

  it('are ghost text after three letters or two characters, word by word, where that is wanted', () => {
    assert.equal(at('Ki').ghost, undefined);
    assert.deepEqual(at('Kin').ghost?.parts, ['d', ' regards,', ' Ada']);
    assert.equal(at('深').ghost, undefined);
    assert.equal(at('深圳').ghost?.parts.join(''), '市南山区');
    assert.equal(withPinned(usual, 'Kin', pinned, false).ghost, undefined);
  });
});
