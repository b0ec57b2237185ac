// The language model on disk: its words, its weights, the checkpoint that training goes on from, the notes that are
// counted beside it where nobody else has them. How it survives is the folder's matter (modelFolder.ts).

import { checkConfig, type NetworkConfig } from '../rnn/config';
import { growMoments, growWeights } from '../rnn/growth';
import type { Note } from '../text/corpus';
import { specials, Vocabulary } from '../text/vocabulary';
import type { Fits } from './mixtureJobs';
import { readNotes, writeNotes } from './noteFile';
import { ModelFolder, type FolderSettings, type ModelFiles } from './modelFolder';
import type { LossPoint, TokenUnit } from './protocol';
import type { SettledOptions } from './recipe';
import type { StoredRecord } from './runRecord';
import {
  type CheckpointFiles,
  fileName,
  numberOf,
  readRun,
  readWeights,
  type RunNumbers,
  writeWeights,
} from './runFiles';
import type { RunCheckpoint, RunPosition } from './trainingJob';

export interface StoredModel {
  readonly config: NetworkConfig;
  readonly unit: TokenUnit;
  readonly vocabulary: Vocabulary;
  /** The weights that predict: the best on held-out notes. Flat, as in ParameterSet. */
  readonly weights: Float32Array;
  readonly validLoss: number | undefined;
  readonly tokensSeen: number;
  readonly losses: readonly LossPoint[];
  /** What else is kept of the run; undefined: it is of before there were any. */
  readonly record: StoredRecord | undefined;
  /** The run that the checkpoint belongs to. */
  readonly options: SettledOptions;
  readonly position: RunPosition;
  /** The run used its budget up or ended by itself; a resumed one gets a new budget. */
  readonly runEnded: boolean;
  /** Digests of the notes that were learnt from; undefined: a model of before there were any. */
  readonly learnt: readonly string[] | undefined;
  /** How the sources of the mixture are trusted. */
  readonly fits: Fits | undefined;
  /** The notes that are counted; undefined: whoever opens the model has them. */
  readonly notes: readonly Note[] | undefined;
}

interface Settings extends Omit<StoredModel, 'vocabulary' | 'weights' | 'notes'>, FolderSettings {
  readonly vocabulary: ReturnType<Vocabulary['toJSON']>;
  readonly files: ModelFiles & {
    /** Words of the checkpoint; undefined: as many as the model's. */
    readonly trainingVocabSize?: number | undefined;
  };
}

type Checkpoint = number | undefined | 'same';

export class ModelStore {
  private readonly kept: ModelFolder<Settings>;
  /** The notes on disk, which need not be written again. */
  private writtenNotes: { readonly notes: readonly Note[]; readonly file: string } | undefined;

  constructor(readonly folder: string) {
    this.kept = new ModelFolder(folder, [undefined]);
  }

  /** @returns undefined where there is no model. @throws ProblemError modelUnreadable. */
  async load(): Promise<StoredModel | undefined> {
    const settings = await this.kept.settings();
    if (!settings) return undefined;
    try {
      checkConfig(settings.config);
      const vocabulary = Vocabulary.fromJSON(settings.vocabulary);
      const weights = readWeights(this.kept.path(settings.files.weights), settings.config);
      const { notes: noteFile } = settings.files;
      const notes = noteFile === undefined ? undefined : readNotes(this.kept.path(noteFile));
      return { ...settings, vocabulary, weights, notes };
    } catch (error) {
      throw this.kept.unreadable(error);
    }
  }

  /** The numbers that training goes on from. @returns undefined where none were kept. */
  async loadCheckpoint(): Promise<RunCheckpoint | undefined> {
    const settings = await this.kept.settings();
    if (!settings?.files.training) return undefined;
    try {
      const { config, position, files } = settings;
      const vocabSize = files.trainingVocabSize ?? config.vocabSize;
      const numbers = readRun(this.kept.path(settings.files.training), { ...config, vocabSize });
      return { position, ...(vocabSize === config.vocabSize ? numbers : overMoreWords(numbers, vocabSize, settings)) };
    } catch (error) {
      throw this.kept.unreadable(error);
    }
  }

  /** Where a run that begins now puts its checkpoints: they become the model's when `save` names them. */
  checkpointFiles(): Promise<CheckpointFiles> {
    return this.kept.checkpointFiles();
  }

  /**
   * Replaces the model, or leaves the old one as it is. Calls are carried out one after the other.
   * @param checkpoint the number of the checkpoint that training goes on from; 'same': that of the model before.
   */
  save(model: StoredModel, checkpoint: Checkpoint): Promise<void> {
    return this.kept.inTurn(() => this.write(model, checkpoint));
  }

  private async write(model: StoredModel, checkpoint: Checkpoint): Promise<void> {
    await this.kept.make();
    const old = await this.kept.settings().catch(() => undefined);
    const before = old?.files;
    const files = {
      weights: this.kept.nextWeights(before),
      training: trainingFile(checkpoint, before),
      notes: this.writeNotes(model.notes, before?.notes),
    };
    writeWeights(this.kept.path(files.weights), model.config, model.weights);
    const trainingVocabSize =
      checkpoint === 'same' ? (before?.trainingVocabSize ?? old?.config.vocabSize) : model.config.vocabSize;
    await this.kept.write({
      ...withoutNumbers(model),
      files: { ...files, trainingVocabSize },
      vocabulary: model.vocabulary.toJSON(),
    });
  }

  /** @returns the name of the file. @param before the file of the model on disk. */
  private writeNotes(notes: readonly Note[] | undefined, before: string | undefined): string | undefined {
    if (!notes) return undefined;
    if (this.writtenNotes?.notes === notes) return this.writtenNotes.file;
    const file = fileName('notes', 1 + (numberOf('notes', before ?? '') ?? 0));
    writeNotes(this.kept.path(file), notes);
    this.writtenNotes = { notes, file };
    return file;
  }
}

function trainingFile(checkpoint: Checkpoint, before: Settings['files'] | undefined): string | undefined {
  if (checkpoint === 'same') return before?.training;
  return checkpoint === undefined ? undefined : fileName('training', checkpoint);
}

/** The checkpoint of a run whose model has learnt new words since: they join it as they joined the model. */
function overMoreWords(numbers: RunNumbers, vocabSize: number, { config, vocabulary }: Settings): RunNumbers {
  const before = { ...config, vocabSize };
  const params = growWeights(before, numbers.params, vocabulary.counts, specials.length);
  const [m, v] = [numbers.m, numbers.v].map((moment) => growMoments(before, moment, config.vocabSize));
  return { ...numbers, params, m, v };
}

function withoutNumbers(model: StoredModel): Omit<StoredModel, 'weights' | 'notes'> {
  const { config, unit, vocabulary, validLoss, tokensSeen, losses, record, options, position } = model;
  const { runEnded, learnt, fits } = model;
  const run = { losses, record, options, position, runEnded };
  return { config, unit, vocabulary, validLoss, tokensSeen, ...run, learnt, fits };
}
