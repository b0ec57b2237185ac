// A model on disk, and how it survives. model.json holds the settings and the vocabulary and names the two files of
// numbers that belong to it: the weights that predict, and the checkpoint that training goes on from. Numbers are
// written under new names first; then model.json is replaced in one step; then the old numbers go. Whenever a process
// dies, the folder holds a whole model: the new one or the one before.

import fs from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { checkConfig, type NetworkConfig } from '../rnn/config';
import { growMoments, growWeights } from '../rnn/growth';
import type { Note } from '../text/corpus';
import { specials, Vocabulary } from '../text/vocabulary';
import type { Fits } from './mixtureJobs';
import { readNotes, writeNotes } from './noteFile';
import { ProblemError } from './problem';
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

const settingsFile = 'model.json';
const formatName = 'afterword-model';
const formatVersion = 1;

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

interface Settings extends Omit<StoredModel, 'vocabulary' | 'weights' | 'notes'> {
  readonly format: string;
  readonly version: number;
  readonly vocabulary: ReturnType<Vocabulary['toJSON']>;
  readonly files: {
    readonly weights: string;
    readonly training: string | undefined;
    /** Words of the checkpoint; undefined: as many as the model's. */
    readonly trainingVocabSize?: number;
    readonly notes?: string | undefined;
  };
}

type Checkpoint = number | undefined | 'same';

export class ModelStore {
  private writing: Promise<unknown> = Promise.resolve();
  /** The notes on disk, which need not be written again. */
  private writtenNotes: { readonly notes: readonly Note[]; readonly file: string } | undefined;

  constructor(readonly folder: string) {}

  /** @returns undefined where there is no model. @throws ProblemError modelUnreadable. */
  async load(): Promise<StoredModel | undefined> {
    const settings = await this.settings();
    if (!settings) return undefined;
    try {
      checkConfig(settings.config);
      const vocabulary = Vocabulary.fromJSON(settings.vocabulary);
      const weights = readWeights(path.join(this.folder, settings.files.weights), settings.config);
      const { notes: noteFile } = settings.files;
      const notes = noteFile === undefined ? undefined : readNotes(path.join(this.folder, noteFile));
      return { ...settings, vocabulary, weights, notes };
    } catch (error) {
      throw this.unreadable(error);
    }
  }

  /** The numbers that training goes on from. @returns undefined where none were kept. */
  async loadCheckpoint(): Promise<RunCheckpoint | undefined> {
    const settings = await this.settings();
    if (!settings?.files.training) return undefined;
    try {
      const { config, position, files } = settings;
      const vocabSize = files.trainingVocabSize ?? config.vocabSize;
      const numbers = readRun(path.join(this.folder, settings.files.training), { ...config, vocabSize });
      return { position, ...(vocabSize === config.vocabSize ? numbers : overMoreWords(numbers, vocabSize, settings)) };
    } catch (error) {
      throw this.unreadable(error);
    }
  }

  /** Where a run that begins now puts its checkpoints: they become the model's when `save` names them. */
  async checkpointFiles(): Promise<CheckpointFiles> {
    // Where the folder cannot be made, the first checkpoint says why.
    await fs.mkdir(this.folder, { recursive: true }).catch(() => undefined);
    const names = await fs.readdir(this.folder).catch((): string[] => []);
    return { folder: this.folder, first: 1 + Math.max(0, ...names.map((name) => numberOf('training', name) ?? 0)) };
  }

  /**
   * Replaces the model, or leaves the old one as it is. Calls are carried out one after the other.
   * @param checkpoint the number of the checkpoint that training goes on from; 'same': that of the model before.
   */
  save(model: StoredModel, checkpoint: Checkpoint): Promise<void> {
    const saved = this.writing.then(() => this.write(model, checkpoint));
    this.writing = saved.catch(() => undefined);
    return saved;
  }

  private async write(model: StoredModel, checkpoint: Checkpoint): Promise<void> {
    await fs.mkdir(this.folder, { recursive: true });
    const old = await this.settings().catch(() => undefined);
    const before = old?.files;
    const files = {
      weights: fileName('weights', 1 + (numberOf('weights', before?.weights ?? '') ?? 0)),
      training: trainingFile(checkpoint, before),
      notes: this.writeNotes(model.notes, before?.notes),
    };
    writeWeights(path.join(this.folder, files.weights), model.config, model.weights);
    for (const file of Object.values(files)) if (file) await this.flush(file);
    const trainingVocabSize =
      checkpoint === 'same' ? (before?.trainingVocabSize ?? old?.config.vocabSize) : model.config.vocabSize;
    const settings: Settings = {
      ...withoutNumbers(model),
      format: formatName,
      version: formatVersion,
      files: { ...files, trainingVocabSize },
      vocabulary: model.vocabulary.toJSON(),
    };
    await writeFileAtomic(path.join(this.folder, settingsFile), JSON.stringify(settings));
    await this.removeOthers(files);
  }

  /** @returns the name of the file. @param before the file of the model on disk. */
  private writeNotes(notes: readonly Note[] | undefined, before: string | undefined): string | undefined {
    if (!notes) return undefined;
    if (this.writtenNotes?.notes === notes) return this.writtenNotes.file;
    const file = fileName('notes', 1 + (numberOf('notes', before ?? '') ?? 0));
    writeNotes(path.join(this.folder, file), notes);
    this.writtenNotes = { notes, file };
    return file;
  }

  /** On disk before model.json names it. */
  private async flush(file: string): Promise<void> {
    const handle = await fs.open(path.join(this.folder, file), 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  /** Numbers that no model names any more, among them those of a process that died; a later checkpoint may be on its way. */
  private async removeOthers({ weights, training, notes }: Settings['files']): Promise<void> {
    const last = training ? numberOf('training', training)! : Infinity;
    for (const file of await fs.readdir(this.folder)) {
      const oldTraining = (numberOf('training', file) ?? Infinity) < last;
      const oldWeights = numberOf('weights', file) !== undefined && file !== weights;
      const oldNotes = numberOf('notes', file) !== undefined && file !== notes;
      if (oldTraining || oldWeights || oldNotes) await fs.rm(path.join(this.folder, file), { force: true });
    }
  }

  private async settings(): Promise<Settings | undefined> {
    const text = await fs
      .readFile(path.join(this.folder, settingsFile), 'utf8')
      .catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
        throw this.unreadable(error);
      });
    if (text === undefined) return undefined;
    try {
      const settings = JSON.parse(text) as Settings;
      if (settings.format !== formatName) throw new Error(`${settingsFile} is not a model's`);
      if (settings.version !== formatVersion) {
        throw new Error(`it has format version ${settings.version}, this Afterword reads ${formatVersion}`);
      }
      return settings;
    } catch (error) {
      throw this.unreadable(error);
    }
  }

  private unreadable(error: unknown): ProblemError {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The model in ${this.folder} cannot be read (${reason}). Train a new one; the old files stay until it is saved.`;
    return new ProblemError('modelUnreadable', message);
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
