// Scores of a model on files that it has not seen: cross-entropy and perplexity, hit rates, and for notes the share of
// keystrokes saved.

import fs from 'node:fs';
import type { Kernels } from '../kernels/kernels';
import { PerplexityMeter } from '../predict/perplexity';
import { typeLines } from '../predict/typing';
import type { Arena } from '../rnn/arena';
import { encodeNotes } from '../text/corpus';
import { decodeNote, formatOfPath } from '../text/noteText';
import { proseLines } from '../text/prose';
import { unk } from '../text/vocabulary';
import { buildIn, createMemory, type KernelModule } from './kernelHost';
import type { TokenUnit } from './protocol';
import type { Session } from './session';

/** Suggestions that the simulated writer sees. */
const k = 5;

export interface Evaluation {
  readonly files: number;
  /** Tokens predicted, sentence ends included. */
  readonly tokens: number;
  /** Words that the vocabulary does not hold: their loss is that of `<unk>`. */
  readonly unknown: number;
  /** Nats per token. */
  readonly crossEntropy: number;
  readonly perplexity: number;
  /** Percent. */
  readonly hit1: number;
  readonly hit3: number;
  readonly hit5: number;
  /** Percent of keystrokes saved; notes only. */
  readonly ksr5?: number;
  readonly words: number;
}

/** @param progress called with the share done, 0 … 1. */
export async function evaluate(
  session: Session,
  kernels: KernelModule,
  files: readonly string[],
  unit: TokenUnit,
  progress: (done: number) => void,
): Promise<Evaluation> {
  const { config, vocabulary, weights } = session.answers();
  const notes = await session.readNotes(files, unit);
  const layout = (arena: Arena, k: Kernels) => new PerplexityMeter(arena, k, config);
  const meter = buildIn(kernels, createMemory(layout), layout);
  meter.load(weights);
  let [loss, tokens, unknown, counted] = [0, 0, 0, 0];
  let hits = [0, 0, 0];
  for (const note of notes) {
    const stream = encodeNotes([note], vocabulary);
    const measured = meter.measure(stream, (id) => id !== unk && !vocabulary.isSpecial(id));
    loss += measured.loss;
    tokens += measured.tokens;
    counted += measured.counted;
    unknown += stream.unknown;
    hits = hits.map((n, i) => n + measured.hits[i]);
  }
  const base = {
    files: notes.length,
    tokens,
    unknown,
    crossEntropy: loss / tokens,
    perplexity: Math.exp(loss / tokens),
  };
  if (unit !== 'words') return { ...base, ...hitRates(hits, counted + unknown), words: counted + unknown };
  const typed = typeNotes(session, files, progress);
  const ksr5 = percent(1 - typed.keys / typed.keysWithout);
  return { ...base, ...hitRates(typed.hits, typed.words), ksr5, words: typed.words };
}

function typeNotes(session: Session, files: readonly string[], progress: (done: number) => void) {
  let [words, keys, keysWithout] = [0, 0, 0];
  let hits = [0, 0, 0];
  files.forEach((file, index) => {
    const decoded = decodeNote(fs.readFileSync(file));
    if ('skipped' in decoded) return;
    const lines = proseLines(decoded.text, formatOfPath(file));
    const score = typeLines(lines, k, (soFar) => session.answers().predictor.predict(soFar, k).items);
    words += score.words;
    keys += score.keys;
    keysWithout += score.keysWithout;
    hits = hits.map((n, i) => n + score.hits[i]);
    progress((index + 1) / files.length);
  });
  return { words, keys, keysWithout, hits };
}

function hitRates(hits: readonly number[], words: number): { hit1: number; hit3: number; hit5: number } {
  const [hit1, hit3, hit5] = hits.map((n) => percent(n / Math.max(1, words)));
  return { hit1, hit3, hit5 };
}

function percent(share: number): number {
  return Number((100 * share).toFixed(2));
}
