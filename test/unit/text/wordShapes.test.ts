import assert from 'node:assert/strict';
import { finish } from '../../../src/rnn/stepwise';
import fc from 'fast-check';
import { Lexicon } from '../../../src/text/lexicon';
import { specials } from '../../../src/text/vocabulary';
import { addingOtherCases, isMark, shapingWords } from '../../../src/text/wordShapes';

function lexiconOf(...words: string[]): Lexicon {
  const lexicon = Lexicon.over(undefined);
  for (const word of words) lexicon.add(word);
  return lexicon;
}

const word = fc.oneof(
  fc.constantFrom('the', 'The', 'THE', 'GitHub', 'API', 'a', 'A', 'été', 'Été', '我', 'ß', 'ǆ', 'İ', '1st', ', ', '🙂'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
);

describe('the shapes of words', () => {
  it('are one word for all that differ in case only', () => {
    const lexicon = lexiconOf('the', 'GitHub', 'The', 'THE', 'github', '我');
    const { foldedOf } = finish(shapingWords(lexicon));
    const folded = (text: string) => lexicon.textOf(foldedOf[lexicon.idOf(text)]);
    assert.deepEqual(['the', 'The', 'THE'].map(folded), ['the', 'the', 'the']);
    assert.deepEqual(['github', 'GitHub', '我'].map(folded), ['GitHub', 'GitHub', '我']);
  });

  it('know the lower-case form of what is only capitalised, and of nothing else', () => {
    const lexicon = lexiconOf('the', 'The', 'THE', 'github', 'GitHub', 'api', 'API', 'Paris', 'été', 'Été');
    const { lowerOf } = finish(shapingWords(lexicon));
    const lower = (text: string) => {
      const id = lowerOf[lexicon.idOf(text)];
      return id < 0 ? undefined : lexicon.textOf(id);
    };
    assert.deepEqual(['The', 'Été'].map(lower), ['the', 'été']);
    for (const text of ['the', 'THE', 'GitHub', 'API', 'Paris']) assert.equal(lower(text), undefined, text);
  });

  it('give every word in lower case a capitalised form, and the other way round', () => {
    const lexicon = lexiconOf('garden', 'Paris', 'GitHub', '我', '1st', '.');
    finish(addingOtherCases(lexicon));
    assert.deepEqual(lexicon.wordsFrom(specials.length + 6), ['Garden', 'paris']);
  });

  it('add other forms only once, and only for words from a given one on', () => {
    const lexicon = lexiconOf('garden');
    finish(addingOtherCases(lexicon));
    const { size } = lexicon;
    finish(addingOtherCases(lexicon));
    assert.equal(lexicon.size, size);
    lexicon.add('river');
    finish(addingOtherCases(lexicon, lexicon.size));
    assert.equal(lexicon.size, size + 1);
    finish(addingOtherCases(lexicon, size));
    assert.equal(lexicon.textOf(size + 1), 'River');
  });

  it('fold to a word that folds to itself, whatever the words', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (words) => {
        const lexicon = lexiconOf(...words);
        finish(addingOtherCases(lexicon));
        const { texts, foldedOf, lowerOf, foldedShare } = finish(shapingWords(lexicon));
        texts.forEach((text, id) => {
          const folded = foldedOf[id];
          assert.ok(folded <= id && foldedOf[folded] === folded);
          assert.equal(texts[folded].toLowerCase(), text.toLowerCase());
          if (lowerOf[id] >= 0) assert.equal(foldedOf[lowerOf[id]], folded, `${text} and its lower-case form`);
        });
        const others = texts.filter((_, id) => foldedOf[id] !== id).length;
        assert.ok(Math.abs(foldedShare - others / texts.length) < 1e-12);
      }),
    );
  });

  it('tell marks from words', () => {
    assert.deepEqual(['.', ', ', ' ', '🙂', '²'].map(isMark), [true, true, true, true, true]);
    assert.deepEqual(['a', '3', '我', "don't"].map(isMark), [false, false, false, false]);
  });
});
