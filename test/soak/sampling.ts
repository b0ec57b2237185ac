// Takes a sample of the extension host that this runs in, and of its engine.

import { childrenOf, openFilesOf, threadsOf } from '../host/processes';
import { waitUntil } from '../host/waiting';
import { type Memory, memoryInUse } from './memory';
import type { ProcessSample, Sample } from './samples';
import type { Life } from './soakMain';
import { straysIn } from './strays';
import { readTold } from './watchedEngine';

export async function takeSample(life: Life, minutes: number): Promise<Sample> {
  const engine = life.afterword.client.pid!;
  const told = await askEngine(engine);
  return {
    minutes,
    host: processSample(process.pid, memoryInUse()),
    engine: processSample(engine, told),
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

function processSample(pid: number, memory: Memory | undefined): ProcessSample {
  return { memory, threads: threadsOf(pid), openFiles: openFilesOf(pid), children: childrenOf(pid)?.length };
}
