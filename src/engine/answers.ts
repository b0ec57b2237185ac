// What a session answers from, and how that changes: a network is opened or has learnt, notes have been counted, sources
// have been weighed anew. Whatever is being made, what was there before answers until it is ready.

import { networkSources, type SourceName } from '../predict/evidence';
import { GhostPace } from '../predict/ghostPace';
import type { Note } from '../text/corpus';
import { Answerer, type NetworkAnswers } from './answerer';
import { Counting, type Counted } from './counting';
import { type Fits, leftOut } from './mixtureJobs';
import { ProblemError } from './problem';
import type { CountsInfo } from './protocol/notes';
import type { TrainerFiles } from './trainer';
import { divideNotes, type NoteSplit } from './trainingText';

/** Held-out words from which the sources are weighed. */
const samplesWhen: Readonly<Record<'running' | 'stopped' | 'ended', number>> = {
  running: 3000,
  stopped: 3000,
  ended: 8000,
};
/** Seconds between two times that the sources are weighed while a run goes on; and of its time, what that may take. */
const secondsBetweenFits = 60;
const fittingShare = 0.05;

export class Answers {
  network: NetworkAnswers | undefined;
  counted: Counted | undefined;
  fits: Fits = {};
  private counting: Counting;
  private readonly pace = new GhostPace();
  private variants = new Map<string, Answerer>();
  /** What is being counted or weighed; one after the other. */
  private working: Promise<unknown> = Promise.resolve();
  private waiting: readonly Note[] | undefined;
  /** When the sources may be weighed again, in seconds. */
  private nextFit = -Infinity;

  constructor(
    private readonly files: TrainerFiles,
    private readonly changed: (info: CountsInfo) => void,
  ) {
    this.counting = new Counting(files.scripts);
  }

  /** @param without sources to leave out. @throws ProblemError noModel. */
  answerer(without: ReadonlySet<SourceName> = new Set()): Answerer {
    if (!this.network && !this.counted) {
      throw new ProblemError('noModel', 'There is no model yet: learn from some notes first (afterword train)');
    }
    const key = leftOut(without);
    const known = this.variants.get(key);
    if (known) return known;
    const answerer = new Answerer(this.network, this.counted, this.fits, without, this.pace);
    this.variants.set(key, answerer);
    return answerer;
  }

  /** Counts these notes, which take the place of those before. Of several calls in a row the last one counts. */
  count(notes: readonly Note[]): Promise<void> {
    const first = this.waiting === undefined;
    this.waiting = notes;
    if (!first) return this.working.then(() => undefined);
    return this.inTurn(async () => {
      const latest = this.waiting!;
      this.waiting = undefined;
      await this.countOver(latest, this.network);
      if (!this.network && Object.keys(this.fits).length === 0) await this.fitCounts(latest);
    });
  }

  /** A network over other words takes the old one's place, as soon as the notes have been counted over its words. */
  replaceNetwork(network: NetworkAnswers, notes: readonly Note[], fits?: Fits): Promise<void> {
    // Where nothing answers yet, it answers alone until then.
    if (!this.network && !this.counted) this.network = network;
    return this.inTurn(() => this.countOver(notes, network, fits));
  }

  /** The words of notes that are to be forgotten go with the next counting. */
  forgetWords(): void {
    this.counting = new Counting(this.files.scripts);
  }

  /** The network has learnt more. */
  weightsChanged(): void {
    for (const variant of this.variants.values()) variant.weightsChanged();
  }

  /** Weighs the sources by held-out notes: while a run goes on only every so often, and not where there is very much text. */
  fit(split: NoteSplit, network: NetworkAnswers, when: keyof typeof samplesWhen): Promise<void> {
    const seconds = () => performance.now() / 1000;
    const later = seconds() < this.nextFit || this.counted?.counts.isLarge;
    if (when === 'running' && later) return Promise.resolve();
    this.nextFit = Infinity;
    return this.inTurn(async () => {
      const begin = seconds();
      const fits = await this.fitWithout(split, network, [[], networkSources], samplesWhen[when]).finally(() => {
        const pause = when === 'running' ? (seconds() - begin) / fittingShare : 0;
        this.nextFit = seconds() + Math.max(secondsBetweenFits, pause);
      });
      if (this.network === network) this.useGates(fits);
    });
  }

  /** Fits for these sets of sources that are left out. */
  fitWithout(
    split: NoteSplit,
    network: NetworkAnswers | undefined,
    without: readonly (readonly SourceName[])[],
    mostSamples = samplesWhen.ended,
  ): Promise<Fits> {
    const fitted = network && { kernels: this.files.kernels, config: network.config, weights: network.weights };
    return this.counting.fit(split, network, fitted, mostSamples, without);
  }

  /** One job at a time: a thread that counts holds much memory. */
  inTurn(job: () => Promise<void>): Promise<void> {
    const done = this.working.then(job);
    this.working = done.catch(() => undefined);
    return done;
  }

  /** Resolves when nothing is being counted or weighed. */
  async settled(): Promise<void> {
    await this.working;
  }

  private async countOver(
    notes: readonly Note[],
    network: NetworkAnswers | undefined,
    fits = this.fits,
  ): Promise<void> {
    const counted = await this.counting.count(notes, network);
    this.network = network;
    this.counted = counted;
    this.useGates(fits);
    this.changed({ notes: notes.length, words: counted.counts.vocabSize });
  }

  private async fitCounts(notes: readonly Note[]): Promise<void> {
    this.useGates(await this.fitWithout(divideNotes(notes, 1), undefined, [networkSources], samplesWhen.running));
  }

  private useGates(fits: Fits): void {
    this.fits = fits;
    this.variants = new Map();
  }
}
