// How long a keystroke waits for its five words: `afterword predict --stdio`, a request for every character typed, while
// nothing else runs and while another process trains on all threads.

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { cliPath, runCli } from './cli';
import { quantile, type Report } from './report';
import { zipfText } from './zipf';

const characters = 1500;

interface Latencies {
  /** At the beginning of a word: a step of the network and the softmax over all words. */
  readonly words: number[];
  readonly all: number[];
}

async function typing(model: string, text: string): Promise<Latencies> {
  const child = spawn(process.execPath, [cliPath, 'predict', '--model', model, '--stdio']);
  const answers = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const latencies: Latencies = { words: [], all: [] };
  for (let end = 0; end < characters + 50; end++) {
    const start = performance.now();
    child.stdin.write(JSON.stringify({ text: text.slice(0, end), k: 5 }) + '\n');
    await answers.next();
    const milliseconds = performance.now() - start;
    if (end < 50) continue; // until the engine has compiled what runs
    latencies.all.push(milliseconds);
    if (text[end - 1] === ' ') latencies.words.push(milliseconds);
  }
  child.stdin.end();
  return latencies;
}

export async function benchPrediction(report: Report): Promise<void> {
  const columns = ['', 'new word p50', 'new word p99', 'any key p50', 'any key p99'];
  report.section('Milliseconds from a keystroke to its five words (H = 256)', columns);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-bench-'));
  const row = ({ words, all }: Latencies, name: string) =>
    report.row(name, quantile(words, 0.5), quantile(words, 0.99), quantile(all, 0.5), quantile(all, 0.99));
  try {
    for (const V of [10_000, 30_000]) {
      const notes = path.join(folder, `${V}.txt`);
      const text = zipfText(3 * V, V, true);
      fs.writeFileSync(notes, text);
      const train = (name: string, ...budget: string[]) => [
        'train',
        notes,
        '--tokens',
        'spaces',
        '--vocab',
        String(V),
        '--model',
        path.join(folder, name),
        ...budget,
      ];
      await runCli(train(`m${V}`, '--epochs', '0.01'));
      const model = path.join(folder, `m${V}`);
      const typed = zipfText(2 * characters, V).replaceAll('\n', ' ');
      const label = `V = ${V.toLocaleString('en-US')}`;
      row(await typing(model, typed), `${label}, idle`);
      const training = spawn(process.execPath, [cliPath, ...train(`t${V}`, '--minutes', '5')], { stdio: 'ignore' });
      await new Promise((resolve) => setTimeout(resolve, 8000));
      row(await typing(model, typed), `${label}, while training on all threads`);
      training.kill('SIGKILL');
      await new Promise((resolve) => training.once('exit', resolve));
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
