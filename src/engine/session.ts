// One model and everything that happens to it: opened from disk, trained, asked. The engine process has one session;
// the command line makes its own. Whoever made it hears of changes through the listener.

import type { Note } from '../text/corpus';
import type { TokenUnit } from '../text/units';
import { countedSources } from '../predict/evidence';
import { type Answerer, NetworkAnswers } from './answerer';
import { inBackground } from './background';
import { withBreaths } from './breaths';
import { Comparison } from './comparison';
import type { CorpusSources } from './corpus';
import type { Counted } from './counting';
import { defaultOptions } from './defaults';
import { afterForgetting, eraseFolder, overWordsOf, writeCheckpoint } from './forgetting';
import { forgottenFile } from './forgottenFiles';
import { lockFile } from './folderLock';
import { recordingHeldOut } from './heldOut';
import { keptFolder } from './keptModels';
import type { Fits } from './mixtureJobs';
import { ModelInUse } from './modelInUse';
import { Models } from './models';
import type { RunNetwork } from './modelStore';
import { NoteReader } from './noteReader';
import { ProblemError } from './problem';
import type { LossPoint } from './protocol/curves';
import type { InspectedPart, InspectRequest } from './protocol/inspection';
import type { ModelInfo } from './protocol/models';
import type { CorpusFile, ForgetRequest, Survey } from './protocol/notes';
import type {
  DraftEnd,
  DraftPart,
  GenerateRequest,
  PredictRequest,
  Prediction,
  SourceName,
} from './protocol/suggestions';
import type { CompareRequest, TrainRequest } from './protocol/training';
import { runsFile } from './runStore';
import { RunUnderWay } from './runUnderWay';
import { type SessionListener, tellingWhetherItWaits } from './sessionListener';
import type { TrainerFiles } from './trainer';
import { alsoTrainedOn } from './trainedFiles';
import type { TrainingRecord } from './trainingRecord';
import { type NoteSplit, preparingText } from './trainingText';

/** What stays when a note is forgotten: the curves of past runs, which notes are forgotten, and models that have forgotten it. */
const keptBeside = [runsFile, forgottenFile, lockFile, keptFolder];

const softmaxAlone = new Set(countedSources);

export class Session {
  private readonly listener: SessionListener;
  private readonly reader: NoteReader;
  private readonly model: ModelInUse;
  private readonly run: RunUnderWay;
  private comparison: Comparison | undefined;
  /** The one in use, and those that are kept beside it. */
  readonly models: Models;
  private starting = false;
  private stopRequested = false;
  /** Resolves when the comparison under way has ended, and when the model is held no more for a run that has. */
  private ended: Promise<void> = Promise.resolve();

  /** @param keepsNotes notes are kept with the model, for who opens it without them. */
  constructor(
    private readonly files: TrainerFiles,
    listener: SessionListener,
    keepsNotes = false,
  ) {
    this.listener = tellingWhetherItWaits(listener, files.gate);
    this.reader = new NoteReader(files.scripts);
    this.model = new ModelInUse(files, this.listener, keepsNotes, () => this.isBusy);
    this.run = new RunUnderWay(files, this.model, this.listener, keepsNotes, () => this.stopRequested);
    this.models = new Models({
      store: () => this.model.store,
      current: () => this.model.whole(),
      holding: (work) => this.model.holding(work),
      alone: (work) => this.alone(work),
      use: (stored) => this.model.answerFromStored(stored),
      renamed: (name) => this.model.rename(name),
    });
  }

  get record(): TrainingRecord {
    return this.model.record;
  }

  private get isBusy(): boolean {
    return this.run.exists || this.comparison !== undefined || this.starting;
  }

  /** Opens the model kept in `folder`, which need not exist. @throws ProblemError modelUnreadable. */
  async open(folder: string): Promise<ModelInfo | undefined> {
    await this.reader.forgotten.opened(folder);
    await this.model.open(folder);
    return this.info();
  }

  /** What another window has taught the model answers here as well. */
  async follow(): Promise<void> {
    if (!this.run.exists) await this.model.follow();
  }

  info(): ModelInfo | undefined {
    return this.model.info();
  }

  /** Counts afterwards what it has found: suggestions come from the counts before a network has learnt anything. */
  async survey(files: readonly string[]): Promise<Survey> {
    const { notes, skipped } = await this.reader.read(files, 'words');
    if (notes.length > 0 || this.model.answers.counted) inBackground(this.count(notes));
    return { notes: notes.length, words: notes.reduce((sum, note) => sum + note.words, 0), skipped };
  }

  /** What was looked at last. */
  corpus(): readonly CorpusFile[] {
    return this.reader.files;
  }

  /** Every file that was looked at last, and those that the network has been trained on. */
  corpusSources(): Omit<CorpusSources, 'leftOut'> {
    return { looked: this.reader.looked, trained: this.model.answers.network && this.model.stored?.trainedOn };
  }

  isForgotten(file: string): boolean {
    return this.reader.forgotten.has(file);
  }

  /** Nothing that is suggested comes from this file alone any more, and nothing of it is left on disk. @throws ProblemError. */
  async forget({ file, files, forgotten }: ForgetRequest): Promise<void> {
    await this.reader.forgotten.set(file, forgotten);
    if (!forgotten) return;
    await this.stop();
    await this.models.inTurn(() => this.model.holding(() => this.forgetNow(file, files)));
  }

  private async forgetNow(file: string, files: readonly string[]): Promise<void> {
    this.model.learningOn.record().remove(file);
    this.reader.drop(file);
    this.model.answers.forgetWords();
    const { network } = this.model.answers;
    const { notes } = await this.reader.read(files, network?.unit ?? 'words');
    const { store } = this.model;
    await this.models.kept().forget(notes);
    if (!network) {
      await this.model.answers.count(notes);
      return eraseFolder(store.folder, keptBeside);
    }
    const learnt = overWordsOf(notes, network);
    const { config, vocabulary, weights } = learnt;
    const left = new NetworkAnswers(this.files.kernels, config, vocabulary, network.unit, weights);
    await this.model.answers.replaceNetwork(left, notes);
    await eraseFolder(store.folder, keptBeside);
    // What was held out has been learnt by what the checkpoint is made of now.
    const position = afterForgetting(this.model.stored!.position);
    this.model.stored = { ...this.model.stored!, config, position, heldOut: undefined };
    await this.model.saveBetweenRuns(notes, writeCheckpoint(await store.checkpointFiles(), learnt));
    this.listener.model(this.info()!);
  }

  /** Nothing is left on disk. What is in memory goes with the process. */
  async erase(): Promise<void> {
    await this.stop();
    await this.model.answers.settled();
    await this.model.erase();
  }

  /**
   * Starts a run; returns when it is under way. @param valid notes to hold out; otherwise they are chosen.
   * @throws ProblemError alreadyTraining, trainedElsewhere, noNotes, noProse, tooLittleText, noModel, outOfMemory.
   */
  async train({ files, options, resume }: TrainRequest, valid?: readonly string[]): Promise<void> {
    await this.startHolding(async () => {
      const earlier = resume ? await this.model.earlierRun() : undefined;
      const unit = earlier ? earlier.network.unit : options.tokens;
      const held = valid && (await this.readNotes(valid, unit));
      const notes = await this.readNotes(files, unit);
      // What was held out stays held out: the seed that chose it is that of the first run.
      const settings = { ...options, tokens: unit, seed: (earlier ?? { options }).options.seed };
      const text = await withBreaths(preparingText(notes, held, settings, earlier?.network.vocabulary));
      const learnt = await withBreaths(this.model.learningOn.recordingRun(notes));
      const before = earlier ? this.model.stored!.trainedOn : [];
      const trainedOn = before && (await withBreaths(alsoTrainedOn(before, notes, unit)));
      const heldOut = await withBreaths(recordingHeldOut(text.split, notes, earlier && this.model.stored));
      const checkpoints = await this.model.store.checkpointFiles();
      if (this.stopRequested) return this.listener.status({ state: 'idle' });
      await this.run.begin({ notes, learnt, trainedOn, heldOut, text, options: settings, checkpoints }, earlier);
    });
  }

  /**
   * Lets each cell learn from the same notes for its curve; returns when that is under way. The model stays as it is.
   * @throws ProblemError alreadyTraining, comparing, noNotes, noProse, tooLittleText.
   */
  async compare({ files, options }: CompareRequest): Promise<void> {
    await this.start(async () => {
      const text = await withBreaths(preparingText(await this.readNotes(files, options.tokens), undefined, options));
      if (this.stopRequested) return this.listener.status({ state: 'idle' });
      this.comparison = new Comparison(this.files, text, options, this.listener, this.record);
      this.ended = this.comparison.run().finally(() => (this.comparison = undefined));
    });
  }

  pause(): void {
    if (this.comparison) return this.comparison.pause();
    this.run.pause();
    this.model.learningOn.pause();
  }

  resume(): void {
    if (this.comparison) return this.comparison.resume();
    this.run.resume();
    this.model.learningOn.resume();
  }

  /** Ends the run; resolves when its last checkpoint is on disk. Without a run it does nothing. */
  async stop(): Promise<void> {
    this.stopRequested = true;
    this.run.stop();
    this.comparison?.stop();
    await this.model.learningOn.stop();
    await this.finished();
  }

  /** Resolves when the run under way has ended by itself and is on disk. */
  async finished(): Promise<void> {
    await this.run.ended;
    await this.ended;
  }

  /** The writer pauses, or goes on: what is new in the notes is learnt in the pauses. Resolves when that has been done. */
  setIdle(idle: boolean): Promise<void> {
    return this.model.learningOn.setIdle(idle);
  }

  /** Learns now from what is new in these files, which are all notes. @returns how many words that was. @throws ProblemError. */
  async learnNew(files: readonly string[]): Promise<number> {
    return this.model.holding(async () => {
      this.model.learningOn.record();
      const notes = await this.readNotes(files, this.network().unit);
      await this.model.answers.count(notes);
      const words = this.model.learningOn.newWords();
      await this.model.learningOn.learn();
      const learnt = words - this.model.learningOn.newWords();
      // Too little for a lesson, it is counted all the same.
      if (learnt === 0) await this.model.saveBetweenRuns(notes);
      return learnt;
    });
  }

  /** Resolves when no notes are being counted and no sources weighed. */
  counted(): Promise<void> {
    return this.model.answers.settled();
  }

  private async count(notes: readonly Note[]): Promise<void> {
    await this.model.answers.count(notes);
    await this.model.learningOn.notesChanged();
  }

  losses(): readonly LossPoint[] {
    return this.record.losses;
  }

  /** What answers now. @param without sources to leave out. @throws ProblemError noModel. */
  answers(without?: ReadonlySet<SourceName>): Answerer {
    return this.model.answers.answerer(without);
  }

  /** What answers a request. @throws ProblemError noModel. */
  answererOf({ networkOnly }: { readonly networkOnly?: boolean | undefined }): Answerer {
    if (networkOnly) this.network();
    return this.answers(networkOnly ? softmaxAlone : undefined);
  }

  /** The network that answers now. @throws ProblemError noModel. */
  network(): NetworkAnswers {
    return this.model.network();
  }

  /** What the answers are made of, for measuring. */
  parts(): { readonly network: NetworkAnswers | undefined; readonly counted: Counted | undefined } {
    const { network, counted } = this.model.answers;
    return { network, counted };
  }

  /** By which notes were held out. */
  seed(): number {
    return this.model.stored?.options.seed ?? defaultOptions.seed;
  }

  /** Of the last run: the norm that its gradients were clipped to. */
  gradClip(): number {
    return this.model.stored?.options.gradClip ?? defaultOptions.gradClip;
  }

  /**
   * How the sources are trusted without some of them, each time. By then the network that answers may have learnt what was
   * held out: asked is the one that its run has left.
   */
  async fitWithout(split: NoteSplit, without: readonly (readonly SourceName[])[]): Promise<Fits> {
    const { checkpoint, network } = await this.model.earlierRun();
    const { config, vocabulary, unit } = network;
    const left = new NetworkAnswers(this.files.kernels, config, vocabulary, unit, checkpoint.params);
    return this.model.answers.fitWithout(split, left, without);
  }

  /** For measuring: the network that its run has left; undefined: there is none that has not learnt all there is. */
  async leftByRun(): Promise<RunNetwork | undefined> {
    return this.model.answers.network && this.model.store.loadRunNetwork();
  }

  /** Before `predict`, where others wait as well: yields every few milliseconds. @throws ProblemError noModel. */
  readUp(request: PredictRequest): Generator<undefined, void> {
    return this.answererOf(request).readUp(request);
  }

  /** @throws ProblemError noModel. */
  predict(request: PredictRequest): Prediction {
    return this.answererOf(request).predict(request);
  }

  /** A draft that goes on from a text, token by token. @throws ProblemError noModel. */
  generate(request: GenerateRequest): Generator<DraftPart, DraftEnd> {
    return this.answererOf(request).generate(request);
  }

  /** undefined: a moment in which other requests are answered. @throws ProblemError noModel. */
  inspect(request: InspectRequest): Generator<InspectedPart | undefined> {
    return this.network().inspect(request);
  }

  /** @throws ProblemError noNotes, noProse. */
  readNotes(files: readonly string[], unit: TokenUnit): Promise<readonly Note[]> {
    const reading = (filesRead: number) => this.listener.status({ state: 'reading', files: files.length, filesRead });
    return this.reader.readToLearn(files, unit, reading);
  }

  /** A run, or a comparison. What cannot be begun is told, too. @throws ProblemError. */
  private async start(begin: () => Promise<void>): Promise<void> {
    await this.exclusively(async () => {
      try {
        await begin();
      } catch (error) {
        this.listener.status({ state: 'failed', problem: ProblemError.from(error) });
        throw error;
      }
    });
  }

  /** One at a time. @throws ProblemError comparing, alreadyTraining. */
  private async exclusively<T>(work: () => Promise<T>): Promise<T> {
    if (this.comparison) throw new ProblemError('comparing', 'Cells are being compared: stop that first');
    if (this.run.exists || this.starting)
      throw new ProblemError('alreadyTraining', 'Training is under way already: stop it first');
    this.starting = true;
    this.stopRequested = false;
    try {
      await this.model.learningOn.stop();
      return await work();
    } finally {
      this.starting = false;
    }
  }

  /** The same for what changes the model: until it has ended, no other window does. */
  private async startHolding(begin: () => Promise<void>): Promise<void> {
    await this.start(async () => {
      const { store } = this.model;
      await store.hold();
      try {
        await this.follow();
        await begin();
      } finally {
        if (this.run.exists) this.ended = this.run.ended.finally(() => store.release());
        else await store.release();
      }
    });
  }

  /** What is learnt here stops first, and nothing is learnt meanwhile. @throws ProblemError trainedElsewhere. */
  private async alone<T>(work: () => Promise<T>): Promise<T> {
    await this.stop();
    return this.exclusively(() =>
      this.model.holding(async () => {
        await this.follow();
        return work();
      }),
    );
  }
}
