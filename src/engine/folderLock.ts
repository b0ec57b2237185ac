// One process at a time may change what is in a folder. Who does is written in a file there; where that process is dead,
// another takes its place. The file is made whole before it has its name, so nobody ever reads half of it.

import { readFileSync, rmSync } from 'node:fs';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { done, temporaryName } from './sealedFile';

export interface LockOwner {
  readonly pid: number;
  readonly host: string;
  /** The folder as that host knows it: a copy of a folder is nobody's. */
  readonly folder: string;
  /** When the process began, in a form of its system's; undefined: this system does not tell. */
  readonly processStart: string | undefined;
  /** ISO 8601. */
  readonly since: string;
  /** Of this lock alone. */
  readonly token: string;
}

/** Milliseconds. An owner of which nothing else can be known is dead when it has been silent for so long. */
const silence = 120_000;
const heartbeat = 20_000;

/** Others may come and go between two looks at it. */
const mostTries = 20;

export const lockFile = 'lock.json';
/** Of what is kept beside a model. */
export const runsLockFile = 'runs.lock.json';

/** Tokens of the locks that this process has, or is about to have, and their files. */
const held = new Map<string, string>();

/** A process that ends leaves no lock behind: another machine could not know that it is dead. */
process.on('exit', () => {
  for (const [token, file] of held) {
    try {
      if ((JSON.parse(readFileSync(file, 'utf8')) as LockOwner).token === token) rmSync(file, { force: true });
    } catch {
      // It is gone, or cannot be read: whoever comes next will see that its owner is dead.
    }
  }
});

export class FolderLock {
  private holders = 0;
  private mine: LockOwner | undefined;
  private beating: NodeJS.Timeout | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  /** @param name of the file. */
  constructor(
    private readonly folder: string,
    private readonly name = lockFile,
  ) {}

  /**
   * Once more: it is released as often as it was held.
   * @param patience milliseconds to wait for another to release it.
   * @returns who has it; undefined: it is held now, or cannot be written here, as nothing else can.
   */
  async hold(patience = 0): Promise<LockOwner | undefined> {
    for (const end = Date.now() + patience; ;) {
      const owner = await this.inTurn(() => this.take());
      if (!owner || Date.now() >= end) return owner;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Whether nobody else in this process holds it. */
  get isSole(): boolean {
    return this.holders === 1;
  }

  release(): Promise<void> {
    return this.inTurn(async () => {
      if (--this.holders > 0 || !this.mine) return;
      clearInterval(this.beating);
      const { token } = this.mine;
      this.mine = undefined;
      if ((await this.read())?.token === token) await fs.rm(this.file, { force: true }).catch(() => undefined);
      held.delete(token);
    });
  }

  /** Before something is replaced: the folder may have been deleted, or moved to a machine where another has taken over. */
  async check(): Promise<LockOwner | undefined> {
    return this.inTurn(async () => {
      if (this.holders === 0) return undefined;
      const owner = await this.read();
      if (owner && owner.token === this.mine?.token) return undefined;
      this.holders--;
      const other = await this.take(true);
      if (other) {
        this.holders++;
        this.mine = undefined;
      }
      return other;
    });
  }

  /** Who has it; undefined: nobody, or this process. */
  async other(): Promise<LockOwner | undefined> {
    const owner = await this.read();
    return owner && owner.token !== this.mine?.token && !(await this.isDead(owner)) ? owner : undefined;
  }

  /** One whose owner is dead is gone afterwards. */
  async sweep(): Promise<void> {
    const owner = await this.read();
    if (owner && (await this.isDead(owner))) await this.removeDead(owner);
  }

  private get file(): string {
    return path.join(this.folder, this.name);
  }

  private async take(anew = false): Promise<LockOwner | undefined> {
    if (this.holders > 0 && !anew) {
      this.holders++;
      return undefined;
    }
    const token = `${process.pid}-${Math.random().toString(36).slice(2)}`;
    const processStart = startOf(process.pid);
    const since = new Date().toISOString();
    for (let tries = 0; ; tries++) {
      try {
        if (tries === mostTries) throw new Error(`${this.file} is there and cannot be read`);
        await fs.mkdir(this.folder, { recursive: true });
        const folder = await fs.realpath(this.folder);
        const own = { pid: process.pid, host: os.hostname(), folder, processStart, since, token };
        held.set(token, this.file);
        if (await this.put(own)) {
          this.mine = own;
          break;
        }
      } catch {
        held.delete(token);
        this.holders++;
        return undefined;
      }
      const owner = await this.read();
      if (owner && !(await this.isDead(owner))) {
        held.delete(token);
        return owner;
      }
      if (owner) await this.removeDead(owner);
    }
    this.holders++;
    clearInterval(this.beating);
    this.beating = setInterval(() => void this.beat(), heartbeat).unref();
    return undefined;
  }

  /** @returns false: there is one already. @throws where nothing can be written. */
  private async put(own: LockOwner): Promise<boolean> {
    const whole = temporaryName(this.file);
    await fs.writeFile(whole, JSON.stringify(own));
    try {
      await fs.link(whole, this.file);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      // A file system without links.
      return await fs.copyFile(whole, this.file, fs.constants.COPYFILE_EXCL).then(
        () => true,
        (copying: NodeJS.ErrnoException) => {
          if (copying.code === 'EEXIST') return false;
          throw copying;
        },
      );
    } finally {
      await fs.rm(whole, { force: true }).catch(() => undefined);
      done(whole);
    }
  }

  /** Another may have removed it and taken its place meanwhile: then that one gets it back. */
  private async removeDead(dead: LockOwner): Promise<void> {
    const aside = temporaryName(this.file);
    try {
      await fs.rename(this.file, aside);
    } catch {
      done(aside);
      return;
    }
    if ((await read(aside))?.token !== dead.token) await fs.link(aside, this.file).catch(() => undefined);
    await fs.rm(aside, { force: true }).catch(() => undefined);
    done(aside);
  }

  private async isDead({ pid, host, folder, processStart }: LockOwner): Promise<boolean> {
    if (host === os.hostname()) {
      if (!isAlive(pid) || folder !== (await fs.realpath(this.folder).catch(() => folder))) return true;
      const start = startOf(pid);
      if (start !== undefined && processStart !== undefined) return start !== processStart;
    }
    const { mtimeMs } = await fs.stat(this.file).catch(() => ({ mtimeMs: Date.now() }));
    return Date.now() - mtimeMs > silence;
  }

  private async beat(): Promise<void> {
    const now = new Date();
    await fs.utimes(this.file, now, now).catch(() => undefined);
  }

  private read(): Promise<LockOwner | undefined> {
    return read(this.file);
  }

  private inTurn<T>(job: () => Promise<T>): Promise<T> {
    const done = this.turn.then(job);
    this.turn = done.catch(() => undefined);
    return done;
  }
}

/** @returns undefined where there is none. A damaged one is nobody's. */
async function read(file: string): Promise<LockOwner | undefined> {
  const text = await fs.readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as LockOwner;
  } catch {
    return { pid: 0, host: os.hostname(), processStart: undefined, folder: '', since: '', token: text };
  }
}

export function isAlive(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  // One that has ended and that nobody has asked how.
  return !['Z', 'X'].includes(statOf(pid)?.[0] ?? '');
}

/** Another process may have got the number of a dead one: it began at another time. */
function startOf(pid: number): string | undefined {
  // The 22nd field.
  return statOf(pid)?.[19];
}

/** What Linux says of a process, from the third field on. */
function statOf(pid: number): string[] | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name before it, in brackets, may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
