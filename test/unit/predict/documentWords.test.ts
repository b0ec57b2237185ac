import assert from 'node:assert/strict';
import { DocumentWords } from '../../../src/predict/documentWords';
import { mostNewWords } from '../../../src/predict/evidence';
import { Lexicon } from '../../../src/text/lexicon';
import { unk } from '../../../src/text/vocabulary';

function lexiconOf(...words: string[]): Lexicon {
  const lexicon = Lexicon.over(undefined);
  for (const word of words) lexicon.add(word);
  return lexicon;
}

describe('the words of the document', () => {
  it('that the notes hold have the ids that they have there', () => {
    const lexicon = lexiconOf('river', '我');
    const words = new DocumentWords(lexicon, lexicon.size);
    for (const word of ['river', '我']) assert.equal(words.idOf(word), lexicon.idOf(word));
    assert.deepEqual([...words.entries()], []);
  });

  it('that no note holds get ids of their own, above the boundary, and keep them', () => {
    const lexicon = lexiconOf('river');
    const words = new DocumentWords(lexicon, lexicon.size);
    const [quentin, again, other] = ['Quentin', 'Quentin', '昆廷'].map((word) => words.idOf(word));
    assert.equal(quentin, again);
    assert.notEqual(quentin, other);
    assert.ok(quentin > lexicon.size && other > lexicon.size, 'the id after the last is the boundary');
    assert.deepEqual(
      [quentin, other, lexicon.idOf('river')].map((id) => words.textOf(id)),
      ['Quentin', '昆廷', 'river'],
    );
    assert.deepEqual(
      [...words.entries()],
      [
        ['Quentin', quentin],
        ['昆廷', other],
      ],
    );
    assert.equal(lexicon.idOf('Quentin'), unk, 'the notes have not learnt it');
  });

  it('that the lexicon holds only since the notes were counted are new', () => {
    const lexicon = lexiconOf('river');
    const known = lexicon.size;
    const words = new DocumentWords(lexicon, known);
    const id = lexicon.add('lake');
    assert.equal(id, known);
    assert.ok(words.idOf('lake') > known);
    assert.equal(words.textOf(words.idOf('lake')), 'lake');
  });

  it('are told apart up to a number, and forgotten between two readings when they are nearly so many', () => {
    const words = new DocumentWords(lexiconOf('river'), 5);
    const ids = Array.from({ length: mostNewWords }, (_, n) => words.idOf(`new${n}`));
    assert.equal(new Set(ids).size, mostNewWords);
    assert.ok(Math.max(...ids) < 5 + 1 + mostNewWords, 'within the room that there is for them');
    assert.equal(words.idOf('one too many'), unk);
    assert.equal(words.idOf('new7'), ids[7]);
    words.tidy();
    assert.deepEqual([...words.entries()], []);
    assert.equal(words.textOf(words.idOf('one too many')), 'one too many');
  });

  it('stay while there is room', () => {
    const words = new DocumentWords(lexiconOf('river'), 5);
    const id = words.idOf('Quentin');
    words.tidy();
    assert.deepEqual([...words.entries()], [['Quentin', id]]);
  });
});
