// A model of another shape that learns when somebody asks for what it gives. It is kept in a folder of its own beside the
// language model's. What learns is kept apart until it has learnt to its end: a model that is being learnt anew answers as
// before meanwhile, also where that is called off; and what was called off goes on from there. Learning waits while the
// language model learns.

import path from 'node:path';
import type { ExampleSplit } from '../text/examples/split';
import { ProblemError } from './problem';
import type { LessonProgress } from './protocol/lessons';
import type { TrainingProgress, TrainingStatus } from './protocol/training';
import type { ShapeOptions } from './shapes/plan';
import { ShapeRun } from './shapes/shapeRun';
import { ShapeStore, type StoredShape } from './shapes/shapeStore';
import type { Cuts } from './shapes/words';
import type { TrainerFiles } from './trainer';

/** What the request that waits for an answer hears, and how it says that nobody waits any more. */
export interface Asker {
  readonly isCancelled: () => boolean;
  readonly onCancelled: (stop: () => void) => void;
  readonly progress: (progress: LessonProgress) => void;
  /** Lets other requests be answered. @throws where this one is cancelled. */
  readonly pause: () => Promise<void>;
}

export interface Lesson {
  readonly split: Pick<ExampleSplit, 'train' | 'valid'>;
  readonly cuts: Cuts;
  readonly options: ShapeOptions;
  /** Whether a model has learnt this, or nearly. */
  readonly isOf: (model: StoredShape) => boolean;
}

export class LearntOnDemand {
  private kept: ShapeStore | undefined;
  private unfinished: ShapeStore | undefined;
  private model: StoredShape | undefined;
  private run: ShapeRun | undefined;
  private learning: Promise<void> | undefined;
  private languageModelLearns = false;
  private readonly askers = new Set<Asker>();
  /** How often what was learnt had to go. */
  private forgotten = 0;

  constructor(private readonly files: TrainerFiles) {}

  opened(folder: string): void {
    this.kept = new ShapeStore(folder);
    this.unfinished = new ShapeStore(path.join(folder, 'unfinished'));
    this.model = undefined;
  }

  /** How the language model gets on: both at once would slow down both. */
  languageModel({ state }: TrainingStatus): void {
    const learns = state === 'reading' || state === 'training';
    if (learns === this.languageModelLearns) return;
    this.languageModelLearns = learns;
    if (learns) this.run?.pause();
    else this.run?.resume();
  }

  /** The model that has learnt to its end last; undefined: there is none, or none that can be read. */
  async learnt(): Promise<StoredShape | undefined> {
    if (!this.kept) throw new Error('no model folder has been opened');
    this.model ??= await this.kept.load().catch(() => undefined);
    return this.model;
  }

  /**
   * A model that has learnt this; it learns first, where there is none.
   * @param anew a model that is there is not enough. @throws ProblemError; what `asker.pause` throws.
   */
  async taught(lesson: Lesson, asker: Asker, anew = false): Promise<StoredShape> {
    const { forgotten } = this;
    const before = anew ? await this.learnt() : undefined;
    for (;;) {
      const model = await this.learnt();
      if (model && model !== before && lesson.isOf(model)) return model;
      await this.learns(lesson, asker);
      await asker.pause();
      // The lesson may hold what is to be forgotten.
      if (this.forgotten !== forgotten) {
        throw new ProblemError('forgotten', 'Something was forgotten while this was learnt: ask again');
      }
    }
  }

  /** What has been learnt is not used any more, and what learns stops; whoever asks this removes the folder. */
  async forget(): Promise<void> {
    this.forgotten++;
    this.run?.stop();
    await this.learning?.catch(() => undefined);
    this.model = undefined;
  }

  private async learns(lesson: Lesson, asker: Asker): Promise<void> {
    if (!this.learning && this.languageModelLearns) {
      throw new ProblemError('alreadyTraining', 'This is learnt when the training under way has ended');
    }
    this.askers.add(asker);
    asker.onCancelled(() => {
      if (this.isCalledOff()) this.run?.stop();
    });
    try {
      this.learning ??= this.learn(lesson).finally(() => (this.learning = undefined));
      await this.learning;
    } finally {
      this.askers.delete(asker);
    }
  }

  private async learn({ split, cuts, options, isOf }: Lesson): Promise<void> {
    const [kept, unfinished] = [this.kept!, this.unfinished!];
    const { forgotten } = this;
    const begun = await unfinished.load().catch(() => undefined);
    let problem: ProblemError | undefined;
    const status = (heard: TrainingStatus) => {
      if (heard.state === 'failed') problem = new ProblemError(heard.problem.code, heard.problem.message);
      if (heard.state === 'training') this.tell(heard.progress, heard.paused);
    };
    const listener = { status, loss: () => undefined };
    const goesOn = begun !== undefined && !begun.runEnded && isOf(begun);
    const run = await ShapeRun.start(this.files, split, cuts, options, unfinished, listener, goesOn);
    this.run = run;
    if (this.languageModelLearns) run.pause();
    if (this.isCalledOff() || this.forgotten !== forgotten) run.stop();
    await run.finished.finally(() => (this.run = undefined));
    if (problem) throw problem;
    const model = await unfinished.load();
    if (!model?.runEnded || this.forgotten !== forgotten) return;
    await kept.save(model, undefined);
    this.model = model;
    await unfinished.remove();
  }

  private isCalledOff(): boolean {
    return [...this.askers].every(({ isCancelled }) => isCancelled());
  }

  private tell(progress: TrainingProgress | undefined, paused: boolean): void {
    const told = { fraction: progress?.fraction ?? 0, secondsLeft: progress?.secondsLeft, paused };
    for (const asker of this.askers) asker.progress(told);
  }
}
