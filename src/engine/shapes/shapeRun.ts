// A run that teaches a network of another shape: like the language model's it can be paused, stopped and gone on with, tells
// how it gets on, and keeps its best weights and its last checkpoint in the model's folder.

import type { Example } from '../../text/examples/example';
import type { ExampleSplit } from '../../text/examples/split';
import { withBreaths } from '../breaths';
import { cannotBeSaved, diverged, ProblemError } from '../problem';
import type { LossPoint } from '../protocol/curves';
import type { TrainingProgress, TrainingStatus } from '../protocol/training';
import { positionAfter, startingTrainer } from '../run';
import type { Trainer, TrainerFiles } from '../trainer';
import { firstPosition, type ThreadMessage, type WrittenCheckpoint } from '../trainingJob';
import { Labelling } from './labelling';
import { learningMemoryless } from './memoryless';
import { planShapeRun, type ShapeOptions } from './plan';
import type { ShapeStore, StoredShape } from './shapeStore';
import { type Cuts, encodeExamples, labelsOf, type ShapeWords, sourceWords, targetWords } from './words';

export interface ShapeListener {
  status(status: TrainingStatus): void;
  loss(point: LossPoint): void;
}

export class ShapeRun {
  /** Resolves when the run has ended and is on disk. */
  readonly finished: Promise<void>;
  private readonly losses: LossPoint[];
  private stored: StoredShape;
  private saved: Promise<void> = Promise.resolve();
  private paused = false;
  private progress: TrainingProgress | undefined;

  private constructor(
    private readonly files: TrainerFiles,
    private readonly begun: Awaited<ReturnType<typeof prepared>>,
    private readonly trainer: Trainer,
    private readonly store: ShapeStore,
    private readonly listener: ShapeListener,
  ) {
    this.stored = begun.stored;
    this.losses = [...begun.stored.losses];
    listener.status({ state: 'training', paused: false, progress: undefined });
    this.finished = trainer.finished.then(() => this.saved).finally(() => store.release());
  }

  /** @param resume with the run that the store holds. @throws ProblemError noModel, outOfMemory, tooLittleText, trainedElsewhere. */
  static async start(
    files: TrainerFiles,
    split: Pick<ExampleSplit, 'train' | 'valid'>,
    cuts: Cuts,
    options: ShapeOptions,
    store: ShapeStore,
    listener: ShapeListener,
    resume = false,
  ): Promise<ShapeRun> {
    await store.hold();
    try {
      const begun = await prepared(split, cuts, options, store, resume);
      const { plan, checkpoint, position, checkpoints } = begun;
      const heard = (message: ThreadMessage) => run.heard(message);
      const trainer = await withBreaths(startingTrainer(files, plan, checkpoint, position, checkpoints, heard));
      // It is there before the first message comes.
      const run = new ShapeRun(files, begun, trainer, store, listener);
      return run;
    } catch (error) {
      await store.release();
      throw error;
    }
  }

  pause(): void {
    this.steer(true);
  }

  resume(): void {
    this.steer(false);
  }

  /** The run ends after the update under way, with a last checkpoint. */
  stop(): void {
    this.trainer.stop();
  }

  private steer(paused: boolean): void {
    this.paused = paused;
    if (paused) this.trainer.pause();
    else this.trainer.resume();
    this.listener.status({ state: 'training', paused, progress: this.progress });
  }

  private heard(message: ThreadMessage): void {
    switch (message.type) {
      case 'progress':
        this.progress = message.progress;
        this.listener.status({ state: 'training', paused: this.paused, progress: message.progress });
        break;
      case 'point':
        this.losses.push(message.point);
        this.listener.loss(message.point);
        break;
      case 'weights': {
        const { flat: weights, validLoss, position } = message;
        this.stored = { ...this.stored, weights, validLoss, position };
        break;
      }
      case 'checkpoint':
        this.saved = this.save(message.checkpoint, false).then(() => undefined);
        break;
      case 'end':
        this.saved = this.end(message);
        break;
    }
  }

  private async end({ why, checkpoint }: Extract<ThreadMessage, { type: 'end' }>): Promise<void> {
    const runEnded = why !== 'stopped';
    let saved = await this.save(checkpoint, runEnded);
    const { config, weights } = this.stored;
    if (saved && why !== 'diverged' && config.shape === 'classify' && weights.length > 0) {
      const labelling = new Labelling(this.files.kernels, this.stored);
      const learning = learningMemoryless(config, this.begun.encoded, (ids) => labelling.networkProbs(ids));
      const memoryless = await withBreaths(learning);
      this.stored = { ...this.stored, memoryless };
      saved = await this.save(checkpoint, runEnded);
    }
    const { validLoss } = this.stored;
    const validPerplexity = validLoss === undefined ? undefined : Math.exp(validLoss);
    if (why === 'diverged') this.listener.status({ state: 'failed', problem: diverged });
    else if (saved) this.listener.status({ state: 'finished', why, validPerplexity });
  }

  /** @returns false where it could not be: then the run stops, and that has been told. */
  private async save({ position, number, problem }: WrittenCheckpoint, runEnded: boolean): Promise<boolean> {
    // Nothing has been learnt yet: there is no model to save.
    if (this.stored.weights.length === 0 && problem === undefined) return true;
    this.stored = { ...this.stored, position, losses: this.losses, runEnded };
    try {
      if (problem !== undefined) throw new Error(problem);
      await this.store.save(this.stored, number);
      return true;
    } catch (error) {
      this.listener.status({ state: 'failed', problem: cannotBeSaved(error) });
      this.trainer.stop();
      return false;
    }
  }
}

async function prepared(
  { train, valid }: Pick<ExampleSplit, 'train' | 'valid'>,
  cuts: Cuts,
  options: ShapeOptions,
  store: ShapeStore,
  resume: boolean,
) {
  if (train.length < 2) {
    throw new ProblemError('tooLittleText', 'There are too few examples to learn from: at least two are needed');
  }
  const earlier = resume ? await store.load() : undefined;
  const checkpoint = earlier && (await store.loadCheckpoint());
  if (resume && !checkpoint) {
    throw new ProblemError('noModel', 'There is no training to go on with: start a new one');
  }
  const { words, encoded } = await withBreaths(asNumbers(train, valid, options, earlier?.words));
  const { config, windows, plan } = planShapeRun(encoded, words, options, earlier);
  const position = checkpoint ? positionAfter(checkpoint.position, earlier!.runEnded) : firstPosition;
  const weights = earlier?.weights ?? new Float32Array(0);
  const { losses = [], validLoss } = earlier ?? {};
  const begun = { config, windows, words, cuts, weights, validLoss, losses, options, position, runEnded: false };
  const stored = { ...begun, memoryless: earlier?.memoryless };
  return { stored, encoded, plan, checkpoint, position, checkpoints: await store.checkpointFiles() };
}

/** @param known of a run to go on with. */
function* asNumbers(train: readonly Example[], valid: readonly Example[], options: ShapeOptions, known?: ShapeWords) {
  const words = known ?? (yield* wordsOf(train, options));
  return { words, encoded: { train: yield* encodeExamples(train, words), valid: yield* encodeExamples(valid, words) } };
}

function* wordsOf(train: readonly Example[], { shape, maxVocabSize }: ShapeOptions): Generator<undefined, ShapeWords> {
  const target = shape === 'pairs' ? yield* targetWords(train, maxVocabSize) : labelsOf(train);
  return { source: yield* sourceWords(train, maxVocabSize), target };
}
