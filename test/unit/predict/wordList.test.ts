import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plain, stands, WordList } from '../../../src/predict/wordList';
import { specials } from '../../../src/text/vocabulary';

const words = ['river', 'River', 'École', 'est', '我', '上学', '上', '.', ', ', ' (', '42', '🙂'];
const texts = [...specials, ...words];
const list = (isKnown: (text: string) => boolean = () => true) =>
  new WordList(texts, 'words', (id) => isKnown(texts[id]));
const marked = (places: Uint8Array) => texts.filter((_, id) => places[id] === 1);

describe('a plain spelling', () => {
  it('has no case and no accents', () => {
    for (const [text, expected] of [
      ['Éclair', 'eclair'],
      ['CAFE\u0301', 'cafe'],
      ['İstanbul', 'istanbul'],
      ['naïve', 'naive'],
      ['Ångström', 'angstrom'],
      ['Straße', 'straße'],
      ['上学', '上学'],
      ['GitHub', 'github'],
    ]) {
      assert.equal(plain(text), expected);
    }
  });

  it('of a beginning is the beginning of the plain spelling', () => {
    const text = fc.string({ unit: fc.constantFrom('É', 'e', 'ñ', 'N', 'ö', 'Ü', 'x', '我', 'q'), maxLength: 12 });
    fc.assert(
      fc.property(text, fc.nat({ max: 12 }), (whole, n) => {
        assert.ok(plain(whole).startsWith(plain([...whole].slice(0, n).join(''))));
        assert.equal(plain(plain(whole)), plain(whole));
      }),
    );
  });
});

describe('the list of words', () => {
  it('finds those that begin with the same letter, accents and case aside', () => {
    const found = (typed: string) =>
      list()
        .beginningLike(typed)
        .map(({ text }) => text);
    assert.deepEqual(found('R'), ['river', 'River']);
    assert.deepEqual(found('e'), ['École', 'est']);
    assert.deepEqual(found('éz'), ['École', 'est']);
    assert.deepEqual(found('上'), ['上学', '上']);
    for (const none of ['z', '', '.', '<']) assert.deepEqual(found(none), []);
  });

  it('offers words, and neither marks nor special ones', () => {
    assert.deepEqual(marked(list().offered.any), ['river', 'River', 'École', 'est', '我', '上学', '上', '42']);
  });

  it('offers nothing that no note holds any more', () => {
    const some = list((text) => text !== '上学' && text !== 'est');
    assert.ok(!marked(some.offered.any).some((text) => ['上学', 'est'].includes(text)));
    assert.deepEqual(
      some.beginningLike('e').map(({ text }) => text),
      ['École'],
    );
    assert.ok(marked(some.unspaced).includes('上学'), 'it can still come: its probability counts');
  });

  it('tells what can stand after a word and its space from what stands there without one', () => {
    assert.deepEqual(marked(list().spaced), ['river', 'River', 'École', 'est', ' (', '42']);
    assert.deepEqual(marked(list().unspaced), ['我', '上学', '上']);
    assert.deepEqual(marked(list().offered.spaced), ['river', 'River', 'École', 'est', '42']);
    assert.deepEqual(marked(list().offered.unspaced), ['我', '上学', '上']);
  });

  it('in benchmark texts offers marks as well', () => {
    const offered = marked(new WordList(texts, 'spaces', () => true).offered.any);
    assert.deepEqual(offered, words);
  });
});

describe('where a token can stand', () => {
  it('after a word and a space is a word, or a mark that brings its space', () => {
    const spaced = (text: string) => [stands(text).spaced, stands(text).unspaced];
    assert.deepEqual(spaced('river'), [true, false]);
    assert.deepEqual(spaced('我'), [false, true]);
    assert.deepEqual(spaced(' ('), [true, false]);
    assert.deepEqual(spaced('.'), [false, false]);
    assert.deepEqual(spaced(' '), [false, false]);
  });
});
