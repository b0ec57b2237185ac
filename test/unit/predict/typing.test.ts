import assert from 'node:assert/strict';
import { typeLines } from '../../../src/predict/typing';

const offer = (...words: string[]) => words.map((text) => ({ text }));

describe('the simulated writer', () => {
  it('types everything when nothing is offered: one key a character, three a Han character', () => {
    const score = typeLines(['Hello, 世界!'], 5, () => []);
    assert.deepEqual(score, { words: 2, keys: 5 + 2 + 6 + 1, keysWithout: 14, hits: [0, 0, 0] });
  });

  it('takes a word for one key as soon as it is offered', () => {
    const asked: string[] = [];
    const score = typeLines(['The river'], 5, (lines) => {
      asked.push(lines.at(-1)!);
      return lines.at(-1) === 'The r' ? offer('road', 'river') : offer('The');
    });
    assert.deepEqual(asked, ['', 'The ', 'The r']);
    assert.equal(score.keys, 1 + 1 + 2);
    assert.deepEqual(score.hits, [1, 1, 1]);
  });

  it('sees k suggestions only, and never pays more than the word itself', () => {
    assert.equal(typeLines(['a'], 5, () => offer('a')).keys, 1);
    assert.equal(typeLines(['ab'], 1, () => offer('x', 'ab')).keys, 2);
  });

  it('gives the predictor the lines before, and the line up to the cursor', () => {
    const seen: (readonly string[])[] = [];
    typeLines(['one', 'two'], 5, (lines) => {
      seen.push(lines);
      return offer('one', 'two');
    });
    assert.deepEqual(seen, [[''], ['one', '']]);
  });
});
