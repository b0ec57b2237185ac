import assert from 'node:assert/strict';
import { NewWords } from '../../../src/predict/newWords';
import { specials } from '../../../src/text/vocabulary';

/** 9 words, two of them once; written with a, b, c, d. */
const words: readonly (readonly [text: string, count: number])[] = [
  ['ab', 4],
  ['cd', 3],
  ['abcd', 1],
  ['b', 1],
  ['xyz', 0],
  ['.', 1],
];
const newWords = new NewWords(
  [...specials, ...words.map(([text]) => text)],
  [...specials.map(() => 50), ...words.map(([, count]) => count)],
);

describe('words that nobody has seen', () => {
  it('come as often as words of the notes stand there once, each character as likely as another', () => {
    assert.equal(newWords.beginningWith('x'), 2 / 9 / 4);
    assert.equal(newWords.beginningWith('xy'), 2 / 9 / 16);
  });

  it('are all of them no more than those that begin so', () => {
    const alphabet = ['a', 'b', 'c', 'd'];
    let ahead = ['a'];
    let all = 0;
    for (let length = 1; length <= 6; length++) {
      for (const word of ahead) all += newWords.probability(word);
      ahead = ahead.flatMap((word) => alphabet.map((character) => word + character));
    }
    const beginning = newWords.beginningWith('a');
    assert.ok(all < beginning && all > 0.98 * beginning, `${all} of ${beginning}`);
  });

  it('are words: marks are all known', () => {
    assert.equal(newWords.probability(' '), 0);
    assert.equal(newWords.beginningWith('.'), 0);
  });

  it('are none where there are no notes', () => {
    assert.equal(new NewWords([...specials], [1, 1, 1, 1, 1]).probability('a'), 0);
  });
});
