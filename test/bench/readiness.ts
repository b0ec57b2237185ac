// How good suggestions are by how much there is to learn from: the first so many words of a collection of notes, in an order
// of their own, are learnt in some passes, and the same held-out notes are typed each time. The notes are not part of the
// project: give their folder. By passes and not by time, so that the same is measured on any machine. What the editor says of a folder's size comes from this table (src/editor/readiness.ts).

import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Random } from '../../src/rnn/random';
import { formatOfPath, isNotePath } from '../../src/text/noteText';
import { proseLines } from '../../src/text/prose';
import { isWord, tokenizeLine } from '../../src/text/tokenize';
import { runCli } from './cli';
import type { Report } from './report';

export const usualSizes = [3_000, 6_000, 12_000, 25_000, 50_000, 100_000];
/** Typed, from the beginnings of all held-out notes alike. */
const heldOutWords = 2_000;
const seed = 1;

/** A note as lines of prose. */
type Lines = readonly string[];

export async function benchReadiness(
  report: Report,
  folder: string,
  sizes: readonly number[],
  passes: number,
  threads: number,
): Promise<void> {
  const files = notesBelow(folder);
  const digest = (file: string) => BigInt(`0x${createHash('sha1').update(file).digest('hex')}`);
  const isHeldOut = (file: string) => digest(file) % 10n === 0n;
  const linesOf = (file: string) => proseLines(fs.readFileSync(path.join(folder, file), 'utf8'), formatOfPath(file));
  const held = files.filter(isHeldOut).map(linesOf);
  const order = new Random(seed).shuffle(files.filter((file) => !isHeldOut(file)));
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-bench-'));
  try {
    const slices = write(path.join(scratch, 'held'), evenSlice(held, heldOutWords));
    const columns = ['notes', 'counts alone: KSR@5', 'hit@1', `with a network, ${passes} passes: KSR@5`, 'hit@1'];
    report.section(`By the amount of notes (${path.basename(folder)}, seed ${seed})`, ['words', ...columns]);
    const notes = order.map(linesOf);
    for (const size of sizes) {
      const part = firstWords(notes, size);
      const texts = write(path.join(scratch, `notes-${size}`), part);
      const model = path.join(scratch, `model-${size}`);
      const run = ['--epochs', String(passes), '--threads', String(threads), '--seed', String(seed)];
      await runCli(['train', texts, '--model', model, ...run]);
      const [counts, both] = [await score(slices, model, ['--counts-only']), await score(slices, model, [])];
      report.row(size, part.length, counts.ksr5, counts.hit1, both.ksr5, both.hit1);
      if (wordsIn(part.flat()) < size) break;
    }
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

async function score(held: string, model: string, args: readonly string[]): Promise<{ ksr5: string; hit1: string }> {
  const { stdout } = await runCli(['eval', held, '--model', model, '--json', ...args]);
  const { ksr5, hit1 } = JSON.parse(stdout) as { ksr5: number; hit1: number };
  return { ksr5: ksr5.toFixed(1), hit1: hit1.toFixed(1) };
}

function notesBelow(folder: string): string[] {
  const found = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return found
    .map((file) => file.replaceAll('\\', '/'))
    .filter(isNotePath)
    .sort();
}

/** Of every note its beginning, so long that they make about `words` together. */
function evenSlice(notes: readonly Lines[], words: number): Lines[] {
  return notes.map((lines) => firstWords([lines], Math.ceil(words / notes.length))[0] ?? []);
}

/** The first notes that make so many words together, the last one cut where it exceeds them, at the end of a line. */
function firstWords(notes: readonly Lines[], words: number): Lines[] {
  const chosen: string[][] = [];
  let left = words;
  for (const lines of notes) {
    if (left <= 0) break;
    const taken: string[] = [];
    for (const line of lines) {
      if (left <= 0) break;
      taken.push(line);
      left -= wordsIn([line]);
    }
    if (taken.length > 0) chosen.push(taken);
  }
  return chosen;
}

function wordsIn(lines: Lines): number {
  const words = lines.flatMap((line) => tokenizeLine(line)).map(({ tokens }) => tokens.filter(isWord).length);
  return words.reduce((sum, n) => sum + n, 0);
}

/** As plain text, a file a note. @returns the folder. */
function write(folder: string, notes: readonly Lines[]): string {
  fs.mkdirSync(folder);
  notes.forEach((lines, i) => fs.writeFileSync(path.join(folder, `${i}.txt`), lines.join('\n') + '\n'));
  return folder;
}
