// Loaded into the engine before anything else (--require): on SIGUSR2 it collects garbage and writes what it holds where its
// parent looks for it.

import fs from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { type Memory, memoryInUse } from './memory';

export function toldBy(pid: number): string {
  return `${process.env.AFTERWORD_RESULTS!}.${pid}`;
}

export function readTold(pid: number): Memory | undefined {
  const file = toldBy(pid);
  if (!fs.existsSync(file)) return undefined;
  const memory = JSON.parse(fs.readFileSync(file, 'utf8')) as Memory;
  fs.rmSync(file);
  return memory;
}

if (isMainThread && process.argv[1]?.endsWith('engine.js')) {
  process.on('SIGUSR2', () => {
    const file = toldBy(process.pid);
    fs.writeFileSync(`${file}.part`, JSON.stringify(memoryInUse()));
    fs.renameSync(`${file}.part`, file);
  });
}
