// Scores of a predictor on files that it has not seen: what is suggested to a simulated writer, how true its
// probabilities are, and how well the text is expected.

import type { Kernels } from '../kernels/kernels';
import { expectedCalibrationError, type Percentiles } from '../predict/calibration';
import { GhostPace } from '../predict/ghostPace';
import { PerplexityMeter } from '../predict/perplexity';
import { type FirstSuggestion, typeLines, type TypingScore } from '../predict/typing';
import type { Arena } from '../rnn/arena';
import { encodeNotes, type Note } from '../text/corpus';
import { formatOfPath } from '../text/noteText';
import { noteText } from './noteBytes';
import { proseLines } from '../text/prose';
import { unk } from '../text/vocabulary';
import type { Answerer, NetworkAnswers } from './answerer';
import { buildIn, createMemory, type KernelModule } from './kernelHost';

/** Suggestions that the simulated writer sees. */
const k = 5;

/** How well a text is expected. */
export interface Expectation {
  /** Tokens predicted, sentence ends included. */
  readonly tokens: number;
  /** Words that the vocabulary does not hold: by the network alone their loss is that of `<unk>`, else they are left out. */
  readonly unknown: number;
  /** Nats per token. */
  readonly crossEntropy: number;
  readonly perplexity: number;
}

/** What suggestions are worth; percent, but for the calibration error. */
export interface SuggestionScore {
  readonly words: number;
  readonly hit1: number;
  readonly hit3: number;
  readonly hit5: number;
  /** Keystrokes saved. */
  readonly ksr5: number;
  /** The same where words that were shown and typed past are offered again. */
  readonly ksr5Repeating: number;
  /** Half the width of the 95 % interval of KSR@5 and hit@1 over documents. */
  readonly ksr5Interval: number;
  readonly hit1Interval: number;
  /** Expected calibration error of the first suggestion, 0 … 1. */
  readonly calibrationError: number;
  /** Of ghost texts meant to be shown at 30 % of the words: how many are, and how many of those are right. */
  readonly shown: number;
  readonly shownRight: number;
}

type Predict = (
  lines: readonly string[],
  ignored: readonly string[],
) => readonly { text: string; probability: number }[];

/** The share of word starts at which ghost text is to be shown in an evaluation. */
export const ghostShare = 0.3;

/**
 * The network alone over notes, each read from a zero state. @returns also hit rates, of all words.
 * @param memoryless each word from the one before alone.
 */
export function expectationOfNetwork(
  network: NetworkAnswers,
  kernels: KernelModule,
  notes: readonly Note[],
  memoryless = false,
) {
  const { config, vocabulary, weights } = network;
  const layout = (arena: Arena, own: Kernels) => new PerplexityMeter(arena, own, config, memoryless);
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
  const words = counted + unknown;
  const [hit1, hit3, hit5] = hits.map((n) => percent(n / Math.max(1, words)));
  return { ...expectation(loss, tokens, unknown), hit1, hit3, hit5, words };
}

/** What an answerer expects of notes; words that neither notes nor document hold are left out. */
export function expectationOf(
  answerer: Answerer,
  notes: readonly Note[],
  progress: (done: number) => void = () => undefined,
): Expectation {
  let [loss, tokens, unknown] = [0, 0, 0];
  for (const [index, note] of notes.entries()) {
    progress(index / notes.length);
    for (const probability of answerer.probabilities(note)) {
      if (probability > 0) {
        loss -= Math.log(probability);
        tokens++;
      } else {
        unknown++;
      }
    }
  }
  return expectation(loss, tokens, unknown);
}

/** Of texts that were read apart. */
export function expectationTogether(parts: readonly Expectation[]): Expectation {
  const sum = (of: (part: Expectation) => number) => parts.reduce((total, part) => total + of(part), 0);
  const loss = sum(({ tokens, crossEntropy }) => tokens * crossEntropy);
  return expectation(
    loss,
    sum(({ tokens }) => tokens),
    sum(({ unknown }) => unknown),
  );
}

function expectation(loss: number, tokens: number, unknown: number): Expectation {
  const crossEntropy = loss / Math.max(1, tokens);
  return { tokens, unknown, crossEntropy, perplexity: Math.exp(crossEntropy) };
}

/** The prose lines of every file that is a note. */
export async function documentsOf(files: readonly string[]): Promise<string[][]> {
  const documents: string[][] = [];
  for (const file of files) {
    const text = await noteText(file);
    if (text !== undefined) documents.push(proseLines(text, formatOfPath(file)));
  }
  return documents;
}

/**
 * Types documents with suggestions.
 * @param percentiles how sure the predictor usually is of its first suggestion.
 * @param progress called with the share done, 0 … 1.
 */
export function scoreSuggestions(
  predict: Predict,
  documents: readonly (readonly string[])[],
  percentiles: Percentiles,
  progress?: (done: number) => void,
): SuggestionScore {
  return scoreOf(typeDocuments(predict, documents, progress), percentiles);
}

/** @param progress called with the share done, 0 … 1. */
export function typeDocuments(
  predict: Predict,
  documents: readonly (readonly string[])[],
  progress: (done: number) => void = () => undefined,
): TypingScore[] {
  return documents.map((lines, index) => {
    const score = typeLines(lines, k, predict);
    progress((index + 1) / documents.length);
    return score;
  });
}

/** @param scores of documents. */
export function scoreOf(scores: readonly TypingScore[], percentiles: Percentiles): SuggestionScore {
  const sum = (of: (score: TypingScore) => number) => scores.reduce((total, score) => total + of(score), 0);
  const [words, keysWithout] = [sum((s) => s.words), sum((s) => s.keysWithout)];
  const hit = (i: number) => percent(sum((s) => s.hits[i]) / Math.max(1, words));
  const first = scores.flatMap((score) => score.first);
  return {
    words,
    hit1: hit(0),
    hit3: hit(1),
    hit5: hit(2),
    ksr5: percent(1 - sum((s) => s.keys) / Math.max(1, keysWithout)),
    ksr5Repeating: percent(1 - sum((s) => s.keysRepeating) / Math.max(1, keysWithout)),
    ksr5Interval: interval(scores.map((s) => [s.keysWithout - s.keys, s.keysWithout])),
    hit1Interval: interval(scores.map((s) => [s.hits[0], s.words])),
    calibrationError: Number(expectedCalibrationError(first).toFixed(4)),
    ...shownOf(first, percentiles),
  };
}

function shownOf(first: readonly FirstSuggestion[], percentiles: Percentiles): { shown: number; shownRight: number } {
  const pace = new GhostPace();
  const shown = first.filter(({ probability }) => {
    const shows = probability >= pace.threshold(ghostShare, percentiles);
    pace.wordBegan(shows);
    return shows;
  });
  const right = shown.filter((each) => each.right);
  return {
    shown: percent(shown.length / Math.max(1, first.length)),
    shownRight: percent(right.length / Math.max(1, shown.length)),
  };
}

/** Half the 95 % interval of Σ a / Σ b over documents, in percent: the ratio estimator's variance (Cochran 1977). */
function interval(pairs: readonly (readonly [number, number])[]): number {
  const n = pairs.length;
  const [a, b] = pairs.reduce(([x, y], [p, q]) => [x + p, y + q], [0, 0]);
  if (n < 2 || b === 0) return NaN;
  const squares = pairs.reduce((sum, [p, q]) => sum + (p - (a / b) * q) ** 2, 0);
  return percent((1.96 * Math.sqrt((squares * n) / (n - 1))) / b);
}

export function percent(share: number): number {
  return Number((100 * share).toFixed(2));
}
