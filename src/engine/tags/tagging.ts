// Suggests tags for a note, learnt from the tags of the others. The model is kept in a folder of its own beside the language
// model's. It learns when somebody asks and there is something new to learn, and waits while the language model learns.

import { isWord } from '../../text/tokenize';
import { unk } from '../../text/vocabulary';
import { ProblemError } from '../problem';
import type {
  SuggestedTag,
  SuggestTagsRequest,
  TagAnswer,
  TagProgress,
  TrainingProgress,
  TrainingStatus,
} from '../protocol';
import { Labelling, type TokenShare } from '../shapes/labelling';
import type { ShapeOptions } from '../shapes/plan';
import { ShapeRun } from '../shapes/shapeRun';
import { ShapeStore, type StoredShape } from '../shapes/shapeStore';
import type { TrainerFiles } from '../trainer';
import { TaggedNotes, taggedNote } from './taggedNotes';
import { type TagLesson, tagLesson } from './tagLesson';

const seed = 1;
const cut = { unit: 'words', folded: true } as const;
const mostSuggested = 8;
/** A tag that is less probable is no suggestion. */
const leastProbability = 0.02;
const mostWords = 3;
/** A model is good for notes of which no larger share has other tags than it has learnt. */
const changedShare = 0.1;

/** What the request that waits for an answer hears, and how it says that nobody waits any more. */
export interface Asker {
  readonly isCancelled: () => boolean;
  readonly onCancelled: (stop: () => void) => void;
  readonly progress: (progress: TagProgress) => void;
  /** Lets other requests be answered. @throws where this one is cancelled. */
  readonly pause: () => Promise<void>;
}

export interface TagModel {
  readonly stored: StoredShape;
  readonly labelling: Labelling;
}

export class Tagging {
  private readonly notes = new TaggedNotes();
  private store: ShapeStore | undefined;
  private model: TagModel | undefined;
  private run: ShapeRun | undefined;
  private learning: Promise<void> | undefined;
  private languageModelLearns = false;
  private readonly askers = new Set<Asker>();

  /** @param minutes that learning may take. */
  constructor(
    private readonly files: TrainerFiles,
    private readonly minutes = 1,
  ) {}

  opened(folder: string): void {
    this.store = new ShapeStore(folder);
    this.model = undefined;
  }

  /** What has been learnt goes, and is learnt anew when it is asked for. @param file of which nothing is to be kept. */
  async forget(file?: string): Promise<void> {
    if (file !== undefined) this.notes.drop(file);
    this.run?.stop();
    await this.learning?.catch(() => undefined);
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

  /** @throws ProblemError alreadyTraining, outOfMemory; what `asker.pause` throws. */
  async suggest({ text, format, file, files, threads }: SuggestTagsRequest, asker: Asker): Promise<TagAnswer> {
    const lesson = tagLesson(await this.notes.read(files), seed);
    if ('missing' in lesson) return lesson;
    const { tokens, tags } = taggedNote(file ?? '', text, format);
    if (tokens.length === 0) return { empty: true };
    const { labelling, stored } = await this.taught(lesson, threads, asker);
    const knownWords = stored.words.source;
    const own = new Set(tags.map((tag) => tag.toLowerCase()));
    const { labels } = labelling.classifyTokens(tokens);
    const suggested: SuggestedTag[] = [];
    for (const { label, probability } of labels) {
      if (own.has(label.toLowerCase())) continue;
      if (probability < leastProbability || suggested.length === mostSuggested) break;
      await asker.pause();
      const shares = labelling.explainTokens(tokens, label);
      // All words that it does not know are one to it.
      const words = strongest(shares.filter(({ token }) => knownWords.idOf(token) !== unk));
      suggested.push({ tag: label, probability, words });
    }
    return { tags: suggested, habit: lesson.habit, from: lesson.from };
  }

  /** The model that has learnt tags last, to its end; undefined: there is none. */
  async learnt(): Promise<TagModel | undefined> {
    const model = await this.opensModel();
    return model?.stored.runEnded ? model : undefined;
  }

  /** A model that knows these notes; what is learnt first, if it does not. */
  private async taught(lesson: TagLesson, threads: number, asker: Asker): Promise<TagModel> {
    if (!this.learning) {
      const model = await this.opensModel();
      if (model?.stored.runEnded && knows(model.stored, lesson)) return model;
      if (this.languageModelLearns) {
        throw new ProblemError('alreadyTraining', 'Tags are learnt when the training under way has ended');
      }
    }
    this.askers.add(asker);
    asker.onCancelled(() => {
      if ([...this.askers].every(({ isCancelled }) => isCancelled())) this.run?.stop();
    });
    try {
      this.learning ??= this.learn(lesson, threads).finally(() => (this.learning = undefined));
      await this.learning;
      await asker.pause();
    } finally {
      this.askers.delete(asker);
    }
    return this.model!;
  }

  private async learn(lesson: TagLesson, threads: number): Promise<void> {
    const store = this.store!;
    const stored = this.model?.stored;
    const goesOn = stored !== undefined && !stored.runEnded && knows(stored, lesson);
    let problem: ProblemError | undefined;
    const status = (heard: TrainingStatus) => {
      if (heard.state === 'failed') problem = new ProblemError(heard.problem.code, heard.problem.message);
      if (heard.state === 'training') this.tell(heard.progress, heard.paused);
    };
    const listener = { status, loss: () => undefined };
    const options = optionsFor(lesson, threads, this.minutes);
    const cuts = { source: cut, target: cut };
    const run = await ShapeRun.start(this.files, lesson, cuts, options, store, listener, goesOn);
    this.run = run;
    if (this.languageModelLearns) run.pause();
    if ([...this.askers].every(({ isCancelled }) => isCancelled())) run.stop();
    await run.finished.finally(() => (this.run = undefined));
    if (problem) throw problem;
    this.model = undefined;
    await this.opensModel();
  }

  private tell(progress: TrainingProgress | undefined, paused: boolean): void {
    const told = { fraction: progress?.fraction ?? 0, secondsLeft: progress?.secondsLeft, paused };
    for (const asker of this.askers) asker.progress(told);
  }

  /** One that cannot be read gives way to a new one. */
  private async opensModel() {
    if (!this.store) throw new Error('no model folder has been opened');
    if (this.model) return this.model;
    const stored = await this.store.load().catch(() => undefined);
    if (stored) this.model = { stored, labelling: new Labelling(this.files.kernels, stored) };
    return this.model;
  }
}

/** Chosen on a few hundred notes in forty folders, by the loss of those held out from learning. */
function optionsFor({ from, tags }: TagLesson, threads: number, minutes: number): ShapeOptions {
  return {
    shape: 'classify',
    cell: 'gru',
    activation: 'tanh',
    numLayers: 1,
    hiddenSize: 64,
    dropout: 0.3,
    batchSize: 16,
    learningRate: 5e-3,
    gradClip: 1,
    seed,
    minutes,
    epochs: 40,
    maxVocabSize: 10_000,
    threads,
    pooling: 'max',
    several: from === 'tags',
    attention: false,
    parts: { validShare: 0, testShare: 0, reversed: false, shorthand: false },
    learntTags: tags,
  };
}

/** Whether a model has learnt these labels, from notes that have nearly all the tags that they had. */
function knows({ words, options }: StoredShape, { labels, tags }: TagLesson): boolean {
  const learnt = options.learntTags ?? {};
  if (String(words.target) !== String(labels)) return false;
  const paths = new Set([...Object.keys(learnt), ...Object.keys(tags)]);
  const changed = [...paths].filter((path) => String(learnt[path]) !== String(tags[path])).length;
  return changed <= changedShare * paths.size;
}

/** The words that speak most for it, at all their places together. */
function strongest(shares: readonly TokenShare[]): string[] {
  const sums = new Map<string, number>();
  for (const { token, contribution } of shares) {
    if (isWord(token)) sums.set(token, (sums.get(token) ?? 0) + contribution);
  }
  const words = [...sums].filter(([, sum]) => sum > 0).sort(([, a], [, b]) => b - a);
  return words.slice(0, mostWords).map(([word]) => word);
}
