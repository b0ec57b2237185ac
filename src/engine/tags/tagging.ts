// Suggests tags for a note, learnt from the tags of the others, when somebody asks and there is something new to learn.

import { isWord } from '../../text/tokenize';
import { unk } from '../../text/vocabulary';
import { type Asker, LearntOnDemand, type Lesson } from '../onDemand';
import type { SuggestedTag, SuggestTagsRequest, TagAnswer } from '../protocol/tags';
import type { TrainingStatus } from '../protocol/training';
import { Labelling, type TokenShare } from '../shapes/labelling';
import type { ShapeOptions } from '../shapes/plan';
import type { StoredShape } from '../shapes/shapeStore';
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

export interface TagModel {
  readonly stored: StoredShape;
  readonly labelling: Labelling;
}

export class Tagging {
  private readonly notes = new TaggedNotes();
  private readonly learning: LearntOnDemand;
  private model: TagModel | undefined;

  /** @param minutes that learning may take. */
  constructor(
    private readonly files: TrainerFiles,
    private readonly minutes = 1,
  ) {
    this.learning = new LearntOnDemand(files);
  }

  /** What has been learnt goes, and is learnt anew when it is asked for. @param file of which nothing is to be kept. */
  async forget(file?: string): Promise<void> {
    if (file !== undefined) this.notes.drop(file);
    await this.learning.forget();
    this.model = undefined;
  }

  opened(folder: string): void {
    this.learning.opened(folder);
  }

  languageModel(status: TrainingStatus): void {
    this.learning.languageModel(status);
  }

  /** @throws ProblemError alreadyTraining, outOfMemory; what `asker.pause` throws. */
  async suggest({ text, format, file, files, threads }: SuggestTagsRequest, asker: Asker): Promise<TagAnswer> {
    const lesson = tagLesson(await this.notes.read(files), seed);
    if ('missing' in lesson) return lesson;
    const { tokens, tags } = taggedNote(file ?? '', text, format);
    if (tokens.length === 0) return { empty: true };
    const { labelling, stored } = this.open(await this.learning.taught(this.lessonOf(lesson, threads), asker));
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
    const stored = await this.learning.learnt();
    return stored && this.open(stored);
  }

  private lessonOf(lesson: TagLesson, threads: number): Lesson {
    return {
      split: lesson,
      cuts: { source: cut, target: cut },
      options: optionsFor(lesson, threads, this.minutes),
      isOf: (model) => knows(model, lesson),
    };
  }

  private open(stored: StoredShape): TagModel {
    if (this.model?.stored !== stored) this.model = { stored, labelling: new Labelling(this.files.kernels, stored) };
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
