// The engine process as its client holds it: started on the first request, spoken to once both sides have said which version
// they are and the storage is open; when it dies it is started again, waiting longer each time. No request ever hangs on a
// dead process. What the engine tells by itself is told on from here. Knows nothing of VS Code.

import { existsSync } from 'node:fs';
import type { CancellationToken } from 'vscode-jsonrpc/node';
import { BackOff, type BackOffTiming } from './backOff';
import { Emitter, type Event } from './emitter';
import { EngineError } from './engineError';
import type { EngineProcess, Fork } from './engineProcess';
import type { Landmarks, LossPoint, RunRecord } from './protocol/curves';
import { methods, protocolVersion } from './protocol/methods';
import type { ModelInfo } from './protocol/models';
import type { CountsInfo } from './protocol/notes';
import type { EngineProblem } from './protocol/problem';
import type { TrainingStatus } from './protocol/training';

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

export class EngineConnection {
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

  dispose() {
    if (this.disposed) return;
    this.disposed = true;
    this.backOff.cancel();
    this.running?.end(closed);
    const emitters = [this.statusEmitter, this.lossEmitter, this.modelEmitter, this.countsEmitter];
    const others = [this.landmarksEmitter, this.runEmitter, this.studiedEmitter, this.noticeEmitter];
    for (const emitter of [...emitters, ...others]) emitter.dispose();
  }

  protected async ask<T>(method: string, parameter: unknown, token: CancellationToken | undefined): Promise<T> {
    const engine = await this.engine();
    return engine.request<T>(method, parameter, token);
  }

  /** Resolves when `onPart` has been told all. */
  protected async askInParts<P, T>(
    method: string,
    parameter: object,
    onPart: (part: P) => void,
    token: CancellationToken | undefined,
  ): Promise<T> {
    const engine = await this.engine();
    return engine.requestInParts<P, T>(method, parameter, onPart, token);
  }

  /** Nobody waits for the answer. */
  protected tell(method: string, parameter: unknown): void {
    this.running?.request(method, parameter).catch((error: unknown) => this.options.log?.(String(error)));
  }

  /** Another process takes its place at once. */
  protected async replace(reason: string): Promise<void> {
    const engine = await this.engine();
    engine.end(reason);
    await engine.ended;
    this.cancelDelay();
    this.setStatus({ state: 'idle' });
    await this.start();
  }

  /** A person waits: it is started again now. */
  protected cancelDelay(): void {
    this.backOff.cancel();
  }

  private engine(): Promise<EngineProcess> {
    if (this.disposed) return Promise.reject(new EngineError('engineGone', closed));
    if (this.refusal) return Promise.reject(this.refusal);
    if (this.backOff.secondsLeft !== undefined) return Promise.reject(this.waiting());
    this.ready ??= this.launch();
    return this.ready;
  }

  private async launch(): Promise<EngineProcess> {
    const { fork, log = () => undefined } = this.options;
    if (!fork && !existsSync(this.enginePath)) {
      throw new EngineError(
        'engineGone',
        `Afterword's engine is not there: ${this.enginePath}. Install Afterword again.`,
      );
    }
    // Nobody speaks with the engine while VS Code starts.
    const { EngineProcess } = await import('./engineProcess');
    if (this.disposed) throw new EngineError('engineGone', closed);
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
      const { code, message } = reason;
      this.setStatus({ state: 'failed', problem: { code, message } });
    }
  }

  private waiting(): EngineError {
    return new EngineError('engineGone', `${this.lastEnd} It is started again in ${this.backOff.secondsLeft ?? 0} s.`);
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
