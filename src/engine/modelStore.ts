// The language model on disk: its words, its weights, the checkpoint that training goes on from, which files it has been
// trained on, the notes that are counted beside it where nobody else has them. How it survives is the folder's matter (modelFolder.ts).

import { checkConfig, type NetworkConfig } from '../rnn/config';
import { growMoments, growWeights } from '../rnn/growth';
import type { Note } from '../text/corpus';
import { specials, Vocabulary } from '../text/vocabulary';
import { tokenUnits } from '../text/units';
import { withBreaths } from './breaths';
import type { HeldOut } from './heldOut';
import type { Fits } from './mixtureJobs';
import { readNotes, writeNotes } from './noteFile';
import { checkedName } from './modelName';
import { ModelFolder } from './modelFolder';
import type { FolderSettings, ModelFiles } from './modelSettings';
import type { TokenUnit } from '../text/units';
import type { LossPoint } from './protocol/curves';
import type { EngineProblem } from './protocol/problem';
import type { SettledOptions } from './recipe';
import type { StoredRecord } from './runRecord';
import {
  type CheckpointFiles,
  type FileKind,
  fileName,
  readRun,
  readWeights,
  type RunNumbers,
  writingWeights,
} from './runFiles';
import { readTrained, type TrainedFile, writeTrained } from './trainedFiles';
import type { RunCheckpoint, RunPosition } from './trainingJob';

export interface StoredModel {
  /** What its owner calls it; undefined: they have not said. */
  readonly name?: string | undefined;
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
  /** The files that they stood in; undefined: likewise. */
  readonly trainedOn: readonly TrainedFile[] | undefined;
  /** What the checkpoint has not learnt of them; undefined: that is not known. */
  readonly heldOut: readonly HeldOut[] | undefined;
  /** How the sources of the mixture are trusted. */
  readonly fits: Fits | undefined;
  /** The notes that are counted; undefined: whoever opens the model has them. */
  readonly notes: readonly Note[] | undefined;
}

/** What is kept in a file of its own, and written anew only when it is another. */
type Listed = 'notes' | 'trainedOn';

interface Settings extends Omit<StoredModel, 'vocabulary' | 'weights' | Listed>, FolderSettings {
  readonly vocabulary: ReturnType<Vocabulary['toJSON']>;
  readonly files: ModelFiles & {
    /** Words of the checkpoint; undefined: as many as the model's. */
    readonly trainingVocabSize?: number | undefined;
  };
}

/** A network as its run has left it: what was held out then, and words that were met since, it does not know. */
export interface RunNetwork {
  readonly config: NetworkConfig;
  readonly words: ReturnType<Vocabulary['toJSON']>;
  readonly weights: Float32Array;
  readonly heldOut: readonly HeldOut[];
}

/** What a list of models tells of each. */
export type ModelOutline = Pick<StoredModel, 'name' | 'config' | 'validLoss' | 'tokensSeen' | 'record' | 'position'>;

type Checkpoint = number | undefined | 'same';

export class ModelStore {
  private readonly kept: ModelFolder<Settings>;
  /** Lists on disk, which need not be written again. */
  private readonly written = new Map<FileKind, { readonly list: unknown; readonly file: string }>();

  /** @param tell hears when the generation before has to answer. */
  constructor(
    readonly folder: string,
    tell?: (problem: EngineProblem) => void,
  ) {
    this.kept = new ModelFolder(folder, [undefined], tell);
  }

  /** @returns undefined where there is no model. @throws ProblemError modelUnreadable. */
  async load(): Promise<StoredModel | undefined> {
    return this.kept.newest(async (settings) => {
      checkSettings(settings);
      const vocabulary = Vocabulary.fromJSON(settings.vocabulary);
      checkVocabulary(vocabulary, settings);
      const { weights: weightFile, notes: noteFile, trained: trainedFile } = settings.files;
      const weights = readWeights(await this.kept.bytes(settings, weightFile), settings.config);
      const notes = noteFile === undefined ? undefined : readNotes(await this.kept.bytes(settings, noteFile));
      const trainedOn =
        trainedFile === undefined ? undefined : readTrained(await this.kept.bytes(settings, trainedFile));
      return { ...settings, vocabulary, weights, notes, trainedOn };
    });
  }

  /** @returns undefined where there is no model. @throws ProblemError modelUnreadable. */
  async outline(): Promise<ModelOutline | undefined> {
    return this.kept.newest((settings) => {
      checkSettings(settings);
      return settings;
    });
  }

  /** @throws ProblemError modelUnreadable. */
  async rename(name: string): Promise<void> {
    await this.kept.inTurn(() => this.kept.amend((settings) => ({ ...settings, name })));
  }

  /**
   * The model of another folder, with all that there is to it, takes the place of the one here.
   * @returns false: there is none. @throws ProblemError modelUnreadable, trainedElsewhere.
   */
  takeFrom(other: ModelStore): Promise<boolean> {
    return this.kept.inTurn(() => other.kept.inTurn(() => this.kept.takeFrom(other.kept)));
  }

  /**
   * The numbers that training goes on from. @returns undefined where none were kept.
   * @param model that they join: where the last ones are damaged, those before belong to a smaller one of the same run.
   */
  async loadCheckpoint(
    model?: Pick<StoredModel, 'config' | 'vocabulary' | 'record'>,
  ): Promise<RunCheckpoint | undefined> {
    return this.kept.newest(async (settings) => {
      checkSettings(settings);
      const { position, files, record } = settings;
      if (files.training === undefined) return undefined;
      if (model && record?.run !== model.record?.run) return undefined;
      const { config, vocabulary } = model ?? settings;
      const vocabSize = files.trainingVocabSize ?? settings.config.vocabSize;
      const numbers = readRun(await this.kept.bytes(settings, files.training), { ...config, vocabSize });
      const same = vocabSize === config.vocabSize;
      return { position, ...(same ? numbers : overMoreWords(numbers, vocabSize, { config, vocabulary })) };
    }, 'training');
  }

  /** @returns undefined where there is none, or nobody knows what it has not learnt. */
  async loadRunNetwork(): Promise<RunNetwork | undefined> {
    return this.kept.newest(async (settings) => {
      checkSettings(settings);
      const { files, heldOut, vocabulary } = settings;
      if (files.training === undefined || !heldOut) return undefined;
      const vocabSize = files.trainingVocabSize ?? settings.config.vocabSize;
      const config = { ...settings.config, vocabSize };
      const { params } = readRun(await this.kept.bytes(settings, files.training), config);
      const words = { words: vocabulary.words.slice(0, vocabSize), counts: vocabulary.counts.slice(0, vocabSize) };
      return { config, words, weights: params, heldOut };
    }, 'training');
  }

  /** From now on nobody else changes the model. @throws ProblemError trainedElsewhere. */
  hold(): Promise<void> {
    return this.kept.hold();
  }

  /** The same, where it can be had at once. */
  tryHold(): Promise<boolean> {
    return this.kept.tryHold();
  }

  release(): Promise<void> {
    return this.kept.release();
  }

  /** Whether another process has replaced the model since it was loaded or saved here. */
  hasChanged(): Promise<boolean> {
    return this.kept.hasChanged();
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
    const old = await this.kept.before();
    const before = old?.files;
    const files = {
      weights: await this.kept.nextFile('weights'),
      training: trainingFile(checkpoint, before),
      notes: await this.writeList('notes', model.notes, before?.notes, writeNotes),
      trained: await this.writeList('trained', model.trainedOn, before?.trained, writeTrained),
    };
    await withBreaths(writingWeights(this.kept.path(files.weights), model.config, model.weights));
    const trainingVocabSize =
      checkpoint === 'same' ? (before?.trainingVocabSize ?? old?.config.vocabSize) : model.config.vocabSize;
    const settings = { files: { ...files, trainingVocabSize }, vocabulary: model.vocabulary.toJSON() };
    await this.kept.write({ ...withoutNumbers(model), ...settings }, old);
  }

  /** @returns the name of the file. @param before the file of the model on disk. */
  private async writeList<T>(
    kind: FileKind,
    list: readonly T[] | undefined,
    before: string | undefined,
    write: (file: string, list: readonly T[]) => void,
  ): Promise<string | undefined> {
    if (!list) return undefined;
    const written = this.written.get(kind);
    if (before !== undefined && written?.list === list && written.file === before) return before;
    const file = await this.kept.nextFile(kind);
    write(this.kept.path(file), list);
    this.written.set(kind, { list, file });
    return file;
  }
}

function trainingFile(checkpoint: Checkpoint, before: Settings['files'] | undefined): string | undefined {
  if (checkpoint === 'same') return before?.training;
  return checkpoint === undefined ? undefined : fileName('training', checkpoint);
}

/** @throws Error that says what cannot be: what is wrong here would be found out only when it is used. */
function checkSettings({ name, config, unit, position, options, losses }: Settings): void {
  if (name !== undefined) checkedName(name);
  checkConfig(config);
  if (!tokenUnits.includes(unit)) throw new Error(`its texts are cut into ${String(unit)}`);
  if (!Array.isArray(losses)) throw new Error('it has no losses');
  for (const [name, numbers] of [
    ['position', position],
    ['options', options],
  ] as const) {
    if (typeof numbers !== 'object' || numbers === null) throw new Error(`it has no ${name}`);
    const wrong = Object.entries(numbers).find(([, value]) => typeof value === 'number' && !Number.isFinite(value));
    if (wrong) throw new Error(`the ${wrong[0]} of its ${name} is no number`);
  }
  for (const name of ['step', 'epoch', 'window', 'tokensSeen', 'runSeconds', 'runEpochs'] as const) {
    if (!(position[name] >= 0)) throw new Error(`the ${name} of its position is ${String(position[name])}`);
  }
}

function checkVocabulary({ size }: Vocabulary, { config }: Settings): void {
  if (size !== config.vocabSize) throw new Error(`it has ${size} words, and weights for ${config.vocabSize}`);
}

/** The checkpoint of a run whose model has learnt new words since: they join it as they joined the model. */
function overMoreWords(
  numbers: RunNumbers,
  vocabSize: number,
  { config, vocabulary }: Pick<StoredModel, 'config'> & { readonly vocabulary: { readonly counts: ArrayLike<number> } },
): RunNumbers {
  const before = { ...config, vocabSize };
  const params = growWeights(before, numbers.params, vocabulary.counts, specials.length);
  const [m, v] = [numbers.m, numbers.v].map((moment) => growMoments(before, moment, config.vocabSize));
  return { ...numbers, params, m, v };
}

function withoutNumbers(model: StoredModel): Omit<StoredModel, 'weights' | Listed> {
  const { name, config, unit, vocabulary, validLoss, tokensSeen, losses, record, options, position } = model;
  const { runEnded, learnt, heldOut, fits } = model;
  const run = { losses, record, options, position, runEnded };
  return { name, config, unit, vocabulary, validLoss, tokensSeen, ...run, learnt, heldOut, fits };
}
