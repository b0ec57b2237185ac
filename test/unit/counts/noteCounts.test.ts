import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NgramModel } from '../../../src/counts/kneserNey';
import { countNotes, NoteCounts } from '../../../src/counts/noteCounts';
import { lineStart, start } from '../../../src/text/vocabulary';
import { countText, countThese } from './countedText';
import { note } from './textbook';
import { smallNotes } from './wordPieces';

describe('the counts of the notes', () => {
  const text = countText(
    ['Salt the water well. Salt some water well.', 'Salt cold water well.'],
    ['A red kite. A red kite flew.'],
  );
  const { counts, id } = text;
  const V = counts.vocabSize;

  it('tell what follows the word before the nearest one, whatever the nearest one is', () => {
    const out = new Float32Array(V);
    assert.ok(counts.skipping([lineStart, id('Salt'), id('kite')], out));
    assert.ok(out[id('water')] > 0.3, `${out[id('water')]}`);
    assert.ok(Math.abs(out.reduce((sum, p) => sum + p, 0) - 1) < 1e-4);
  });

  it('with a gap are those of events whose nearest word is cut out', () => {
    const words = note([1, 2, 3, 1, 4, 3, 1, 5, 3].map((n) => n + 3));
    const shapes = { ...text.words, texts: text.words.texts.slice(0, 12), foldedShare: 0 };
    const own = new NoteCounts(countNotes([words], shapes), shapes, [words]);
    const second = NgramModel.build([note(Array.from(words.inputs), [...words.targets.slice(1), -1])], 12, 3);
    const [out, expected] = [new Float32Array(12), new Float32Array(12)];
    for (const context of [
      [4, 11],
      [6, 4, 9],
      [5, 6, 4, 5],
    ]) {
      assert.ok(own.skipping(context, out));
      second.probs(context.slice(0, -1), expected);
      assert.deepEqual(out, expected);
    }
  });

  it('with a gap say nothing where a sentence begins, nor after one word', () => {
    const untouched = new Float32Array(V).fill(7);
    for (const context of [[], [id('Salt')], [id('Salt'), start], [id('red'), id('kite'), lineStart]]) {
      assert.equal(counts.skipping(context, untouched), false);
    }
    assert.ok(untouched.every((value) => value === 7));
  });

  it('are kept without case too where words differ in case, and not in Chinese', () => {
    assert.ok(counts.folded);
    assert.equal(countText(['我昨天上学迟到了。', '今天下雨，我没有上学。']).counts.folded, undefined);
  });

  it('find the note that is about the same', () => {
    assert.deepEqual(counts.nearest([id('kite'), id('red')], 1, -1), [1]);
    assert.deepEqual(counts.nearest([id('kite'), id('red')], 1, 1), []);
  });

  it('know how lines begin after others', () => {
    const log = countText([
      'Up at six',
      'Work went well',
      'Bed at ten',
      'Up at seven',
      'Work went badly',
      'Bed at one',
    ]);
    const after = log.counts.lines.prob([log.id('Up'), log.id('Work')], log.id('Bed'));
    assert.ok(after > 0.5, `${after}`);
  });

  it('are distributions, each of them, of any notes', () => {
    fc.assert(
      fc.property(smallNotes, (notes) => {
        const any = countThese(notes);
        const out = new Float32Array(any.counts.vocabSize);
        const isDistribution = () => Math.abs(out.reduce((sum, p) => sum + p, 0) - 1) < 1e-4;
        for (const context of [[lineStart], [lineStart, 4, 5], [4, 4]]) {
          if (context.some((each) => each >= out.length)) continue;
          any.counts.spelled.probs(context, out);
          assert.ok(isDistribution());
          any.counts.lines.probs(context.slice(-2), out);
          assert.ok(isDistribution());
          if (any.counts.skipping(context, out)) assert.ok(isDistribution());
        }
      }),
    );
  });
});
