// Forgetting what a note has taught. The words that no other note holds leave the vocabulary, and their rows the weights;
// then everything on disk is replaced, older generations and checkpoints too. What the other weights remember goes when the
// network learns anew: nobody can tell which of their digits a note has left behind.

import fs from 'node:fs/promises';
import path from 'node:path';
import { pruneWeights } from '../rnn/pruning';
import type { Note } from '../text/corpus';
import { isSpecialId, unk, Vocabulary } from '../text/vocabulary';
import type { Learnt } from './lessons';
import { type CheckpointFiles, fileName, writeRun } from './runFiles';
import { firstPosition, type RunPosition } from './trainingJob';

/** The network over those of its words that these notes hold. */
export function overWordsOf(notes: readonly Note[], { config, vocabulary, weights }: Learnt): Learnt {
  const held = new Set<string>();
  for (const { sentences } of notes) for (const { tokens } of sentences) for (const token of tokens) held.add(token);
  const kept = vocabulary.words.flatMap((word, id) => (isSpecialId(id) || held.has(word) ? [id] : []));
  const counts = kept.map((id) => vocabulary.counts[id]);
  counts[unk] +=
    vocabulary.counts.reduce((sum, count) => sum + count, 0) - counts.reduce((sum, count) => sum + count, 0);
  return {
    config: { ...config, vocabSize: kept.length },
    vocabulary: Vocabulary.fromJSON({ words: kept.map((id) => vocabulary.words[id]), counts }),
    weights: pruneWeights(config, weights, kept),
  };
}

/** A checkpoint from which training can go on with these weights, and where it stands in its run. @returns its number. */
export function writeCheckpoint({ folder, first }: CheckpointFiles, { config, weights }: Learnt): number {
  const zeros = new Float32Array(weights.length);
  const numbers = { params: weights, m: zeros, v: zeros, state: new Float32Array(0) };
  writeRun(path.join(folder, fileName('training', first)), config, numbers);
  return first;
}

/** The curve goes on; the optimizer begins anew. */
export function afterForgetting({ tokensSeen, epoch, elapsedSeconds }: RunPosition): RunPosition {
  return { ...firstPosition, tokensSeen, epoch, elapsedSeconds };
}

/** Removes what is kept in a folder of ours. @param but names of what stays. */
export async function eraseFolder(folder: string, but: readonly string[] = []): Promise<void> {
  const names = await fs.readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names) {
    if (!but.includes(name)) await fs.rm(path.join(folder, name), { recursive: true, force: true });
  }
}
