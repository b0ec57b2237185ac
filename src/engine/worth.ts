// What suggestions are worth on the user's own notes: the simulated writer types what was held out, with all that suggests,
// with what is counted alone, and with the word list that every VS Code has. Nothing here has learnt what is typed: the
// network is the one that its run has left, before it learnt what had been held out; the notes are counted without it; and
// how the sources are trusted is fitted on one half of it for the other. Done in a thread of its own (studyThread.ts).

import { usualPercentiles } from '../predict/calibration';
import { networkSources, type SourceName } from '../predict/evidence';
import type { Offer } from '../predict/typing';
import { WordBased } from '../predict/wordBased';
import { type Note, wordsOf } from '../text/corpus';
import { detokenize } from '../text/tokenize';
import { Vocabulary } from '../text/vocabulary';
import { Answerer, NetworkAnswers } from './answerer';
import { type Counted, Counting } from './counting';
import { type Expectation, expectationOf, expectationTogether, scoreOf, typeDocuments } from './evaluation';
import { handOver } from './handedNotes';
import { divideAsHeldOut } from './heldOut';
import type { KernelModule } from './kernelHost';
import type { Fits } from './mixtureJobs';
import type { HandedNote } from './protocol/notes';
import type { Worth, WorthRow } from './protocol/worth';
import { readInThread } from './readerJobs';
import type { RunNetwork } from './modelStore';
import { divideNotes, type NoteSplit } from './trainingText';

export interface WorthJob {
  readonly kind: 'worth';
  readonly kernels: KernelModule;
  readonly scripts: string;
  readonly files: readonly string[];
  /** Those among them that are no files of this machine. */
  readonly handed: readonly HandedNote[];
  /** undefined: there is no network, or nobody knows what it has not learnt. */
  readonly run: RunNetwork | undefined;
  /** By which notes are held out where no run has. */
  readonly seed: number;
  /** About so many are typed at most, evenly from the beginnings of all that was held out. */
  readonly words: number;
}

/** Of fewer nothing could be told. */
const leastWords = 150;
/** Held-out words from which the sources are weighed. */
const mostSamples = 3000;
/** Suggestions that the simulated writer sees. */
const k = 5;
/** Of the work, when the notes are read, and when they are counted and weighed. */
const [readBy, weighedBy] = [0.1, 0.3];

/** Half of what was held out, and what answers there: fitted on the other half. */
interface Half {
  readonly notes: readonly Note[];
  readonly fits: Fits;
}

type Predict = (lines: readonly string[], ignored: readonly string[]) => readonly Offer[];

export async function measureWorth(job: WorthJob, progress: (done: number) => void): Promise<Worth> {
  const notes = await readAll(job, (done) => progress(done * readBy));
  const all = { notes: notes.length, words: wordsIn(notes) };
  const { split, run } = heldOutOf(notes, job);
  const typed = evenSlice(split.valid, job.words);
  if (wordsIn(typed) < leastWords) return { ...all, networkKnown: run !== undefined, measured: undefined };

  const network = run && networkOf(job.kernels, run);
  const counted = await new Counting(job.scripts).count(split.train, network);
  const halves: Half[] = [];
  for (const half of [0, 1]) {
    progress(readBy + ((half + 1) / 3) * (weighedBy - readBy));
    halves.push({
      notes: every2nd(typed, half),
      fits: await fitOn(every2nd(split.valid, 1 - half), split, network, job),
    });
  }
  const rows = measureAll(split, network, counted, halves, (done) => progress(weighedBy + done * (1 - weighedBy)));
  return { ...all, networkKnown: run !== undefined, measured: { notes: typed.length, words: wordsIn(typed), ...rows } };
}

function measureAll(
  split: NoteSplit,
  network: NetworkAnswers | undefined,
  counted: Counted,
  halves: readonly Half[],
  progress: (done: number) => void,
) {
  const wordBased = new WordBased(split.train);
  const kinds = network ? 3 : 2;
  const part = (n: number) => (done: number) => progress((n + done) / kinds);
  const answerers = (without: readonly SourceName[]) =>
    halves.map(({ fits }) => new Answerer(network, counted, fits, new Set(without)));
  return {
    wordBased: typeHalves(halves, () => (lines) => wordBased.predict(lines, k), part(0)),
    counts: answering(halves, answerers(networkSources), part(1)),
    everything: network && answering(halves, answerers([]), part(2)),
  };
}

function answering(halves: readonly Half[], answerers: readonly Answerer[], progress: (done: number) => void) {
  const expected: Expectation[] = halves.map(({ notes }, half) => expectationOf(answerers[half], notes));
  const predict = (half: number): Predict => {
    return (lines, ignored) => answerers[half].predictLines(lines, k, ignored).items;
  };
  return { ...typeHalves(halves, predict, progress), perplexity: expectationTogether(expected).perplexity };
}

function typeHalves(
  halves: readonly Half[],
  predict: (half: number) => Predict,
  progress: (done: number) => void,
): WorthRow {
  const scores = halves.flatMap(({ notes }, half) => {
    const documents = notes.map(({ sentences }) => detokenize(sentences));
    return typeDocuments(predict(half), documents, (done) => progress((half + done) / halves.length));
  });
  const { ksr5, ksr5Interval, hit1, hit3, hit5 } = scoreOf(scores, usualPercentiles);
  return { ksr5, ksr5Interval, hit1, hit3, hit5, perplexity: undefined };
}

/** As the run has; where too little of that is left, or there was no run, anew and without its network. */
function heldOutOf(notes: readonly Note[], { run, seed }: WorthJob) {
  const split = run && divideAsHeldOut(notes, run.heldOut);
  if (split && wordsIn(split.valid) >= leastWords) return { split, run };
  return { split: divideNotes(notes, seed), run: undefined };
}

function networkOf(kernels: KernelModule, { config, words, weights }: RunNetwork): NetworkAnswers {
  return new NetworkAnswers(kernels, config, Vocabulary.fromJSON(words), 'words', weights);
}

function fitOn(
  valid: readonly Note[],
  { train }: NoteSplit,
  network: NetworkAnswers | undefined,
  { scripts, kernels }: WorthJob,
): Promise<Fits> {
  const fitted = network && { kernels, config: network.config, weights: network.weights };
  return new Counting(scripts).fit({ train, valid }, network, fitted, mostSamples, [[], networkSources]);
}

async function readAll({ scripts, files, handed }: WorthJob, progress: (done: number) => void): Promise<Note[]> {
  handOver(handed);
  const notes: Note[] = [];
  let read = 0;
  await readInThread(scripts, files, 'words', (path, reading) => {
    progress(++read / files.length);
    if (!('reason' in reading)) notes.push({ path, sentences: reading.sentences });
  });
  return notes;
}

/** Of every piece its beginning, so much that they make about `most` words together. */
function evenSlice(pieces: readonly Note[], most: number): Note[] {
  const share = Math.min(1, most / Math.max(1, wordsIn(pieces)));
  return pieces.map(({ path, sentences }) => ({
    path,
    sentences: sentences.slice(0, Math.ceil(share * sentences.length)),
  }));
}

const every2nd = (notes: readonly Note[], half: number) => notes.filter((_, i) => i % 2 === half);

function wordsIn(notes: readonly Note[]): number {
  return notes.reduce((sum, note) => sum + wordsOf(note, 'words'), 0);
}
