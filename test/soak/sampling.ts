// Takes a sample of the extension host that this runs in, and of its engine.

import { childrenOf, openFilesOf, threadsOf } from '../host/processes';
import { waitUntil } from '../host/waiting';
import { type Memory, memoryInUse } from './memory';
import type { ProcessSample, Sample } from './samples';
import type { Life } from './soakMain';
import { straysIn } from './strays';
import { readTold } from './watchedEngine';

/** Milliseconds: a program that VS Code runs once, as it does git, is gone by then. */
const passing = 2000;

export async function takeSample(life: Life, minutes: number): Promise<Sample> {
  const engine = life.afterword.client.pid!;
  const told = await askEngine(engine);
  const looks = [process.pid, engine].map((pid) => ({ pid, children: childrenOf(pid) }));
  await new Promise((resolve) => setTimeout(resolve, passing));
  const [ofHost, ofEngine] = looks.map(({ pid, children }) => children && lasting(children, childrenOf(pid)));
  return {
    minutes,
    host: { ...processSample(process.pid, memoryInUse()), children: ofHost },
    engine: { ...processSample(engine, told), children: ofEngine },
    registrations: life.registrations.counts(),
    handles: life.handles.counts(),
    strays: straysIn(life.storage),
  };
}

async function askEngine(pid: number): Promise<Memory | undefined> {
  // Windows has no such signals.
  if (process.platform === 'win32') return undefined;
  process.kill(pid, 'SIGUSR2');
  return waitUntil(
    'what the engine holds',
    10,
    () => Promise.resolve(readTold(pid)),
    (told) => told !== undefined,
  );
}

function lasting(before: readonly number[], now: readonly number[] | undefined): number {
  return before.filter((pid) => now?.includes(pid)).length;
}

function processSample(pid: number, memory: Memory | undefined): Omit<ProcessSample, 'children'> {
  return { memory, threads: threadsOf(pid), openFiles: openFilesOf(pid) };
}
