// A model on disk, and how it survives. model.json holds the settings and the vocabulary and names the two files of
// numbers that belong to it: the weights that predict, and the checkpoint that training goes on from. Numbers are
// written under new names first; then model.json is replaced in one step; then the old numbers go. Whenever a process
// dies, the folder holds a whole model: the new one or the one before.

import fs from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { checkConfig, type NetworkConfig } from '../rnn/config';
import { flatLength, parameterList } from '../rnn/parameters';
import { decodeSafetensors, encodeSafetensors, type Tensor } from '../rnn/safetensors';
import { Vocabulary } from '../text/vocabulary';
import { ProblemError } from './problem';
import type { LossPoint, TokenUnit, TrainingOptions } from './protocol';
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
  /** The run that the checkpoint belongs to. */
  readonly options: TrainingOptions;
  readonly position: RunPosition;
  /** The run used its budget up or ended by itself; a resumed one gets a new budget. */
  readonly runEnded: boolean;
}

interface Settings extends Omit<StoredModel, 'vocabulary' | 'weights'> {
  readonly format: string;
  readonly version: number;
  readonly vocabulary: ReturnType<Vocabulary['toJSON']>;
  readonly files: { readonly weights: string; readonly training: string | undefined };
}

export class ModelStore {
  private writing: Promise<unknown> = Promise.resolve();

  constructor(readonly folder: string) {}

  /** @returns undefined where there is no model. @throws ProblemError modelUnreadable. */
  async load(): Promise<StoredModel | undefined> {
    const settings = await this.settings();
    if (!settings) return undefined;
    try {
      checkConfig(settings.config);
      const vocabulary = Vocabulary.fromJSON(settings.vocabulary);
      const bytes = await fs.readFile(path.join(this.folder, settings.files.weights));
      return { ...settings, vocabulary, weights: readFlat(settings.config, decodeSafetensors(bytes).tensors, '') };
    } catch (error) {
      throw this.unreadable(error);
    }
  }

  /** The numbers that training goes on from. @returns undefined where none were kept. */
  async loadCheckpoint(): Promise<RunCheckpoint | undefined> {
    const settings = await this.settings();
    if (!settings?.files.training) return undefined;
    try {
      const bytes = await fs.readFile(path.join(this.folder, settings.files.training));
      const { tensors } = decodeSafetensors(bytes);
      const part = (prefix: string) => readFlat(settings.config, tensors, prefix);
      const state = tensors.get('state')?.data ?? new Float32Array(0);
      return { position: settings.position, params: part('params.'), m: part('adam.m.'), v: part('adam.v.'), state };
    } catch (error) {
      throw this.unreadable(error);
    }
  }

  /** Replaces the model, or leaves the old one as it is. Calls are carried out one after the other. */
  save(model: StoredModel, checkpoint: RunCheckpoint | undefined): Promise<void> {
    const saved = this.writing.then(() => this.write(model, checkpoint));
    this.writing = saved.catch(() => undefined);
    return saved;
  }

  private async write(model: StoredModel, checkpoint: RunCheckpoint | undefined): Promise<void> {
    await fs.mkdir(this.folder, { recursive: true });
    const before = (await this.settings().catch(() => undefined))?.files;
    const stamp = nextStamp(before?.weights);
    const files = {
      weights: `weights-${stamp}.safetensors`,
      training: checkpoint ? `training-${stamp}.safetensors` : undefined,
    };
    const metadata = { format: 'pt', producer: 'afterword', cell: model.config.cell };
    await this.putNumbers(files.weights, encodeSafetensors(named(model.config, model.weights, ''), metadata));
    if (checkpoint && files.training) {
      const { params, m, v, state } = checkpoint;
      const parts = [
        named(model.config, params, 'params.'),
        named(model.config, m, 'adam.m.'),
        named(model.config, v, 'adam.v.'),
      ];
      const tensors = [...parts.flat(), { name: 'state', shape: [state.length], data: state }];
      await this.putNumbers(files.training, encodeSafetensors(tensors, metadata));
    }
    const settings: Settings = {
      ...withoutNumbers(model),
      format: formatName,
      version: formatVersion,
      files,
      vocabulary: model.vocabulary.toJSON(),
    };
    await writeFileAtomic(path.join(this.folder, settingsFile), JSON.stringify(settings));
    await this.removeOthers(files);
  }

  /** Under a new name, so that nothing is lost if it is cut short; on disk before model.json names it. */
  private async putNumbers(file: string, pieces: readonly Uint8Array[]): Promise<void> {
    const handle = await fs.open(path.join(this.folder, file), 'w');
    try {
      for (const piece of pieces) await handle.writeFile(piece);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  /** Numbers that no model names any more, among them those of a process that died while writing. */
  private async removeOthers({ weights, training }: Settings['files']): Promise<void> {
    for (const file of await fs.readdir(this.folder)) {
      const ours = /^(weights|training)-\d+\.safetensors$/.test(file);
      if (ours && file !== weights && file !== training) await fs.rm(path.join(this.folder, file), { force: true });
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

function withoutNumbers(model: StoredModel): Omit<StoredModel, 'weights'> {
  const { config, unit, vocabulary, validLoss, tokensSeen, losses, options, position, runEnded } = model;
  return { config, unit, vocabulary, validLoss, tokensSeen, losses, options, position, runEnded };
}

function nextStamp(weightsFile: string | undefined): number {
  return Number(/\d+/.exec(weightsFile ?? '')?.[0] ?? 0) + 1;
}

function named(config: NetworkConfig, flat: Float32Array, prefix: string): Tensor[] {
  return parameterList(config).map(({ name, shape, offset, rows, cols }) => ({
    name: prefix + name,
    shape,
    data: flat.subarray(offset, offset + rows * cols),
  }));
}

/** @throws Error that names the tensor that is missing or has another shape. */
function readFlat(config: NetworkConfig, tensors: ReadonlyMap<string, Tensor>, prefix: string): Float32Array {
  const list = parameterList(config);
  const flat = new Float32Array(flatLength(list));
  for (const { name, shape, offset } of list) {
    const tensor = tensors.get(prefix + name);
    if (!tensor) throw new Error(`tensor ${prefix}${name} is missing`);
    if (tensor.shape.join() !== shape.join()) {
      throw new Error(`tensor ${prefix}${name} is [${tensor.shape.join(', ')}], not [${shape.join(', ')}]`);
    }
    flat.set(tensor.data, offset);
  }
  return flat;
}
