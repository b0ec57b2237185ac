// The folder that a model of any shape is kept in, and how it survives. model.json holds the settings and names the files
// of numbers that belong to it, each with its checksum. Numbers are written under new names first; then model.json is
// replaced in one step, and the one before stays beside it with its numbers: two generations. Whenever a process dies, the
// folder holds a whole model. What is damaged is put aside (setAside.ts), and the generation before answers.

import fs from 'node:fs/promises';
import path from 'node:path';
import { FolderLock, type LockOwner } from './folderLock';
import { ProblemError } from './problem';
import type { EngineProblem } from './protocol/problem';
import { type CheckpointFiles, type FileKind, fileName, kinds, numberOf } from './runFiles';
import { done, readSealed, replaceFile, type Seal, sealOnDisk, temporaryName } from './sealedFile';
import { namesIn, removeOthers, removeTemporary } from './folderTidying';
import {
  checkShape,
  type FolderSettings,
  type ModelFiles,
  named,
  previousFile,
  readSettings,
  settingsFile,
  Unusable,
  withoutChecksum,
  writtenSettings,
} from './modelSettings';
import { setAside } from './setAside';

/** @typeParam S what the model.json of this kind of model holds. */
export class ModelFolder<S extends FolderSettings> {
  private writing: Promise<unknown> = Promise.resolve();
  private readonly lock: FolderLock;
  /** The model.json that was read or written last. */
  private known: string | undefined;

  constructor(
    readonly folder: string,
    /** The models that are kept so: undefined: the language model. */
    private readonly shapes: readonly (string | undefined)[],
    /** Hears when the generation before has to answer. */
    private readonly tell: (problem: EngineProblem) => void = () => undefined,
  ) {
    this.lock = new FolderLock(folder);
  }

  /**
   * What `open` makes of the newest generation that it can be made of.
   * @param part of which alone it is made: where that is damaged, the rest stays what it is.
   * @returns undefined where there is no model. @throws ProblemError modelUnreadable.
   */
  async newest<T>(open: (settings: S) => T | Promise<T>, part?: FileKind): Promise<T | undefined> {
    const mine = !(await this.lock.hold());
    try {
      if (mine && this.lock.isSole) await this.tidy();
      return await this.tryBoth(open, mine, part);
    } finally {
      if (mine) await this.lock.release();
    }
  }

  /** Of the model on disk, before it is replaced; what is damaged is put aside. @returns undefined where there is none. */
  async before(): Promise<S | undefined> {
    return this.tryBoth((settings) => settings, true).catch(() => undefined);
  }

  /** Whether another process has replaced the model since it was read or written here. */
  async hasChanged(): Promise<boolean> {
    const text = await this.text(settingsFile).catch(() => undefined);
    return text !== undefined && text !== this.known;
  }

  /** From now on nobody else changes what is in the folder. @throws ProblemError trainedElsewhere. */
  async hold(): Promise<void> {
    // Whoever only opens the model is soon done.
    const other = await this.lock.hold(2000);
    if (other) throw heldBy(other);
  }

  /** The same, where it can be had at once. */
  async tryHold(): Promise<boolean> {
    return !(await this.lock.hold());
  }

  release(): Promise<void> {
    return this.lock.release();
  }

  /** Where a run that begins now puts its checkpoints: they become the model's when `write` names them. */
  async checkpointFiles(): Promise<CheckpointFiles> {
    // Where the folder cannot be made, the first checkpoint says why.
    await fs.mkdir(this.folder, { recursive: true }).catch(() => undefined);
    return { folder: this.folder, first: 1 + (await this.lastNumber('training')) };
  }

  /** Jobs that write are carried out one after the other. */
  inTurn<T>(job: () => Promise<T>): Promise<T> {
    const done = this.writing.then(job);
    this.writing = done.catch(() => undefined);
    return done;
  }

  /** A name that no file in the folder has. */
  async nextFile(kind: FileKind): Promise<string> {
    return fileName(kind, 1 + (await this.lastNumber(kind)));
  }

  /** Replaces model.json, once the files that it names are on disk; then those that no generation names go. */
  async write(
    settings: Omit<S, 'format' | 'version' | 'seals'> & { readonly files: ModelFiles },
    before: S | undefined,
  ): Promise<void> {
    const seals: Record<string, Seal> = {};
    for (const file of named(settings.files)) {
      seals[file] = before?.seals?.[file] ?? (await sealOnDisk(this.path(file)));
    }
    const text = writtenSettings(settings, seals);
    const other = await this.lock.check();
    if (other) throw heldBy(other);
    await this.keepBefore();
    const { known } = this;
    this.known = text;
    await replaceFile(this.path(settingsFile), text).catch((error: unknown) => {
      this.known = known;
      throw error;
    });
    await removeOthers(this.folder, settings.files, before?.files);
  }

  /** Replaces model.json alone; its numbers stay what they are. @throws ProblemError modelUnreadable, trainedElsewhere. */
  async amend(change: (settings: S) => S): Promise<void> {
    const settings = await this.newest((newest) => newest);
    if (settings) await this.write(change(withoutChecksum(settings)), settings);
  }

  /**
   * The newest generation of another folder takes the place of the one here. The files of numbers are the same files, where
   * the system can give one two names: none is ever changed.
   * @returns false: there is none. @throws ProblemError modelUnreadable, trainedElsewhere.
   */
  async takeFrom(other: ModelFolder<S>): Promise<boolean> {
    const settings = await other.newest(async (newest) => {
      for (const file of named(newest.files)) await other.bytes(newest, file);
      return withoutChecksum(newest);
    });
    if (!settings) return false;
    await this.make();
    const before = await this.before();
    const names: Partial<Record<FileKind, string>> = {};
    for (const kind of kinds) {
      const file = settings.files[kind];
      if (file === undefined) continue;
      names[kind] = await this.nextFile(kind);
      await linkOrCopy(other.path(file), this.path(names[kind]));
    }
    await this.write({ ...settings, files: { ...settings.files, ...names } }, before);
    return true;
  }

  path(file: string): string {
    return path.join(this.folder, file);
  }

  /** Of a file that a model names. @throws Error where it is not as it was written. */
  bytes({ seals }: S, file: string): Promise<Buffer> {
    return readSealed(this.path(file), seals && Object.hasOwn(seals, file) ? seals[file] : undefined);
  }

  async make(): Promise<void> {
    await fs.mkdir(this.folder, { recursive: true });
  }

  private async tryBoth<T>(
    open: (settings: S) => T | Promise<T>,
    mine: boolean,
    part?: FileKind,
  ): Promise<T | undefined> {
    let first: unknown;
    for (let file = settingsFile, tries = 0; tries < 2; tries++) {
      let text: string | undefined;
      let settings: S | undefined;
      try {
        text = await this.text(file);
        if (text !== undefined) {
          settings = readSettings<S>(text);
          checkShape(this.folder, this.shapes, settings);
          const opened = await open(settings);
          if (first !== undefined) this.tell(this.putAside(first));
          if (file === settingsFile) this.known = text;
          return opened;
        }
      } catch (error) {
        if (error instanceof ProblemError) throw error;
        // Another process that has replaced it meanwhile has removed what it named.
        if (!mine && text !== undefined && text !== (await this.text(file).catch(() => text))) {
          return this.tryBoth(open, mine, part);
        }
        first ??= error;
        // What the system will not read is not damaged for that. Where nothing can be moved, it stays where it is.
        if (mine && !isRefusal(error)) {
          const moved = this.aside(file, error, settings?.files, part);
          if (await moved.catch(() => false)) continue;
        }
      }
      file = previousFile;
    }
    if (first !== undefined) throw this.unreadable(first);
    return undefined;
  }

  private async text(file: string): Promise<string | undefined> {
    return fs.readFile(this.path(file), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
      throw error;
    });
  }

  private unreadable(error: unknown): ProblemError {
    const message = `The model in ${this.folder} cannot be read (${reasonOf(error)}). Train a new one; the old files are kept.`;
    return new ProblemError('modelUnreadable', message);
  }

  private putAside(error: unknown): EngineProblem {
    const message = `The model in ${this.folder} could not be read (${reasonOf(error)}), so the one before answers; its files are kept in the folder "aside" there.`;
    return { code: 'modelSetAside', message };
  }

  /**
   * With the numbers that only it names; where it cannot be read, with all that nobody names, unless a run is at it.
   * @param part the file of this kind goes alone. @returns whether the generation before has got its name.
   */
  private async aside(
    file: string,
    error: unknown,
    files: ModelFiles | undefined,
    part: FileKind | undefined,
  ): Promise<boolean> {
    const reason = error instanceof Unusable ? error.reason : 'damaged';
    if (part && files?.[part]) {
      await setAside(this.folder, reason, [files[part]], undefined);
      return false;
    }
    const kept = await this.text(file === settingsFile ? previousFile : settingsFile)
      .then((text) => (text === undefined ? [] : named(readSettings<S>(text).files)))
      .catch((): string[] => []);
    const isNumbers = (name: string) => kinds.some((kind) => numberOf(kind, name) !== undefined);
    const unread = this.lock.isSole ? (await namesIn(this.folder)).filter(isNumbers) : [];
    const own = (files ? named(files) : unread).filter((name) => !kept.includes(name));
    await setAside(this.folder, reason, own, { name: file, as: settingsFile });
    if (file !== settingsFile) return false;
    return fs.rename(this.path(previousFile), this.path(settingsFile)).then(
      () => true,
      () => false,
    );
  }

  /** The model on disk stays the generation before; it has both names for a moment. */
  private async keepBefore(): Promise<void> {
    const temporary = temporaryName(this.path(previousFile));
    try {
      await linkOrCopy(this.path(settingsFile), temporary);
      await fs.rename(temporary, this.path(previousFile));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    } finally {
      done(temporary);
    }
  }

  /** What processes that are dead have left unfinished. */
  private async tidy(): Promise<void> {
    const files: ModelFiles[] = [];
    for (const file of [settingsFile, previousFile]) {
      try {
        const text = await this.text(file);
        if (text !== undefined) files.push(readSettings<S>(text).files);
      } catch {
        // Whose numbers these are will be seen when it is put aside.
        return removeTemporary(this.folder);
      }
    }
    await removeTemporary(this.folder);
    await removeOthers(this.folder, ...files, 'no run is under way');
  }

  private async lastNumber(kind: FileKind): Promise<number> {
    return Math.max(0, ...(await namesIn(this.folder)).map((name) => numberOf(kind, name) ?? 0));
  }
}

async function linkOrCopy(file: string, other: string): Promise<void> {
  await fs.link(file, other).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') return fs.copyFile(file, other);
    throw error;
  });
}

function heldBy({ pid, host, since }: LockOwner): ProblemError {
  const message = `Another Afterword changes this model: process ${pid} on ${host}, since ${since}`;
  return new ProblemError('trainedElsewhere', message);
}

/** The system refused: permission, a fault of the disk, too many open files. A missing file is none. */
function isRefusal(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code !== undefined && code !== 'ENOENT' && /^E[A-Z0-9]+$/.test(code);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
