// One model and everything that happens to it: opened from disk, trained, asked. The engine process has one session;
// the command line makes its own. Whoever made it hears of changes through the listener.

import type { Note } from '../text/corpus';
import { countedSources } from '../predict/evidence';
import { type Answerer, NetworkAnswers } from './answerer';
import { Answers } from './answers';
import { withBreaths } from './breaths';
import { Comparison } from './comparison';
import type { CorpusSources } from './corpus';
import type { Counted } from './counting';
import { defaultOptions } from './defaults';
import { afterForgetting, eraseFolder, overWordsOf, writeCheckpoint } from './forgetting';
import { forgottenFile } from './forgottenFiles';
import { lockFile } from './folderLock';
import type { Gate } from './gate';
import { recordingHeldOut } from './heldOut';
import { keptFolder } from './keptModels';
import { LearningOn } from './learningOn';
import type { Learnt } from './lessons';
import type { Fits } from './mixtureJobs';
import { Models } from './models';
import { ModelStore, type RunNetwork, type StoredModel } from './modelStore';
import { NoteReader } from './noteReader';
import { cannotBeSaved, diverged, ProblemError, rolledBack } from './problem';
import type { TokenUnit } from '../text/units';
import type { Landmarks, LossPoint, RunRecord } from './protocol/curves';
import type { InspectRequest, InspectedPart } from './protocol/inspection';
import type { ModelInfo } from './protocol/models';
import type { CorpusFile, CountsInfo, ForgetRequest, Survey } from './protocol/notes';
import type { EngineProblem } from './protocol/problem';
import type {
  DraftEnd,
  DraftPart,
  GenerateRequest,
  PredictRequest,
  Prediction,
  SourceName,
} from './protocol/suggestions';
import type { CompareRequest, TrainRequest, TrainingStatus } from './protocol/training';
import { beginningRun, type EarlierRun, type Run, type RunRequest } from './run';
import type { Trainer, TrainerFiles } from './trainer';
import { runsFile } from './runStore';
import type { EndOfRun, ThreadMessage, WrittenCheckpoint } from './trainingJob';
import { TrainingRecord } from './trainingRecord';
import { alsoTrainedOn } from './trainedFiles';
import { type NoteSplit, preparingText } from './trainingText';

export interface SessionListener {
  status(status: TrainingStatus): void;
  loss(point: LossPoint): void;
  model(info: ModelInfo): void;
  /** The notes have been counted: what is suggested may differ now. */
  counts(info: CountsInfo): void;
  /** Of interest where the curve is shown. */
  landmarks?(landmarks: Landmarks): void;
  run?(record: RunRecord): void;
  /** Something went wrong, and work goes on. */
  notice?(problem: EngineProblem): void;
}

/** What stays when a note is forgotten: the curves of past runs, which notes are forgotten, and models that have forgotten it. */
const keptBeside = [runsFile, forgottenFile, lockFile, keptFolder];

const softmaxAlone = new Set(countedSources);

export class Session {
  private readonly listener: SessionListener;
  private readonly reader: NoteReader;
  private store: ModelStore | undefined;
  private readonly current: Answers;
  private stored: Omit<StoredModel, 'weights' | 'vocabulary' | 'notes'> | undefined;
  readonly record: TrainingRecord;
  private run: Run | undefined;
  private comparison: Comparison | undefined;
  /** Between two runs. */
  private readonly learningOn: LearningOn;
  /** The one in use, and those that are kept beside it. */
  readonly models: Models;
  private starting = false;
  private stopRequested = false;
  /** Resolves when the run under way has ended and is on disk. */
  private ended: Promise<void> = Promise.resolve();
  /** Resolves when the last save has been carried out or has failed. */
  private saved: Promise<void> = Promise.resolve();

  constructor(
    private readonly files: TrainerFiles,
    listener: SessionListener,
    /** Notes are kept with the model, for who opens it without them. */
    private readonly keepsNotes = false,
  ) {
    this.listener = tellingWhetherItWaits(listener, files.gate);
    this.reader = new NoteReader(files.scripts);
    this.current = new Answers(files, (info) => listener.counts(info));
    this.record = new TrainingRecord(files.scripts, listener);
    this.learningOn = new LearningOn(files, this.current, {
      options: () => (this.run || this.comparison || this.starting ? undefined : this.stored?.options),
      hold: () => this.holdToLearnOn(),
      release: () => this.model().release(),
      adopt: (learnt, notes, taught) => this.adopt(learnt, notes, taught),
    });
    this.models = new Models({
      store: () => this.model(),
      current: () => this.currentModel(),
      holding: (work) => this.holding(work),
      alone: (work) => this.alone(work),
      use: (stored) => this.answerFromStored(stored),
      renamed: (name) => {
        this.stored = { ...this.stored!, name };
        this.listener.model(this.info()!);
      },
    });
  }

  /** Opens the model kept in `folder`, which need not exist. @throws ProblemError modelUnreadable. */
  async open(folder: string): Promise<ModelInfo | undefined> {
    this.store = new ModelStore(folder, (problem) => this.listener.notice?.(problem));
    this.record.openedFolder(folder);
    await this.reader.forgotten.opened(folder);
    const stored = await this.store.load();
    if (!stored) return undefined;
    this.current.network = this.remembered(stored);
    if (stored.fits) this.current.fits = stored.fits;
    if (stored.notes && this.keepsNotes) await this.current.count(stored.notes);
    return this.info();
  }

  /** What another window has taught the model answers here as well. */
  async follow(): Promise<void> {
    if (this.run || !(await this.store?.hasChanged())) return;
    const stored = await this.store?.load().catch(() => undefined);
    if (stored) await this.answerFromStored(stored);
  }

  private async answerFromStored(stored: StoredModel): Promise<void> {
    const network = this.remembered(stored);
    this.listener.landmarks?.(this.record.landmarks);
    await this.current.replaceNetwork(network, this.current.counted?.notes ?? [], stored.fits);
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
    if (!this.current.network || !this.stored) return undefined;
    const { cell, hiddenSize, numLayers, vocabSize } = this.current.network.config;
    const { name, validLoss, tokensSeen, options } = this.stored;
    const { sizeReason } = options;
    const validPerplexity = validLoss === undefined ? undefined : Math.exp(validLoss);
    return { name, cell, hiddenSize, numLayers, vocabSize, tokensSeen, validPerplexity, sizeReason, resumable: true };
  }

  /** Counts afterwards what it has found: suggestions come from the counts before a network has learnt anything. */
  async survey(files: readonly string[]): Promise<Survey> {
    const { notes, skipped } = await this.reader.read(files, 'words');
    if (notes.length > 0 || this.current.counted) inBackground(this.count(notes));
    return { notes: notes.length, words: notes.reduce((sum, note) => sum + note.words, 0), skipped };
  }

  /** What was looked at last. */
  corpus(): readonly CorpusFile[] {
    return this.reader.files;
  }

  /** Every file that was looked at last, and those that the network has been trained on. */
  corpusSources(): Omit<CorpusSources, 'leftOut'> {
    return { looked: this.reader.looked, trained: this.current.network && this.stored?.trainedOn };
  }

  isForgotten(file: string): boolean {
    return this.reader.forgotten.has(file);
  }

  /** Nothing that is suggested comes from this file alone any more, and nothing of it is left on disk. @throws ProblemError. */
  async forget({ file, files, forgotten }: ForgetRequest): Promise<void> {
    await this.reader.forgotten.set(file, forgotten);
    if (!forgotten) return;
    await this.stop();
    await this.models.inTurn(() => this.holding(() => this.forgetNow(file, files)));
  }

  private async forgetNow(file: string, files: readonly string[]): Promise<void> {
    this.learningOn.record().remove(file);
    this.reader.drop(file);
    this.current.forgetWords();
    const { network } = this.current;
    const { notes } = await this.reader.read(files, network?.unit ?? 'words');
    const store = this.model();
    await this.models.kept().forget(notes);
    if (!network) {
      await this.current.count(notes);
      return eraseFolder(store.folder, keptBeside);
    }
    const learnt = overWordsOf(notes, network);
    const { config, vocabulary, weights } = learnt;
    const left = new NetworkAnswers(this.files.kernels, config, vocabulary, network.unit, weights);
    await this.current.replaceNetwork(left, notes);
    await eraseFolder(store.folder, keptBeside);
    // What was held out has been learnt by what the checkpoint is made of now.
    const position = afterForgetting(this.stored!.position);
    this.stored = { ...this.stored!, config, position, heldOut: undefined };
    await this.saveBetweenRuns(notes, writeCheckpoint(await store.checkpointFiles(), learnt));
    this.listener.model(this.info()!);
  }

  /** Nothing is left on disk. What is in memory goes with the process. */
  async erase(): Promise<void> {
    await this.stop();
    await this.current.settled();
    await this.holding(async () => {
      const { folder } = this.model();
      this.store = undefined;
      await eraseFolder(folder);
    });
  }

  /**
   * Starts a run; returns when it is under way. @param valid notes to hold out; otherwise they are chosen.
   * @throws ProblemError alreadyTraining, trainedElsewhere, noNotes, noProse, tooLittleText, noModel, outOfMemory.
   */
  async train({ files, options, resume }: TrainRequest, valid?: readonly string[]): Promise<void> {
    await this.startHolding(async () => {
      const earlier = resume ? await this.earlierRun() : undefined;
      const unit = earlier ? earlier.network.unit : options.tokens;
      const held = valid && (await this.readNotes(valid, unit));
      const notes = await this.readNotes(files, unit);
      // What was held out stays held out: the seed that chose it is that of the first run.
      const settings = { ...options, tokens: unit, seed: (earlier ?? { options }).options.seed };
      const text = await withBreaths(preparingText(notes, held, settings, earlier?.network.vocabulary));
      const learnt = await withBreaths(this.learningOn.recordingRun(notes));
      const before = earlier ? this.stored!.trainedOn : [];
      const trainedOn = before && (await withBreaths(alsoTrainedOn(before, notes, unit)));
      const heldOut = await withBreaths(recordingHeldOut(text.split, notes, earlier && this.stored));
      const checkpoints = await this.model().checkpointFiles();
      if (this.stopRequested) return this.listener.status({ state: 'idle' });
      await this.begin({ notes, learnt, trainedOn, heldOut, text, options: settings, checkpoints }, earlier);
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
    this.steer((trainer) => trainer.pause(), true);
    this.learningOn.pause();
  }

  resume(): void {
    if (this.comparison) return this.comparison.resume();
    this.steer((trainer) => trainer.resume(), false);
    this.learningOn.resume();
  }

  /** Ends the run; resolves when its last checkpoint is on disk. Without a run it does nothing. */
  async stop(): Promise<void> {
    this.stopRequested = true;
    this.run?.trainer.stop();
    this.comparison?.stop();
    await this.learningOn.stop();
    await this.ended;
  }

  /** Resolves when the run under way has ended by itself and is on disk. */
  async finished(): Promise<void> {
    await this.ended;
  }

  /** The writer pauses, or goes on: what is new in the notes is learnt in the pauses. Resolves when that has been done. */
  setIdle(idle: boolean): Promise<void> {
    return this.learningOn.setIdle(idle);
  }

  /** Learns now from what is new in these files, which are all notes. @returns how many words that was. @throws ProblemError. */
  async learnNew(files: readonly string[]): Promise<number> {
    return this.holding(async () => {
      this.learningOn.record();
      const notes = await this.readNotes(files, this.network().unit);
      await this.current.count(notes);
      const words = this.learningOn.newWords();
      await this.learningOn.learn();
      const learnt = words - this.learningOn.newWords();
      // Too little for a lesson, it is counted all the same.
      if (learnt === 0) await this.saveBetweenRuns(notes);
      return learnt;
    });
  }

  /** Resolves when no notes are being counted and no sources weighed. */
  counted(): Promise<void> {
    return this.current.settled();
  }

  private async count(notes: readonly Note[]): Promise<void> {
    await this.current.count(notes);
    await this.learningOn.notesChanged();
  }

  losses(): readonly LossPoint[] {
    return this.record.losses;
  }

  /** What answers now. @param without sources to leave out. @throws ProblemError noModel. */
  answers(without?: ReadonlySet<SourceName>): Answerer {
    return this.current.answerer(without);
  }

  /** What answers a request. @throws ProblemError noModel. */
  answererOf({ networkOnly }: { readonly networkOnly?: boolean | undefined }): Answerer {
    if (networkOnly) this.network();
    return this.answers(networkOnly ? softmaxAlone : undefined);
  }

  /** The network that answers now. @throws ProblemError noModel. */
  network(): NetworkAnswers {
    if (this.current.network) return this.current.network;
    throw new ProblemError('noModel', 'No network has learnt yet: learn from some notes first (afterword train)');
  }

  /** What the answers are made of, for measuring. */
  parts(): { readonly network: NetworkAnswers | undefined; readonly counted: Counted | undefined } {
    const { network, counted } = this.current;
    return { network, counted };
  }

  /** By which notes were held out. */
  seed(): number {
    return this.stored?.options.seed ?? defaultOptions.seed;
  }

  /** Of the last run: the norm that its gradients were clipped to. */
  gradClip(): number {
    return this.stored?.options.gradClip ?? defaultOptions.gradClip;
  }

  /**
   * How the sources are trusted without some of them, each time. By then the network that answers may have learnt what was
   * held out: asked is the one that its run has left.
   */
  async fitWithout(split: NoteSplit, without: readonly (readonly SourceName[])[]): Promise<Fits> {
    const { checkpoint, network } = await this.earlierRun();
    const { config, vocabulary, unit } = network;
    const left = new NetworkAnswers(this.files.kernels, config, vocabulary, unit, checkpoint.params);
    return this.current.fitWithout(split, left, without);
  }

  /** For measuring: the network that its run has left; undefined: there is none that has not learnt all there is. */
  async leftByRun(): Promise<RunNetwork | undefined> {
    return this.current.network && this.store?.loadRunNetwork();
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
    if (this.run || this.starting)
      throw new ProblemError('alreadyTraining', 'Training is under way already: stop it first');
    this.starting = true;
    this.stopRequested = false;
    try {
      await this.learningOn.stop();
      return await work();
    } finally {
      this.starting = false;
    }
  }

  /** The same for what changes the model: until it has ended, no other window does. */
  private async startHolding(begin: () => Promise<void>): Promise<void> {
    await this.start(async () => {
      const store = this.model();
      await store.hold();
      try {
        await this.follow();
        await begin();
      } finally {
        const { ended } = this;
        this.ended = this.run ? ended.finally(() => store.release()) : ended;
        if (!this.run) await store.release();
      }
    });
  }

  /** While nobody else changes the model. @throws ProblemError trainedElsewhere. */
  private async holding<T>(work: () => Promise<T>): Promise<T> {
    const store = this.model();
    await store.hold();
    try {
      return await work();
    } finally {
      await store.release();
    }
  }

  /** What is learnt here stops first, and nothing is learnt meanwhile. @throws ProblemError trainedElsewhere. */
  private async alone<T>(work: () => Promise<T>): Promise<T> {
    await this.stop();
    return this.exclusively(() =>
      this.holding(async () => {
        await this.follow();
        return work();
      }),
    );
  }

  private async holdToLearnOn(): Promise<boolean> {
    if (!(await this.model().tryHold())) return false;
    await this.follow();
    return true;
  }

  private async begin(request: RunRequest, earlier: EarlierRun | undefined): Promise<void> {
    const run = await withBreaths(beginningRun(this.files, request, earlier, (message) => this.heard(message)));
    if (this.stopRequested) {
      const ended = run.trainer.finished.catch(() => undefined);
      await run.trainer.kill();
      await ended;
      return this.listener.status({ state: 'idle' });
    }
    if (!earlier && this.stored) inBackground(this.record.keep(this.stored));
    this.record.begin(request.text, earlier?.checkpoint.position.tokensSeen, (work) => this.current.inTurn(work));
    if (earlier && this.keepsNotes) inBackground(this.current.count(request.notes));
    this.run = run;
    this.listener.status({ state: 'training', paused: false, progress: undefined });
    this.ended = run.trainer.finished
      .catch((error: unknown) => this.listener.status({ state: 'failed', problem: ProblemError.from(error) }))
      .then(() => this.saved)
      .finally(() => {
        if (this.run === run) this.run = undefined;
      });
  }

  private heard(message: ThreadMessage): void {
    const run = this.run!;
    switch (message.type) {
      case 'progress':
        run.progress = message.progress;
        this.tellTraining(run);
        break;
      case 'point':
        this.record.addPoint(message.point);
        this.listener.loss(message.point);
        break;
      case 'event':
        this.record.addEvent(message.event);
        break;
      case 'rollback':
        this.record.rolledBack(message.event);
        this.listener.notice?.(rolledBack(message.learningRate));
        break;
      case 'weights':
        run.position = message.position;
        this.answerFrom(run, message.flat, message.validLoss);
        break;
      case 'checkpoint':
        this.saved = this.save(run, message.checkpoint, false).then(() => undefined);
        break;
      case 'end':
        this.end(run, message);
        break;
    }
  }

  private end(run: Run, { checkpoint, why }: Extract<ThreadMessage, { type: 'end' }>): void {
    run.ended = true;
    this.saved = this.conclude(run, checkpoint, why).then((saved) => {
      const validLoss = this.stored?.validLoss;
      const validPerplexity = validLoss === undefined ? undefined : Math.exp(validLoss);
      this.run = undefined;
      if (why === 'diverged') this.listener.status({ state: 'failed', problem: diverged });
      else if (saved) this.listener.status({ state: 'finished', why, validPerplexity });
    });
  }

  /** The sources are weighed by what was held out; then, where nobody has stopped it, the network learns that as well. */
  private async conclude(run: Run, checkpoint: WrittenCheckpoint, why: EndOfRun): Promise<boolean> {
    const { network, text, options } = run;
    if (!network) return true;
    const { split, learntLast } = text;
    const runEnded = why !== 'stopped';
    await this.current.fit(split, network, runEnded ? 'ended' : 'stopped').catch(logged);
    await this.record.settled();
    const saved = await this.save(run, checkpoint, runEnded);
    await this.record.keep(this.stored!);
    const goesOn = saved && runEnded && why !== 'diverged' && !this.stopRequested;
    if (learntLast && goesOn && this.current.network === network) {
      await this.learningOn.learnHeldOut(learntLast, options, this.notesToCount(run)).catch(logged);
    }
    return saved;
  }

  /** @returns false where it could not be: that has been told then. */
  private async save(run: Run, { position, number, problem }: WrittenCheckpoint, runEnded: boolean): Promise<boolean> {
    run.position = position;
    // Nothing has been learnt yet: there is no model to save.
    if (!run.network && problem === undefined) return true;
    try {
      if (problem !== undefined) throw new Error(problem);
      await this.saveRun(run, number, runEnded);
      return true;
    } catch (error) {
      this.cannotSave(run, error);
      return false;
    }
  }

  private saveRun(run: Run, number: number, runEnded: boolean): Promise<void> {
    this.remember(run, this.stored?.validLoss, runEnded);
    const { vocabulary, weights } = run.network!;
    const notes = this.keepsNotes ? run.notes : undefined;
    const model = { ...this.stored!, fits: this.current.fits, notes, vocabulary, weights };
    return this.model().save(model, number);
  }

  /** What has been learnt answers all the same; what would be learnt from now on waits until it can be kept. */
  private cannotSave(run: Run, error: unknown): void {
    const problem = cannotBeSaved(error);
    if (run.ended) return this.listener.status({ state: 'failed', problem });
    run.trainer.pause();
    run.paused = true;
    run.problem = problem;
    this.tellTraining(run);
  }

  private tellTraining({ paused, progress, problem }: Run): void {
    this.listener.status({ state: 'training', paused, progress, ...(problem && { problem }) });
  }

  private answerFrom(run: Run, flat: Float32Array, validLoss: number | undefined): void {
    const { config, text, options } = run;
    if (run.network) {
      run.network.use(flat);
      this.current.weightsChanged();
    } else {
      run.network = new NetworkAnswers(this.files.kernels, config, text.vocabulary, options.tokens, flat);
      inBackground(this.current.replaceNetwork(run.network, this.notesToCount(run)));
    }
    inBackground(this.current.fit(text.split, run.network, 'running'));
    this.remember(run, validLoss);
    this.listener.model(this.info()!);
  }

  private notesToCount({ notes }: Run): readonly Note[] {
    return (this.keepsNotes ? undefined : this.current.counted?.notes) ?? notes;
  }

  private remember(run: Run, validLoss: number | undefined, runEnded = false): void {
    const { config, options, position, trainedOn, heldOut } = run;
    this.learningOn.replaced(run.learnt);
    const { losses, stored: record } = this.record;
    const { tokensSeen } = position;
    const { fits } = this.current;
    const learnt = run.learnt.toJSON();
    const unit = options.tokens;
    // Of another run, it is another model.
    const name = this.stored?.record?.run === record?.run ? this.stored?.name : undefined;
    const curve = { validLoss, tokensSeen, losses, record };
    this.stored = { name, config, unit, ...curve, options, position, runEnded, learnt, trainedOn, heldOut, fits };
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
      this.current.weightsChanged();
    } else {
      const grown = new NetworkAnswers(this.files.kernels, config, vocabulary, network.unit, weights);
      await this.current.replaceNetwork(grown, notes);
    }
    this.listener.model(this.info()!);
    await this.saveBetweenRuns(notes).catch((error: unknown) => {
      this.listener.notice?.(cannotBeSaved(error));
      throw error;
    });
  }

  private saveBetweenRuns(notes: readonly Note[], checkpoint: number | 'same' = 'same'): Promise<void> {
    const { config, vocabulary, weights } = this.network();
    const learnt = this.learningOn.record().toJSON();
    this.stored = { ...this.stored!, config, learnt, fits: this.current.fits };
    const kept = this.keepsNotes ? notes : undefined;
    return this.model().save({ ...this.stored, notes: kept, vocabulary, weights }, checkpoint);
  }

  private steer(act: (trainer: Trainer) => void, paused: boolean): void {
    if (!this.run) throw new ProblemError('notTraining', 'No training is under way');
    act(this.run.trainer);
    this.run.paused = paused;
    if (!paused) this.run.problem = undefined;
    this.tellTraining(this.run);
  }

  private currentModel(): StoredModel | undefined {
    const { network, fits } = this.current;
    if (!network || !this.stored) return undefined;
    const { config, vocabulary, weights } = network;
    return { ...this.stored, config, vocabulary, weights, fits, notes: undefined };
  }

  private model(): ModelStore {
    if (!this.store) throw new Error('no model folder has been opened');
    return this.store;
  }

  private async earlierRun(): Promise<EarlierRun> {
    const { network } = this.current;
    const { record } = this.stored ?? {};
    const checkpoint =
      network && (await this.store?.loadCheckpoint({ config: network.config, vocabulary: network.vocabulary, record }));
    if (!checkpoint) throw new ProblemError('noModel', 'There is no training to go on with: start a new one');
    return { checkpoint, network, options: this.stored!.options, ended: this.stored!.runEnded };
  }
}

/** Training waits while its gate is closed: that is told as it begins and as it ends, and with all that is told between. */
function tellingWhetherItWaits(listener: SessionListener, gate: Gate | undefined): SessionListener {
  if (!gate) return listener;
  let last: TrainingStatus = { state: 'idle' };
  const tell = (status: TrainingStatus) => {
    last = status;
    listener.status(
      status.state === 'training' && !status.paused && !gate.isOpen ? { ...status, waiting: true } : status,
    );
  };
  gate.onChange(() => last.state === 'training' && tell(last));
  return { ...listener, status: tell };
}

/** What nobody waits for. */
function inBackground(work: Promise<void>): void {
  work.catch(logged);
}

/** Should it fail, what was there before goes on answering, and the log says why. */
function logged(error: unknown): void {
  console.error(`The notes could not be counted, weighed or learnt on: ${String(error)}`);
}
