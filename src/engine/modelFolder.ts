// The folder that a model of any shape is kept in, and how it survives. model.json holds the settings and names the files
// of numbers that belong to it. Numbers are written under new names first; then model.json is replaced in one step; then
// the old numbers go. Whenever a process dies, the folder holds a whole model: the new one or the one before.

import fs from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { ProblemError } from './problem';
import { type CheckpointFiles, fileName, numberOf } from './runFiles';

const settingsFile = 'model.json';
const formatName = 'afterword-model';
const formatVersion = 1;

export interface ModelFiles {
  readonly weights: string;
  readonly training: string | undefined;
  readonly notes?: string | undefined;
}

/** The shape of the model in a folder; undefined: the language model, or none that can be read. */
export async function shapeIn(folder: string): Promise<string | undefined> {
  const text = await fs.readFile(path.join(folder, settingsFile), 'utf8').catch(() => '{}');
  try {
    return (JSON.parse(text) as Partial<FolderSettings>).shape;
  } catch {
    return undefined;
  }
}

/** What every model.json holds. */
export interface FolderSettings {
  readonly format: string;
  readonly version: number;
  /** undefined: the language model. */
  readonly shape?: string;
  readonly files: ModelFiles;
}

/** @typeParam S what the model.json of this kind of model holds. */
export class ModelFolder<S extends FolderSettings> {
  private writing: Promise<unknown> = Promise.resolve();

  constructor(
    readonly folder: string,
    /** The models that are kept so: undefined: the language model. */
    private readonly shapes: readonly (string | undefined)[],
  ) {}

  /** @returns undefined where there is no model. @throws ProblemError modelUnreadable. */
  async settings(): Promise<S | undefined> {
    const text = await fs.readFile(this.path(settingsFile), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
      throw this.unreadable(error);
    });
    if (text === undefined) return undefined;
    const settings = this.read(text);
    if (this.shapes.includes(settings.shape)) return settings;
    const commands: Readonly<Record<string, string>> = {
      classify: 'classify',
      tag: 'tag',
      pairs: 'translate or expand',
    };
    const command = commands[settings.shape ?? ''] ?? 'predict';
    const message = `The model in ${this.folder} is another one, its shape is ${settings.shape ?? 'lm'}: ask it with afterword ${command}, or choose another folder`;
    throw new ProblemError('modelUnreadable', message);
  }

  private read(text: string): S {
    try {
      const settings = JSON.parse(text) as S;
      if (settings.format !== formatName) throw new Error(`${settingsFile} is not a model's`);
      if (settings.version !== formatVersion) {
        throw new Error(`it has format version ${settings.version}, this Afterword reads ${formatVersion}`);
      }
      return settings;
    } catch (error) {
      throw this.unreadable(error);
    }
  }

  /** Where a run that begins now puts its checkpoints: they become the model's when `write` names them. */
  async checkpointFiles(): Promise<CheckpointFiles> {
    // Where the folder cannot be made, the first checkpoint says why.
    await fs.mkdir(this.folder, { recursive: true }).catch(() => undefined);
    const names = await fs.readdir(this.folder).catch((): string[] => []);
    return { folder: this.folder, first: 1 + Math.max(0, ...names.map((name) => numberOf('training', name) ?? 0)) };
  }

  /** Jobs that write are carried out one after the other. */
  inTurn<T>(job: () => Promise<T>): Promise<T> {
    const done = this.writing.then(job);
    this.writing = done.catch(() => undefined);
    return done;
  }

  /** A name for weights that no model on disk has. */
  nextWeights(before: ModelFiles | undefined): string {
    return fileName('weights', 1 + (numberOf('weights', before?.weights ?? '') ?? 0));
  }

  /** Replaces model.json, once the files that it names are on disk; then those that it does not name go. */
  async write(settings: Omit<S, 'format' | 'version'> & { readonly files: ModelFiles }): Promise<void> {
    const { weights, training, notes } = settings.files;
    for (const file of [weights, training, notes]) if (file !== undefined) await this.flush(file);
    const whole = { ...settings, format: formatName, version: formatVersion };
    await writeFileAtomic(this.path(settingsFile), JSON.stringify(whole));
    await this.removeOthers(settings.files);
  }

  path(file: string): string {
    return path.join(this.folder, file);
  }

  async make(): Promise<void> {
    await fs.mkdir(this.folder, { recursive: true });
  }

  unreadable(error: unknown): ProblemError {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The model in ${this.folder} cannot be read (${reason}). Train a new one; the old files stay until it is saved.`;
    return new ProblemError('modelUnreadable', message);
  }

  /** On disk before model.json names it. */
  private async flush(file: string): Promise<void> {
    const handle = await fs.open(this.path(file), 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  /** Numbers that no model names any more, among them those of a process that died; a later checkpoint may be on its way. */
  private async removeOthers({ weights, training, notes }: ModelFiles): Promise<void> {
    const last = training ? numberOf('training', training)! : Infinity;
    for (const file of await fs.readdir(this.folder)) {
      const oldTraining = (numberOf('training', file) ?? Infinity) < last;
      const oldWeights = numberOf('weights', file) !== undefined && file !== weights;
      const oldNotes = numberOf('notes', file) !== undefined && file !== notes;
      if (oldTraining || oldWeights || oldNotes) await fs.rm(this.path(file), { force: true });
    }
  }
}
