import assert from 'node:assert/strict';
import { WordByWord } from '../../../../src/predict/shapes/wordByWord';

const pair = (source: string, targets: string) => ({ source: source.split(' '), targets: targets.split(' ') });

describe('word by word', () => {
  it('finds which word means which, though no pair says so', () => {
    // The example of Koehn 2010, 4.2.3.
    const words = new WordByWord([
      pair('das Haus', 'the house'),
      pair('das Buch', 'the book'),
      pair('ein Buch', 'a book'),
    ]);
    assert.deepEqual(words.translate(['ein', 'Haus', 'das', 'Buch']), ['a', 'house', 'the', 'book']);
  });

  it('leaves words as they are that it has not learnt', () => {
    assert.deepEqual(new WordByWord([pair('a', 'b')]).translate(['x', 'a']), ['x', 'b']);
  });
});
