// The model that a session answers from, in memory and on disk: opened, followed where another window teaches it, replaced,
// and saved with what lessons have taught it between two runs.

import type { Note } from '../text/corpus';
import { NetworkAnswers } from './answerer';
import { Answers } from './answers';
import { withBreaths } from './breaths';
import { eraseFolder } from './forgetting';
import { LearningOn } from './learningOn';
import type { Learnt } from './lessons';
import { ModelStore, type StoredModel } from './modelStore';
import { cannotBeSaved, ProblemError } from './problem';
import type { ModelInfo } from './protocol/models';
import type { EarlierRun } from './run';
import type { SessionListener } from './sessionListener';
import type { TrainerFiles } from './trainer';
import { alsoTrainedOn } from './trainedFiles';
import { TrainingRecord } from './trainingRecord';

export class ModelInUse {
  /** What is on disk, or will be with the next save, beside the network; undefined: no network has learnt. */
  stored: Omit<StoredModel, 'weights' | 'vocabulary' | 'notes'> | undefined;
  readonly answers: Answers;
  readonly record: TrainingRecord;
  /** Between two runs. */
  readonly learningOn: LearningOn;
  private openedStore: ModelStore | undefined;

  constructor(
    private readonly files: TrainerFiles,
    private readonly listener: SessionListener,
    /** Notes are kept with the model, for who opens it without them. */
    private readonly keepsNotes: boolean,
    /** A run, or what comes before it, is under way: no lesson begins. */
    isBusy: () => boolean,
  ) {
    this.answers = new Answers(files, (info) => listener.counts(info));
    this.record = new TrainingRecord(files.scripts, listener);
    this.learningOn = new LearningOn(files, this.answers, {
      options: () => (isBusy() ? undefined : this.stored?.options),
      hold: () => this.holdToLearnOn(),
      release: () => this.store.release(),
      adopt: (learnt, notes, taught) => this.adopt(learnt, notes, taught),
    });
  }

  get store(): ModelStore {
    if (!this.openedStore) throw new Error('no model folder has been opened');
    return this.openedStore;
  }

  /** Opens the model kept in `folder`, which need not exist. @throws ProblemError modelUnreadable. */
  async open(folder: string): Promise<void> {
    this.openedStore = new ModelStore(folder, (problem) => this.listener.notice?.(problem));
    this.record.openedFolder(folder);
    const stored = await this.store.load();
    if (!stored) return;
    this.answers.network = this.remembered(stored);
    if (stored.fits) this.answers.fits = stored.fits;
    if (stored.notes && this.keepsNotes) await this.answers.count(stored.notes);
  }

  /** What another window has taught the model answers here as well. */
  async follow(): Promise<void> {
    if (!(await this.openedStore?.hasChanged())) return;
    const stored = await this.openedStore?.load().catch(() => undefined);
    if (stored) await this.answerFromStored(stored);
  }

  async answerFromStored(stored: StoredModel): Promise<void> {
    const network = this.remembered(stored);
    this.listener.landmarks?.(this.record.landmarks);
    await this.answers.replaceNetwork(network, this.answers.counted?.notes ?? [], stored.fits);
    this.listener.model(this.info()!);
  }

  /** A model on disk is the session's from now on. @returns its network. */
  private remembered({ weights, vocabulary, notes: _, ...rest }: StoredModel): NetworkAnswers {
    this.record.openedModel(rest.losses, rest.record);
    this.stored = rest;
    this.learningOn.opened(rest.learnt);
    return new NetworkAnswers(this.files.kernels, rest.config, vocabulary, rest.unit, weights);
  }

  info(): ModelInfo | undefined {
    if (!this.answers.network || !this.stored) return undefined;
    const { cell, hiddenSize, numLayers, vocabSize } = this.answers.network.config;
    const { name, validLoss, tokensSeen, options } = this.stored;
    const { sizeReason } = options;
    const validPerplexity = validLoss === undefined ? undefined : Math.exp(validLoss);
    return { name, cell, hiddenSize, numLayers, vocabSize, tokensSeen, validPerplexity, sizeReason, resumable: true };
  }

  /** The network that answers now. @throws ProblemError noModel. */
  network(): NetworkAnswers {
    if (this.answers.network) return this.answers.network;
    throw new ProblemError('noModel', 'No network has learnt yet: learn from some notes first (afterword train)');
  }

  /** All of it; undefined: no network has learnt. */
  whole(): StoredModel | undefined {
    const { network, fits } = this.answers;
    if (!network || !this.stored) return undefined;
    const { config, vocabulary, weights } = network;
    return { ...this.stored, config, vocabulary, weights, fits, notes: undefined };
  }

  rename(name: string): void {
    this.stored = { ...this.stored!, name };
    this.listener.model(this.info()!);
  }

  /** What a run goes on from. @throws ProblemError noModel. */
  async earlierRun(): Promise<EarlierRun> {
    const { network } = this.answers;
    const { record } = this.stored ?? {};
    const checkpoint =
      network &&
      (await this.openedStore?.loadCheckpoint({ config: network.config, vocabulary: network.vocabulary, record }));
    if (!checkpoint) throw new ProblemError('noModel', 'There is no training to go on with: start a new one');
    return { checkpoint, network, options: this.stored!.options, ended: this.stored!.runEnded };
  }

  /** While nobody else changes the model. @throws ProblemError trainedElsewhere. */
  async holding<T>(work: () => Promise<T>): Promise<T> {
    const { store } = this;
    await store.hold();
    try {
      return await work();
    } finally {
      await store.release();
    }
  }

  private async holdToLearnOn(): Promise<boolean> {
    if (!(await this.store.tryHold())) return false;
    await this.follow();
    return true;
  }

  /** What a lesson has taught answers from now on and is saved; the run's checkpoint stays as it is. */
  private async adopt(
    { config, vocabulary, weights }: Learnt,
    notes: readonly Note[],
    taught: readonly Note[],
  ): Promise<void> {
    const network = this.network();
    const { trainedOn } = this.stored!;
    const trainedOnToo = trainedOn && (await withBreaths(alsoTrainedOn(trainedOn, taught, network.unit)));
    this.stored = { ...this.stored!, trainedOn: trainedOnToo };
    if (vocabulary === network.vocabulary) {
      network.use(weights);
      this.answers.weightsChanged();
    } else {
      const grown = new NetworkAnswers(this.files.kernels, config, vocabulary, network.unit, weights);
      await this.answers.replaceNetwork(grown, notes);
    }
    this.listener.model(this.info()!);
    await this.saveBetweenRuns(notes).catch((error: unknown) => {
      this.listener.notice?.(cannotBeSaved(error));
      throw error;
    });
  }

  saveBetweenRuns(notes: readonly Note[], checkpoint: number | 'same' = 'same'): Promise<void> {
    const { config, vocabulary, weights } = this.network();
    const learnt = this.learningOn.record().toJSON();
    this.stored = { ...this.stored!, config, learnt, fits: this.answers.fits };
    const kept = this.keepsNotes ? notes : undefined;
    return this.store.save({ ...this.stored, notes: kept, vocabulary, weights }, checkpoint);
  }

  /** Nothing is left on disk. What is in memory goes with the process. */
  async erase(): Promise<void> {
    await this.holding(async () => {
      const { folder } = this.store;
      this.openedStore = undefined;
      await eraseFolder(folder);
    });
  }
}
