// The count model without case, against a model of spellings of the same text in lower case.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countFolded, FoldedModel } from '../../../src/counts/foldedModel';
import { NgramModel } from '../../../src/counts/kneserNey';
import { lineStart } from '../../../src/text/vocabulary';
import { countText, countThese, type CountedText } from './countedText';
import { smallNotes } from './wordPieces';

const modelOf = ({ streams, words }: CountedText) => new FoldedModel(countFolded(streams, words), words);

function distribution(model: FoldedModel, { words }: CountedText, context: readonly number[]): Float32Array {
  const out = new Float32Array(words.texts.length).fill(NaN);
  model.probs(context, out);
  return out;
}

const sumOf = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);

describe('count model without case', () => {
  it('sums to one over all words in all their spellings', () => {
    fc.assert(
      fc.property(smallNotes, fc.array(fc.nat({ max: 12 }), { maxLength: 7 }), (notes, context) => {
        const text = countThese(notes);
        const known = context.filter((id) => id < text.words.texts.length);
        for (const each of [[], [lineStart], known]) {
          const sum = sumOf(distribution(modelOf(text), text, each));
          assert.ok(Math.abs(sum - 1) < 1e-4, `sum ${sum} after ${each.join(' ')}`);
        }
      }),
    );
  });

  const text = countText(
    ['The garden is green. The garden is wide. The garden grows.', 'We like the river and the bridge.'],
    ['They saw the house. A house stands near the bridge.'],
  );
  const model = modelOf(text);
  const after = (...context: string[]) => distribution(model, text, context.map(text.id));

  it('expects after "the" what followed "The"', () => {
    const spelled = NgramModel.build(text.streams, text.words.texts.length);
    const garden = text.id('garden');
    assert.ok(after('the')[garden] > 3 * spelled.prob([text.id('the')], garden));
    assert.ok(after('the')[garden] > after('the')[text.id('river')], 'seen three times and once');
  });

  it('expects the same words after "the" and after "The", however they are spelled', () => {
    const [lower, upper] = [after('near', 'the'), after('near', 'The')];
    const both = (probs: Float32Array, word: string, other: string) => probs[text.id(word)] + probs[text.id(other)];
    for (const [word, other] of [
      ['garden', 'Garden'],
      ['river', 'River'],
      ['bridge', 'Bridge'],
    ]) {
      const [a, b] = [both(lower, word, other), both(upper, word, other)];
      assert.ok(a > 0.01 && Math.abs(a - b) < 0.1 * a, `${word}: ${a} and ${b}`);
    }
  });

  it('spells by the place: capitalised where a sentence begins', () => {
    const probs = distribution(model, text, [lineStart]);
    assert.ok(probs[text.id('The')] > 4 * probs[text.id('the')]);
    const inside = after('near');
    assert.ok(inside[text.id('the')] > 4 * inside[text.id('The')]);
  });

  it('gives the spellings of a word together what a text in lower case gives the word', () => {
    const { texts } = text.words;
    const lowerCased = [...new Set(texts.map((each) => each.toLowerCase()))];
    const lower = (ids: Int32Array) => ids.map((id) => lowerCased.indexOf(texts[id].toLowerCase()));
    const streams = text.streams.map(({ inputs, targets }) => ({ inputs: lower(inputs), targets: lower(targets) }));
    const rival = NgramModel.build(streams, lowerCased.length);
    for (const context of [['like', 'the'], ['the'], ['green', '.']]) {
      const probs = after(...context);
      const lowerContext = context.map((each) => lowerCased.indexOf(each));
      for (const word of ['garden', 'river', 'bridge', 'house']) {
        const own = sumOf([...texts.keys()].filter((id) => texts[id].toLowerCase() === word).map((id) => probs[id]));
        const expected = rival.prob(lowerContext, lowerCased.indexOf(word));
        assert.ok(Math.abs(own / expected - 1) < 0.2, `${word} after ${context.join(' ')}: ${own}, not ${expected}`);
      }
    }
  });

  it('looks no farther back than its order, and takes a cut context for no beginning', () => {
    const { id } = text;
    const [far, near] = [['We', 'like'].map(id), ['river', 'and', 'the', 'bridge', 'the'].map(id)];
    const whole = distribution(model, text, [...far, ...near]);
    assert.deepEqual(distribution(model, text, [...far.slice(1), ...near]), whole);
    // The first note begins with these; after other words they are no beginning.
    const begun = [lineStart, id('The')];
    assert.notDeepEqual(distribution(model, text, begun), distribution(model, text, [...near, ...begun]));
  });
});
