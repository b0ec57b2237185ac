// The baselines against a textbook's Kneser–Ney, and on the text that a run trains on: the very tokens of validLoss.

import assert from 'node:assert/strict';
import { finish } from '../../../src/rnn/stepwise';
import fc from 'fast-check';
import type { EventStream } from '../../../src/counts/ngramTables';
import { measureBaselines } from '../../../src/engine/baselines';
import { baselinesInThread } from '../../../src/engine/mixtureJobs';
import { NoteReader } from '../../../src/engine/noteReader';
import { preparingText } from '../../../src/engine/trainingText';
import { defaultOptions } from '../../../src/engine/defaults';
import { unk } from '../../../src/text/vocabulary';
import { countNgrams, note, smallText, textbookProb } from '../counts/textbook';
import { sampleNotes, trainerFiles } from './builtFiles';

/** The mean of −ln P(target) by the textbook. */
function textbookLoss(train: readonly EventStream[], valid: EventStream, vocabSize: number, order: number): number {
  const text = { notes: train, order, vocabSize, contexts: [] };
  const counts = countNgrams(text);
  const losses = Array.from(valid.targets, (target, at) => {
    const context = Array.from(valid.inputs.subarray(0, at + 1));
    return -Math.log(textbookProb(text, counts, context, target));
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

describe('baselines', function () {
  this.timeout(60_000);

  it('are the cross-entropy of the textbook’s models of one word, two and five', () => {
    fc.assert(
      fc.property(smallText, fc.array(fc.nat(), { minLength: 1, maxLength: 12 }), ({ notes, vocabSize }, ids) => {
        const words = ids.map((id) => id % vocabSize);
        const valid = note(words, [...words.slice(1), words[0]!]);
        const { unigram, bigram, kneserNey } = measureBaselines({ train: notes, valid, vocabSize })!;
        for (const [loss, order] of [
          [unigram, 1],
          [bigram, 2],
          [kneserNey, 5],
        ] as const) {
          const expected = textbookLoss(notes, valid, vocabSize, order);
          assert.ok(Math.abs(loss - expected) < 1e-5 * Math.max(1, expected), `order ${order}: ${loss}, ${expected}`);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('of real notes are over the words that the network knows, the unknown one included', async () => {
    const { notes } = await new NoteReader(trainerFiles.scripts).read(sampleNotes, 'words');
    const text = finish(preparingText(notes, undefined, { ...defaultOptions, maxVocabSize: 600 }));
    const { unigram, bigram, kneserNey } = (await baselinesInThread(trainerFiles.scripts, text))!;
    assert.ok(unigram > bigram && bigram > kneserNey, `${unigram} > ${bigram} > ${kneserNey}`);
    assert.ok(unigram < Math.log(text.vocabulary.size));
    assert.ok(text.valid.targets.includes(unk), 'some held-out words are unknown');
    // By hand: how often each word stands in the training text, discounted; what is left is shared by all.
    assert.ok(Math.abs(unigram - textbookLoss(text.train, text.valid, text.vocabulary.size, 1)) < 1e-4);
  });

  it('are none where nothing is held out', () => {
    assert.equal(measureBaselines({ train: [note([4, 5])], valid: note([], []), vocabSize: 6 }), undefined);
  });
});
