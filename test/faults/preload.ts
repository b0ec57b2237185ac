// Loaded into a process before anything else (--require), in it and in its threads: lets a call of the file system fail, or
// ends the process there. Only calls that change something below AFTERWORD_FAULT's folder count.
//
//   { folder, at, how }   at: the number of the call, from 1; 0: none, but they are counted into `count`, if that is named

import { appendFileSync } from 'node:fs';
import fs from 'node:fs';
import path from 'node:path';
import { isMainThread } from 'node:worker_threads';

export interface Fault {
  readonly folder: string;
  readonly at: number;
  /** kill: SIGKILL before the call; half: half of what is written is, then SIGKILL; a code: from then on, calls fail with it. */
  readonly how: 'kill' | 'half' | 'thread' | 'ENOSPC' | 'EACCES' | 'EROFS' | 'EIO';
  /** A file that gets a line for every call. */
  readonly log?: string;
  /** While this file is there, calls fail; undefined: always. */
  readonly whileThere?: string;
}

const text = process.env.AFTERWORD_FAULT;
if (text) inject(JSON.parse(text) as Fault);

function inject(fault: Fault): void {
  const append = appendFileSync;
  const { existsSync, writeSync } = fs;
  const opened = new Map<number, string>();
  let calls = 0;

  const inFolder = (name: unknown) => typeof name === 'string' && path.resolve(name).startsWith(fault.folder);

  function count(call: string, name: string, half?: () => void): void {
    calls++;
    if (fault.log) append(fault.log, `${isMainThread ? 'main' : 'thread'} ${call} ${path.basename(name)}\n`);
    if (fault.at === 0 || calls < fault.at) return;
    if (fault.how === 'kill' || fault.how === 'half') {
      if (fault.how === 'half') half?.();
      process.kill(process.pid, 'SIGKILL');
      // It ends at once, but not before this thread goes on.
      for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    }
    if (fault.how === 'thread') {
      if (!isMainThread) process.exit(7);
      return;
    }
    if (fault.whileThere !== undefined && !existsSync(fault.whileThere)) return;
    throw Object.assign(new Error(`${fault.how}: injected, ${call} '${name}'`), { code: fault.how, syscall: call });
  }

  type Call = (...args: unknown[]) => unknown;
  const wrapSync = (name: 'openSync' | 'rmSync') => {
    const real = fs[name] as unknown as Call;
    Object.assign(fs, {
      [name]: (...args: unknown[]) => {
        const counted = inFolder(args[0]) && (name !== 'openSync' || args[1] !== 'r');
        if (counted) count(name, String(args[0]));
        const result = real(...args);
        if (counted && name === 'openSync') opened.set(result as number, String(args[0]));
        return result;
      },
    });
  };
  wrapSync('openSync');
  wrapSync('rmSync');
  Object.assign(fs, {
    writeSync: (descriptor: number, bytes: Uint8Array, at = 0) => {
      const name = opened.get(descriptor);
      const half = () => writeSync(descriptor, bytes, at, Math.floor((bytes.length - at) / 2));
      if (name !== undefined) count('writeSync', name, half);
      return writeSync(descriptor, bytes, at);
    },
  });

  const { promises } = fs;
  for (const name of ['rename', 'link', 'copyFile', 'rm', 'mkdir', 'writeFile', 'utimes'] as const) {
    const real = promises[name] as unknown as Call;
    Object.assign(promises, {
      [name]: async (...args: unknown[]) => {
        if (inFolder(args[0]) || inFolder(args[1])) count(name, String(args[0]));
        return await real(...args);
      },
    });
  }
  const open = promises.open as unknown as (...args: unknown[]) => Promise<fs.promises.FileHandle>;
  Object.assign(promises, {
    open: async (...args: unknown[]) => {
      const counted = inFolder(args[0]);
      if (counted && args[1] !== 'r') count('open', String(args[0]));
      const handle = await open(...args);
      if (!counted) return handle;
      for (const call of ['sync', 'writeFile'] as const) {
        const real = handle[call].bind(handle) as (...given: unknown[]) => Promise<void>;
        Object.assign(handle, {
          [call]: async (...given: unknown[]) => {
            const half = () => writeSync(handle.fd, String(given[0]).slice(0, String(given[0]).length / 2));
            count(call, String(args[0]), call === 'writeFile' ? half : undefined);
            return await real(...given);
          },
        });
      }
      return handle;
    },
  });
}
