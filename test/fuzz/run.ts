// `npm run test:fuzz [-- <seed>]`: broken texts and files in great number, and a table of what came of them. Ends with exit
// code 1 where anything crashed or hung. The short form is part of `npm test`: test/unit/fuzz.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { NoteReader } from '../../src/engine/noteReader';
import { brokenFiles } from './brokenFiles';
import { brokenKinds } from './brokenTexts';
import type { Task, Told } from './thread';

/** Where the engine's threads are. */
const scripts = path.join(__dirname, '..', '..');

/** Who reads a text for longer than this hangs, in milliseconds. */
const patience = 120_000;

const seed = Number(process.argv[2] ?? 1);

interface Tried {
  readonly name: string;
  readonly tried: number;
  readonly read: number;
  readonly crashed: number;
  readonly hung: number;
  /** The slowest, in milliseconds. */
  readonly slowest: number;
}

async function tryKind(kind: number): Promise<Tried> {
  const { name, count } = brokenKinds[kind]!;
  const sums = { name, tried: count, read: 0, crashed: 0, hung: 0, slowest: 0 };
  for (let from = 0; from < count;) {
    const { last, how } = await readFrom({ kind, from, seed }, (told) => {
      sums.slowest = Math.max(sums.slowest, told.milliseconds);
      if (told.read) sums.read++;
      if (told.error === undefined) return;
      sums.crashed++;
      console.error(`${name}, number ${told.ends}: ${told.error}`);
    });
    if (how !== 'ended') {
      sums[how]++;
      console.error(`${name}, number ${last}: ${how}`);
    }
    from = last + 1;
  }
  return sums;
}

/** Until all are read, one hangs, or the thread dies. @returns the last that began. */
function readFrom(
  task: Task,
  ended: (told: Extract<Told, { ends: number }>) => void,
): Promise<{ last: number; how: 'ended' | 'crashed' | 'hung' }> {
  const thread = new Worker(path.join(__dirname, 'thread.js'), { workerData: task });
  return new Promise((resolve) => {
    let last = task.from;
    let how: 'ended' | 'crashed' | 'hung' = 'ended';
    let timer: NodeJS.Timeout | undefined;
    thread.on('message', (told: Told) => {
      clearTimeout(timer);
      if ('ends' in told) return ended(told);
      last = told.begins;
      timer = setTimeout(() => {
        how = 'hung';
        void thread.terminate();
      }, patience);
    });
    thread.on('error', () => (how = 'crashed'));
    thread.on('exit', () => {
      clearTimeout(timer);
      resolve({ last: how === 'ended' ? brokenKinds[task.kind]!.count : last, how });
    });
  });
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-fuzz-'));
  try {
    return await work(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function tryFiles(): Promise<Tried> {
  return inFolder(async (folder) => {
    const broken = brokenFiles(folder);
    const begin = performance.now();
    const { skipped } = await new NoteReader(scripts).read(
      broken.map((file) => file.path),
      'words',
    );
    const wrong = broken.filter(({ reason }, i) => skipped[i]?.reason !== reason);
    for (const { path: file, reason } of wrong) console.error(`${file} should be left out: ${reason}`);
    const slowest = performance.now() - begin;
    return {
      name: 'no files, or none of ours',
      tried: broken.length,
      read: 0,
      crashed: wrong.length,
      hung: 0,
      slowest,
    };
  });
}

function tryManyFiles(count: number): Promise<Tried> {
  return inFolder(async (folder) => {
    const files = Array.from({ length: count }, (_, i) => path.join(folder, `${i}.md`));
    for (const file of files) fs.writeFileSync(file, 'The river runs fast.\n');
    const begin = performance.now();
    const { notes } = await new NoteReader(scripts).read(files, 'words');
    const slowest = performance.now() - begin;
    const name = 'tiny files (time for all)';
    return { name, tried: count, read: notes.length, crashed: count - notes.length, hung: 0, slowest };
  });
}

async function main(): Promise<number> {
  console.log(`seed ${seed}, ${new Date().toISOString().slice(0, 10)}\n`);
  console.log('| what | tried | read | crashed | hung | slowest, ms |\n| --- | ---: | ---: | ---: | ---: | ---: |');
  const tries = [...brokenKinds.map((_, kind) => () => tryKind(kind)), tryFiles, () => tryManyFiles(100_000)];
  let lost = 0;
  for (const attempt of tries) {
    const { name, tried, read, crashed, hung, slowest } = await attempt();
    lost += crashed + hung;
    console.log(`| ${name} | ${tried} | ${read} | ${crashed} | ${hung} | ${Math.round(slowest)} |`);
  }
  return lost === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
