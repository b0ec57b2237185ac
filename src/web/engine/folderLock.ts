// One worker at a time may change what is in a folder, of all windows of this browser that share a storage: the browser keeps
// count of that itself, and gives up the lock of one that is gone.

import path from 'node:path';
import type { LockOwner } from '../../engine/folderLock';
import { process } from '../globals';

export const lockFile = 'lock.json';
export const runsLockFile = 'runs.lock.json';

type Owner = Pick<LockOwner, 'pid' | 'host' | 'since'>;

export class FolderLock {
  private holders = 0;
  private letGo: (() => void) | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private readonly name: string;

  constructor(folder: string, name = lockFile) {
    this.name = path.join(folder, name);
  }

  /**
   * Once more: it is released as often as it was held.
   * @param patience milliseconds to wait for another to release it.
   * @returns who has it; undefined: it is held now.
   */
  hold(patience = 0): Promise<Owner | undefined> {
    return this.inTurn(async () => {
      if (this.holders === 0) this.letGo = await take(this.name, patience);
      if (!this.letGo) return ownerOf(this.name);
      this.holders++;
      return undefined;
    });
  }

  /** Whether nobody else in this worker holds it. */
  get isSole(): boolean {
    return this.holders === 1;
  }

  release(): Promise<void> {
    return this.inTurn(async () => {
      if (--this.holders > 0) return;
      this.letGo?.();
      this.letGo = undefined;
      await Promise.resolve();
    });
  }

  /** Nobody takes away what the browser has given. */
  check(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  /** Nothing is left of a worker that is gone. */
  sweep(): Promise<void> {
    return Promise.resolve();
  }

  private inTurn<T>(job: () => Promise<T>): Promise<T> {
    const done = this.turn.then(job);
    this.turn = done.catch(() => undefined);
    return done;
  }
}

/** What others have left unfinished is looked at by who holds the lock. */
export function isAlive(pid: number): boolean {
  return pid === process.pid;
}

/** A second lock says in its name who has the first. @returns what gives both up; undefined: another has it. */
async function take(name: string, patience: number): Promise<(() => void) | undefined> {
  const wait = patience > 0 ? { signal: AbortSignal.timeout(patience) } : { ifAvailable: true };
  const letGo = await request(name, wait);
  if (!letGo) return undefined;
  const named = await request(`${name} ${process.pid} ${new Date().toISOString()}`, {});
  return () => {
    named?.();
    letGo();
  };
}

function request(name: string, options: LockOptions): Promise<(() => void) | undefined> {
  return new Promise((resolve) => {
    const held = (lock: Lock | null) => (lock ? new Promise<void>((letGo) => resolve(letGo)) : resolve(undefined));
    navigator.locks.request(name, options, held).catch(() => resolve(undefined));
  });
}

async function ownerOf(name: string): Promise<Owner> {
  const { held = [] } = await navigator.locks.query();
  const saying = held.find((lock) => lock.name?.startsWith(`${name} `))?.name ?? '';
  const [pid, since = 'a moment ago'] = saying.slice(name.length + 1).split(' ');
  return { pid: Number(pid), host: 'this browser', since };
}
