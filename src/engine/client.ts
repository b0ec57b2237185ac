// Asks the engine process: starts it on the first request, shakes hands, opens the storage, and when the process dies
// starts it again, waiting longer each time. No request ever hangs on a dead process. Knows nothing of VS Code.

import { existsSync } from 'node:fs';
import { Emitter, type CancellationToken, type Event } from 'vscode-jsonrpc/node';
import { BackOff, type BackOffTiming } from './backOff';
import { EngineError, EngineProcess, type Fork } from './engineProcess';
import type { Landmarks, LossPoint, RunRecord } from './protocol/curves';
import type {
  InspectedPart,
  EmbeddingAnswer,
  InspectRequest,
  Memory,
  MemoryRequest,
  NearestAnswer,
  NearestRequest,
  SimilarPlaces,
  SimilarRequest,
  TriedStepAnswer,
  TryStepRequest,
  Unrolled,
  UnrollRequest,
} from './protocol/inspection';
import type { LessonProgress } from './protocol/lessons';
import { methods, protocolVersion } from './protocol/methods';
import type { ExportModelRequest, ModelInfo, ModelList, RenameModelRequest } from './protocol/models';
import type {
  CorpusFile,
  CorpusFolder,
  CorpusFolderRequest,
  CorpusSummary,
  CountsInfo,
  ForgetRequest,
  HandedNote,
  NoteFolder,
  Survey,
} from './protocol/notes';
import type { EngineProblem } from './protocol/problem';
import type { ExpandAnswer, ExpandRequest, LearnShorthandAnswer, LearnShorthandRequest } from './protocol/shorthand';
import type {
  DraftEnd,
  DraftPart,
  ExplainRequest,
  Explanation,
  GenerateRequest,
  Occurrences,
  OccurrencesRequest,
  PredictRequest,
  Prediction,
} from './protocol/suggestions';
import type { SuggestTagsRequest, TagAnswer, TagReasons, TagReasonsRequest } from './protocol/tags';
import type { CompareRequest, Leave, TrainingStatus, TrainRequest } from './protocol/training';
import type { Worth } from './protocol/worth';

export { EngineError } from './engineProcess';

interface Timing extends BackOffTiming {
  readonly startTimeout: number;
  readonly graceTime: number;
}

const defaultTiming: Timing = {
  firstDelay: 500,
  longestDelay: 30_000,
  goodService: 60_000,
  startTimeout: 60_000,
  graceTime: 3000,
};

const closed = 'Afterword was closed.';

export interface EngineClientOptions {
  /** The folder of the model. */
  readonly storage: string;
  readonly log?: (line: string) => void;
  readonly fork?: Fork;
  /** Milliseconds; tests make them short. */
  readonly timing?: Partial<Timing>;
}

export class EngineClient {
  private readonly statusEmitter = new Emitter<TrainingStatus>();
  private readonly lossEmitter = new Emitter<LossPoint>();
  private readonly countsEmitter = new Emitter<CountsInfo>();
  private readonly modelEmitter = new Emitter<ModelInfo | null>();
  private readonly landmarksEmitter = new Emitter<Landmarks>();
  private readonly runEmitter = new Emitter<RunRecord>();
  readonly onStatus: Event<TrainingStatus> = this.statusEmitter.event;
  readonly onLoss: Event<LossPoint> = this.lossEmitter.event;
  /** The model that answers now; null: there is none. Also fires each time the engine has started. */
  readonly onModel: Event<ModelInfo | null> = this.modelEmitter.event;

  /** The notes have been counted. */
  readonly onCounts: Event<CountsInfo> = this.countsEmitter.event;
  readonly onLandmarks: Event<Landmarks> = this.landmarksEmitter.event;
  /** A run is new among the past ones, or one of a comparison goes on. */
  readonly onRun: Event<RunRecord> = this.runEmitter.event;

  private readonly noticeEmitter = new Emitter<EngineProblem>();
  /** Something went wrong in the engine that nobody has asked for, and work goes on. */
  readonly onNotice: Event<EngineProblem> = this.noticeEmitter.event;

  private readonly studiedEmitter = new Emitter<number>();
  /** How much of a search for similar places is done, 0 … 1. */
  readonly onStudied: Event<number> = this.studiedEmitter.event;

  private readonly timing: Timing;
  private readonly backOff: BackOff;
  private running: EngineProcess | undefined;
  private ready: Promise<EngineProcess> | undefined;
  private refusal: EngineError | undefined;
  private lastEnd = '';
  private disposed = false;
  private lastStatus: TrainingStatus = { state: 'idle' };
  private lastModel: ModelInfo | null | undefined;
  private lastCounts: CountsInfo | undefined;

  constructor(
    private readonly enginePath: string,
    private readonly options: EngineClientOptions,
  ) {
    this.timing = { ...defaultTiming, ...options.timing };
    this.backOff = new BackOff(this.timing);
  }

  get pid(): number | undefined {
    return this.running?.pid;
  }

  get status(): TrainingStatus {
    return this.lastStatus;
  }

  /** null: there is none; undefined: not known, as the engine has not opened the storage yet. */
  get model(): ModelInfo | null | undefined {
    return this.lastModel;
  }

  /** undefined: the notes have not been counted yet. */
  get counts(): CountsInfo | undefined {
    return this.lastCounts;
  }

  /** Starts the engine and opens the storage, if that has not been done. */
  async start(): Promise<void> {
    await this.engine();
  }

  /** Notes that are no files; they are among the files, from now on, by their addresses. */
  async hand(notes: readonly HandedNote[]): Promise<void> {
    await this.ask(methods.hand, { notes }, undefined);
  }

  survey(files: readonly string[], token?: CancellationToken): Promise<Survey> {
    return this.ask(methods.survey, { files }, token);
  }

  corpus(token?: CancellationToken): Promise<CorpusFile[]> {
    return this.ask(methods.corpus, undefined, token);
  }

  /** Looks for what is left out; the summary has it then. */
  async findLeftOut(folders: readonly NoteFolder[], token?: CancellationToken): Promise<void> {
    await this.ask(methods.leftOut, { folders }, token);
  }

  corpusSummary(token?: CancellationToken): Promise<CorpusSummary> {
    return this.ask(methods.corpusSummary, {}, token);
  }

  corpusFolder(request: CorpusFolderRequest, token?: CancellationToken): Promise<CorpusFolder> {
    return this.ask(methods.corpusFolder, request, token);
  }

  async forget(request: ForgetRequest, token?: CancellationToken): Promise<void> {
    await this.ask(methods.forget, request, token);
  }

  /** Everything that is stored goes, and what is in memory with the process; another one takes its place. */
  async erase(): Promise<void> {
    const engine = await this.engine();
    await engine.request(methods.erase, undefined);
    engine.end('Everything has been erased.');
    await engine.ended;
    this.backOff.cancel();
    this.setStatus({ state: 'idle' });
    await this.start();
  }

  /** A person waits for this one: it does not wait for the back-off. */
  async train(request: TrainRequest, token?: CancellationToken): Promise<void> {
    this.backOff.cancel();
    await this.ask(methods.train, request, token);
  }

  /** A person waits for this one, too. */
  async compare(request: CompareRequest, token?: CancellationToken): Promise<void> {
    this.backOff.cancel();
    await this.ask(methods.compare, request, token);
  }

  async pause(token?: CancellationToken): Promise<void> {
    await this.ask(methods.pause, undefined, token);
  }

  async resume(token?: CancellationToken): Promise<void> {
    await this.ask(methods.resume, undefined, token);
  }

  async stop(token?: CancellationToken): Promise<void> {
    await this.ask(methods.stop, undefined, token);
  }

  /** What may be learnt now. Nobody waits for what is learnt then, and an engine that does not run is left alone. */
  give(leave: Leave): void {
    const engine = this.running;
    engine?.request(methods.leave, leave, undefined).catch((error: unknown) => this.options.log?.(String(error)));
  }

  predict(request: PredictRequest, token?: CancellationToken): Promise<Prediction> {
    return this.ask(methods.predict, request, token);
  }

  /** Resolves when `onPart` has been told all. */
  async inspect(
    request: InspectRequest,
    onPart: (part: InspectedPart) => void,
    token?: CancellationToken,
  ): Promise<void> {
    const engine = await this.engine();
    await engine.requestInParts(methods.inspect, request, onPart, token);
  }

  /** Resolves when `onPart` has been told all. */
  async generate(
    request: GenerateRequest,
    onPart: (part: DraftPart) => void,
    token?: CancellationToken,
  ): Promise<DraftEnd> {
    const engine = await this.engine();
    return engine.requestInParts(methods.generate, request, onPart, token);
  }

  explain(request: ExplainRequest, token?: CancellationToken): Promise<Explanation | null> {
    return this.ask(methods.explain, request, token);
  }

  occurrences(request: OccurrencesRequest, token?: CancellationToken): Promise<Occurrences> {
    return this.ask(methods.occurrences, request, token);
  }

  /** null: the cursor stands outside prose. */
  memory(request: MemoryRequest, token?: CancellationToken): Promise<Memory | null> {
    return this.ask(methods.memory, request, token);
  }

  unroll(request: UnrollRequest, token?: CancellationToken): Promise<Unrolled | null> {
    return this.ask(methods.unroll, request, token);
  }

  tryStep(request: TryStepRequest, token?: CancellationToken): Promise<TriedStepAnswer | null> {
    return this.ask(methods.tryStep, request, token);
  }

  similarPlaces(request: SimilarRequest, token?: CancellationToken): Promise<SimilarPlaces | null> {
    return this.ask(methods.similarPlaces, request, token);
  }

  embedding(token?: CancellationToken): Promise<EmbeddingAnswer> {
    return this.ask(methods.embedding, undefined, token);
  }

  nearestWords(request: NearestRequest, token?: CancellationToken): Promise<NearestAnswer> {
    return this.ask(methods.nearestWords, request, token);
  }

  /** Where tags are learnt first, `onProgress` is told how far that is. */
  async suggestTags(
    request: SuggestTagsRequest,
    onProgress: (progress: LessonProgress) => void,
    token?: CancellationToken,
  ): Promise<TagAnswer> {
    const engine = await this.engine();
    return engine.requestInParts(methods.suggestTags, request, onProgress, token);
  }

  /** By a network, if one has learnt it; else by what is counted in the notes. */
  expandShorthand(request: ExpandRequest, token?: CancellationToken): Promise<ExpandAnswer> {
    return this.ask(methods.expandShorthand, request, token);
  }

  /** Resolves when it has been learnt. */
  async learnShorthand(
    request: LearnShorthandRequest,
    onProgress: (progress: LessonProgress) => void,
    token?: CancellationToken,
  ): Promise<LearnShorthandAnswer> {
    const engine = await this.engine();
    return engine.requestInParts(methods.learnShorthand, request, onProgress, token);
  }

  /** null: no tags have been learnt. */
  tagReasons(request: TagReasonsRequest, token?: CancellationToken): Promise<TagReasons | null> {
    return this.ask(methods.tagReasons, request, token);
  }

  /** null: cancelled. @param onProgress is told how much is done, 0 … 1. */
  async worth(onProgress: (done: number) => void, token?: CancellationToken): Promise<Worth | null> {
    const engine = await this.engine();
    return engine.requestInParts(methods.worth, {}, onProgress, token);
  }

  losses(token?: CancellationToken): Promise<LossPoint[]> {
    return this.ask(methods.losses, undefined, token);
  }

  landmarks(token?: CancellationToken): Promise<Landmarks> {
    return this.ask(methods.landmarks, undefined, token);
  }

  runs(token?: CancellationToken): Promise<RunRecord[]> {
    return this.ask(methods.runs, undefined, token);
  }

  models(token?: CancellationToken): Promise<ModelList> {
    return this.ask(methods.models, undefined, token);
  }

  /** The model in use is kept as well. */
  async keepModel(token?: CancellationToken): Promise<void> {
    await this.ask(methods.keepModel, undefined, token);
  }

  /** A kept one takes the place of the one in use, which is kept. What is learnt stops. */
  async useModel(id: string, token?: CancellationToken): Promise<void> {
    await this.ask(methods.useModel, { id }, token);
  }

  async renameModel(request: RenameModelRequest, token?: CancellationToken): Promise<void> {
    await this.ask(methods.renameModel, request, token);
  }

  async removeModel(id: string, token?: CancellationToken): Promise<void> {
    await this.ask(methods.removeModel, { id }, token);
  }

  async exportModel(request: ExportModelRequest, token?: CancellationToken): Promise<void> {
    await this.ask(methods.exportModel, request, token);
  }

  /** @returns its id: it is kept, and not in use. */
  importModel(file: string, token?: CancellationToken): Promise<string> {
    return this.ask(methods.importModel, { file }, token);
  }

  dispose() {
    if (this.disposed) return;
    this.disposed = true;
    this.backOff.cancel();
    this.running?.end(closed);
    const emitters = [this.statusEmitter, this.lossEmitter, this.modelEmitter, this.countsEmitter];
    const others = [this.landmarksEmitter, this.runEmitter, this.studiedEmitter, this.noticeEmitter];
    for (const emitter of [...emitters, ...others]) emitter.dispose();
  }

  private async ask<T>(method: string, parameter: unknown, token: CancellationToken | undefined): Promise<T> {
    const engine = await this.engine();
    return engine.request<T>(method, parameter, token);
  }

  private engine(): Promise<EngineProcess> {
    if (this.disposed) return Promise.reject(new EngineError('engineGone', closed));
    if (this.refusal) return Promise.reject(this.refusal);
    if (this.backOff.secondsLeft !== undefined) return Promise.reject(this.waiting());
    this.ready ??= this.launch();
    return this.ready;
  }

  private async launch(): Promise<EngineProcess> {
    if (!existsSync(this.enginePath)) {
      throw new EngineError(
        'engineGone',
        `Afterword's engine is not there: ${this.enginePath}. Install Afterword again.`,
      );
    }
    const { fork, log = () => undefined } = this.options;
    const started = Date.now();
    const engine = new EngineProcess(this.enginePath, { log, fork, graceTime: this.timing.graceTime });
    this.running = engine;
    void engine.ended.then((reason) => this.hasEnded(engine, reason, Date.now() - started));
    engine.onNotification<TrainingStatus>(methods.status, (status) => this.setStatus(status));
    engine.onNotification<LossPoint>(methods.loss, (point) => this.lossEmitter.fire(point));
    engine.onNotification<ModelInfo>(methods.model, (model) => this.setModel(model));
    engine.onNotification<Landmarks>(methods.landmarks, (landmarks) => this.landmarksEmitter.fire(landmarks));
    engine.onNotification<RunRecord>(methods.run, (record) => this.runEmitter.fire(record));
    engine.onNotification<CountsInfo>(methods.counts, (counts) => {
      this.lastCounts = counts;
      this.countsEmitter.fire(counts);
    });
    engine.onNotification<EngineProblem>(methods.notice, (problem) => {
      log(problem.message);
      this.noticeEmitter.fire(problem);
    });
    engine.onNotification<number>(methods.studied, (done) => this.studiedEmitter.fire(done));
    const seconds = this.timing.startTimeout / 1000;
    const timeout = setTimeout(
      () => engine.kill(`The engine process did not start in ${seconds} s.`),
      this.timing.startTimeout,
    );
    try {
      await this.shakeHands(engine);
      await this.open(engine);
    } finally {
      clearTimeout(timeout);
    }
    log(`The engine runs (pid ${String(engine.pid)}).`);
    return engine;
  }

  /** Either side may find that it cannot speak with the other. Another process would say the same: no other is tried. */
  private async shakeHands(engine: EngineProcess) {
    try {
      const version = await engine.request<number>(methods.hello, protocolVersion);
      if (version === protocolVersion) return;
      const versions = `the engine speaks version ${version}, the extension version ${protocolVersion}`;
      throw new EngineError('versionMismatch', `Reload the window: Afterword was updated (${versions}).`);
    } catch (error) {
      if (error instanceof EngineError && error.code === 'versionMismatch') {
        this.refusal = error;
        engine.end(error.message);
      }
      throw error;
    }
  }

  /** A model that cannot be read is told, and does not stand in the way of a new one. */
  private async open(engine: EngineProcess) {
    try {
      this.setModel(await engine.request<ModelInfo | null>(methods.open, { storage: this.options.storage }));
    } catch (error) {
      if (!(error instanceof EngineError) || error.code === 'engineGone') throw error;
      this.setModel(null);
      this.setStatus({ state: 'failed', problem: { code: error.code, message: error.message } });
    }
  }

  /** The one place where an ended process is dealt with; its requests have failed already. */
  private hasEnded(engine: EngineProcess, reason: EngineError, service: number) {
    if (this.running !== engine) return;
    this.running = undefined;
    this.lastCounts = undefined;
    this.options.log?.(reason.message);
    if (this.disposed || this.refusal) return;
    this.ready = undefined;
    this.lastEnd = reason.message;
    // What fails as it starts is dealt with here again.
    const start = () => this.engine().catch((error: unknown) => this.options.log?.(String(error)));
    this.backOff.tryAgain(service, () => void start());
    if (this.lastStatus.state === 'training' || this.lastStatus.state === 'reading') {
      const { code, message } = this.waiting();
      this.setStatus({ state: 'failed', problem: { code, message } });
    }
  }

  private waiting(): EngineError {
    return new EngineError('engineGone', `${this.lastEnd} That is in ${this.backOff.secondsLeft ?? 0} s.`);
  }

  private setStatus(status: TrainingStatus) {
    this.lastStatus = status;
    this.statusEmitter.fire(status);
  }

  private setModel(model: ModelInfo | null) {
    this.lastModel = model;
    this.modelEmitter.fire(model);
  }
}
