// What a larger vocabulary or a larger network costs: words a second of training steps, and the memory of whole runs.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runCli } from './cli';
import { median, type Report } from './report';
import { stepShape, wordsPerSecond } from './trainingSteps';
import { zipfText } from './zipf';

const vocabSizes = [5_000, 10_000, 20_000, 50_000];
const hiddenSizes = [128, 256, 512];
const rounds = 3;

export async function benchGrowth(report: Report, threads: number): Promise<void> {
  const columns = vocabSizes.map((V) => `V = ${V.toLocaleString('en-US')}`);
  report.section('Words a second by size (sampled softmax, all threads)', ['', ...columns]);
  for (const hiddenSize of hiddenSizes) {
    const rates = vocabSizes.map(() => [] as number[]);
    for (let round = 0; round < rounds; round++) {
      for (const [i, vocabSize] of vocabSizes.entries()) {
        rates[i].push(await wordsPerSecond(stepShape({ vocabSize, hiddenSize, draws: 1024 }), threads, 3));
      }
    }
    report.row(`H = ${hiddenSize}`, ...rates.map(median));
  }
}

export async function benchMemory(report: Report): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-bench-'));
  report.section('Peak memory of a training run of the command line', ['', 'MB']);
  try {
    for (const [V, H] of [
      [10_000, 256],
      [20_000, 256],
      [20_000, 512],
    ]) {
      const text = path.join(folder, `${V}.txt`);
      fs.writeFileSync(text, zipfText(10 * V, V, true));
      const sizes = ['--tokens', 'spaces', '--vocab', String(V), '--hidden', String(H)];
      const args = ['train', text, '--model', path.join(folder, `${V}-${H}`), ...sizes, '--minutes', '0.7'];
      report.row(`V = ${V.toLocaleString('en-US')}, H = ${H}`, (await runCli(args)).peakMegabytes);
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
