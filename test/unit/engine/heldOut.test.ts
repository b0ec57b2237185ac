// What a run has held out is found again in notes that have changed since, and never anything that was learnt.

import assert from 'node:assert/strict';
import { divideAsHeldOut, type HeldOut, recordingHeldOut, type RunsBefore } from '../../../src/engine/heldOut';
import { noteDigest } from '../../../src/engine/learntNotes';
import type { NoteSplit } from '../../../src/engine/trainingText';
import { finish } from '../../../src/rnn/stepwise';
import type { Note } from '../../../src/text/corpus';

const note = (path: string, ...words: string[]): Note => ({
  path,
  sentences: words.map((word) => ({ tokens: [word], startsLine: true })),
});
const wordsOf = (notes: readonly Note[]) =>
  notes.map(({ path, sentences }) => `${path}: ${sentences.map(({ tokens }) => tokens[0]).join(' ')}`);

const river = note('river.md', 'source', 'mill', 'mouth');
const hills = note('hills.md', 'larch', 'heath');
const split: NoteSplit = {
  train: [note('river.md', 'source')],
  valid: [note('river.md', 'mill', 'mouth'), hills],
};
const record = (before?: RunsBefore, of = split) => finish(recordingHeldOut(of, [river, hills], before));

describe('what was held out', () => {
  const heldOut = record()!;
  const divided = (...notes: Note[]) => {
    const { train, valid } = divideAsHeldOut(notes, heldOut);
    return { train: wordsOf(train), valid: wordsOf(valid) };
  };

  it('is found where it was', () => {
    assert.deepEqual(divided(river, hills), {
      train: ['river.md: source'],
      valid: ['river.md: mill mouth', 'hills.md: larch heath'],
    });
  });

  it('is found behind and before what has been written since, which was not held out', () => {
    const longer = note('river.md', 'source', 'mill', 'mouth', 'sea');
    const later = note('hills.md', 'moor', 'larch', 'heath');
    assert.deepEqual(divided(longer, later), {
      train: ['river.md: source sea', 'hills.md: moor'],
      valid: ['river.md: mill mouth', 'hills.md: larch heath'],
    });
  });

  it('is gone where it has been changed, moved or deleted', () => {
    const changed = note('river.md', 'source', 'mill', 'estuary');
    const moved = note('moved.md', 'larch', 'heath');
    assert.deepEqual(divided(changed, moved).valid, []);
    assert.deepEqual(divided(changed, moved).train, ['river.md: source mill estuary', 'moved.md: larch heath']);
  });

  it('is kept as places and digests, without a word', () => {
    assert.deepEqual(Object.keys(heldOut[0]).sort(), ['digest', 'from', 'path', 'sentences']);
    assert.doesNotMatch(JSON.stringify(heldOut), /mill|mouth|larch|heath/);
  });

  it('is, of a run that goes on, only what none before may have learnt', () => {
    const trainedOn = [river, hills].map(({ path }) => ({ path, words: 1, digest: 'of another version' }));
    const paths = (pieces: readonly HeldOut[] | undefined) => pieces?.map(({ path }) => path);
    assert.deepEqual(paths(record({ heldOut, trainedOn })), ['river.md', 'hills.md']);
    assert.deepEqual(paths(record({ heldOut: heldOut.slice(1), trainedOn })), ['hills.md']);
    assert.deepEqual(paths(record({ heldOut: [], trainedOn: trainedOn.slice(1) })), ['river.md']);
    const more = { ...split, valid: [river, hills] };
    assert.deepEqual(paths(record({ heldOut, trainedOn }, more)), ['hills.md']);
    assert.equal(record({ heldOut: undefined, trainedOn }), undefined);
    assert.equal(record({ heldOut, trainedOn: undefined }), undefined);
  });

  it('is known by what it says', () => {
    assert.equal(heldOut[1].digest, noteDigest(note('elsewhere.md', 'larch', 'heath')));
  });
});
