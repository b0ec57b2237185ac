import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Random } from '../../../src/rnn/random';
import { abbreviationsOf, initialsOf } from '../../../src/text/shorthand/abbreviations';
import { phrasesOf, shortened, shorthandPairs } from '../../../src/text/shorthand/pairs';
import { tokenizeLine } from '../../../src/text/tokenize';
import { anyLine } from './anyLine';

const textsOf = (word: string) => abbreviationsOf(word).map(({ text }) => text);

describe('abbreviations', () => {
  it('drop vowels, clip the end, keep a first letter, or nothing', () => {
    for (const [word, ...expected] of [
      ['tomorrow', 'tmrw', 'tomorrow', 'tom', 't'],
      ['engineering', 'eng', 'engi', 'engnrng', 'engnrg'],
      ['meeting', 'mtng', 'mtg', 'mee'],
      ['with', 'w', 'wth', 'with'],
      ["don't", 'dnt', 'dont'],
    ]) {
      for (const text of expected) assert.ok(textsOf(word).includes(text), `${word}: ${textsOf(word).join()}`);
    }
  });

  it('leave marks, numbers and the shortest words as they are', () => {
    for (const word of ['15', 'v2', 'to', ',', 'I']) assert.deepEqual(textsOf(word), [word.toLowerCase()]);
  });

  it('of Chinese are the initials of its pinyin', () => {
    assert.equal(initialsOf('我昨天上学'), 'wztsx');
    assert.deepEqual(textsOf('昨天'), ['zt']);
    assert.equal(initialsOf('用Docker'), 'ydocker');
  });

  it('have probabilities that sum to one, each a text', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 12 }), (word) => {
        const all = abbreviationsOf(word);
        assert.ok(Math.abs(all.reduce((sum, { probability }) => sum + probability, 0) - 1) < 1e-9);
        assert.equal(new Set(all.map(({ text }) => text)).size, all.length);
        for (const { text, probability } of all) assert.ok(text.length > 0 && probability > 0);
      }),
    );
  });
});

describe('shorthand of notes', () => {
  const line = 'The meeting with engineering is tomorrow, I think. 我昨天上学迟到了。';
  const notes = [{ path: 'a.md', sentences: tokenizeLine(line) }];
  const uniform = () => {
    const random = new Random(1);
    return () => random.uniform(0, 1);
  };

  it('is made of phrases between marks', () => {
    assert.deepEqual(phrasesOf(['The', 'cat', ',', 'sat', 'down', 'there', '.', 'Yes']), [
      ['The', 'cat'],
      ['sat', 'down', 'there'],
    ]);
    const long = Array.from({ length: 20 }, () => 'word');
    assert.ok(phrasesOf(long).every((phrase) => phrase.length <= 12));
  });

  it('has a space where one stands between the words', () => {
    const pairs = shorthandPairs(notes, uniform(), 'characters');
    for (const { source, targets } of pairs) {
      const spaces = source.filter((character) => character === ' ').length;
      assert.equal(spaces, targets[0] === '我' ? 0 : targets.length - 1, source.join(''));
    }
    const [chinese] = pairs.filter(({ targets }) => targets[0] === '我');
    assert.equal(chinese.source.join(''), 'wztsxcdl');
  });

  it('is the same for the same seed, and not always the same word for word', () => {
    const many = shorthandPairs(notes, uniform(), 'spaces', 6);
    assert.deepEqual(shorthandPairs(notes, uniform(), 'spaces', 6), many);
    const ways = new Set(many.filter(({ targets }) => targets[1] === 'meeting').map(({ source }) => source.join(' ')));
    assert.ok(ways.size > 1);
  });

  it('is made of ways to shorten its words, whatever they are', () => {
    fc.assert(
      fc.property(anyLine, fc.double({ min: 0, max: 0.999999, noNaN: true }), (text, at) => {
        for (const phrase of tokenizeLine(text).flatMap(({ tokens }) => phrasesOf(tokens))) {
          const spaceless = shortened(phrase, () => at).replaceAll(' ', '');
          const parts = phrase.map((word) => new Set(textsOf(word).map((each) => each.replaceAll(' ', ''))));
          const fits = (from: number, word: number): boolean =>
            word === parts.length
              ? from === spaceless.length
              : [...parts[word]].some((each) => spaceless.startsWith(each, from) && fits(from + each.length, word + 1));
          assert.ok(fits(0, 0), `${phrase.join('|')}: ${spaceless}`);
        }
      }),
    );
  });
});
