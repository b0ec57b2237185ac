// What the system says about a process: on Linux, which tells it in files; elsewhere nothing is known.

import * as fs from 'node:fs';

/** Milliseconds of a tick of the processor's time: the same on every Linux that Node runs on. */
const tick = 10;

/** Processor time that a process has taken so far, with all its threads, in milliseconds. */
export function processorTime(pid: number): number | undefined {
  const fields = stat(pid);
  return fields && (Number(fields[11]) + Number(fields[12])) * tick;
}

/** What of its memory lies in the machine's, in bytes; pages that it shares with others among them. */
export function residentMemory(pid: number): number | undefined {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(told(pid, 'status') ?? '') ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

/** The program and its arguments. */
export function commandOf(pid: number): string[] {
  return told(pid, 'cmdline')?.split('\0') ?? [];
}

export function threadsOf(pid: number): number | undefined {
  return entries(`/proc/${pid}/task`);
}

export function openFilesOf(pid: number): number | undefined {
  return entries(`/proc/${pid}/fd`);
}

export function childrenOf(pid: number): number[] | undefined {
  if (!fs.existsSync('/proc/self/stat')) return undefined;
  const all = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  // Those that have ended and wait for their parent to notice are no more than a line in a table.
  const isChild = (fields: string[] | undefined) => fields?.[1] === String(pid) && fields[0] !== 'Z';
  return all.map(Number).filter((other) => isChild(stat(other)));
}

function entries(folder: string): number | undefined {
  try {
    return fs.readdirSync(folder).length;
  } catch {
    return undefined;
  }
}

/**
 * Tells how many milliseconds the main thread of this process has been ready to run so far while others had the processor.
 * Always 0 where the system does not say.
 */
export function timeWaited(): () => number {
  const file = `/proc/self/task/${process.pid}/schedstat`;
  if (!fs.existsSync(file)) return () => 0;
  const descriptor = fs.openSync(file, 'r');
  const bytes = Buffer.alloc(64);
  return () => {
    const [, waited] = bytes.toString('latin1', 0, fs.readSync(descriptor, bytes, 0, bytes.length, 0)).split(' ');
    return Number(waited) / 1e6;
  };
}

/** Its line in /proc, from the state on: what stands before that is a name that may hold anything. */
function stat(pid: number): string[] | undefined {
  const line = told(pid, 'stat');
  return line?.slice(line.lastIndexOf(')') + 2).split(' ');
}

/** undefined: there is no such process, or the system does not say. */
function told(pid: number, file: string): string | undefined {
  try {
    return fs.readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}
