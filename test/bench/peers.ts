// One exact-softmax training step of the same network (LSTM, E = H = 256 tied, V = 10,000, B = 32, T = 35, Adam,
// clipping) by Afterword and by those who can run it too, turn by turn, so that a noisy minute hits all alike.

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { median, type Report } from './report';
import { stepGflops, stepShape, wordsPerSecond } from './trainingSteps';

const rounds = 3;
const secondsEach = 6;

interface Contestant {
  readonly name: string;
  /** @returns undefined where it cannot run here. */
  run(): Promise<number | undefined>;
}

const peersFolder = path.resolve('test/bench/peers');

export interface PeerResult {
  readonly wordsPerSecond: number;
  readonly validPerplexity?: number;
}

/** The last line that a script of peers/ prints; undefined where it cannot run here. */
export function runPeer(command: string, [script, ...args]: string[], env = {}): PeerResult | undefined {
  const all = [path.join(peersFolder, script), ...args];
  const { status, stdout } = spawnSync(command, all, { encoding: 'utf8', env: { ...process.env, ...env } });
  return status === 0 ? (JSON.parse(stdout.trim().split('\n').at(-1)!) as PeerResult) : undefined;
}

/** Debian's python3 has PyTorch as a package; another python3 may come first on the path. */
export function pythonWithTorch(): string | undefined {
  const candidates = ['python3', '/usr/bin/python3', 'python'];
  return candidates.find((command) => spawnSync(command, ['-c', 'import torch']).status === 0);
}

function contestants(threads: number): Contestant[] {
  const exact = stepShape();
  const sampled = stepShape({ draws: 1024 });
  const all: Contestant[] = [1, threads].flatMap((n) => [
    { name: `Afterword, exact softmax, threads: ${n}`, run: () => wordsPerSecond(exact, n, secondsEach) },
    { name: `Afterword, sampled softmax, threads: ${n}`, run: () => wordsPerSecond(sampled, n, secondsEach) },
  ]);
  const peer = (name: string, command: string, args: string[], env = {}) =>
    all.push({ name, run: () => Promise.resolve(runPeer(command, args, env)?.wordsPerSecond) });
  const python = pythonWithTorch();
  for (const own of python ? [1, threads] : []) {
    for (const blas of [1, threads]) {
      const args = ['pytorch.py', 'step', '--seconds', String(secondsEach), '--threads', String(own)];
      peer(`PyTorch, threads: ${own}, OpenBLAS': ${blas}`, python!, args, { OPENBLAS_NUM_THREADS: String(blas) });
    }
  }
  for (const n of [1, threads]) {
    const args = ['tensorflow.mjs', '--seconds', String(secondsEach), '--threads', String(n)];
    peer(`TensorFlow.js, WASM, threads: ${n}`, process.execPath, args);
  }
  peer('brain.js, one sequence at a time', process.execPath, ['brainjs.mjs', '--seconds', String(secondsEach)]);
  return all;
}

export async function benchPeers(report: Report, threads: number, peakGflops: number): Promise<void> {
  const all = contestants(threads).map((contestant) => ({ ...contestant, rates: [] as number[] }));
  for (let round = 0; round < rounds; round++) {
    for (const { run, rates } of all) {
      const rate = await run();
      if (rate !== undefined) rates.push(rate);
    }
  }
  const rateOf = (name: string) => median(all.find((one) => one.name.startsWith(name))?.rates ?? []);
  const best = Math.max(...all.filter(({ name }) => name.startsWith('PyTorch')).map(({ rates }) => median(rates)));
  report.section('Training step', ['', 'words/s', '× best of PyTorch', '% of peak']);
  for (const { name, rates } of all) {
    if (rates.length === 0) {
      report.row(name, 'not on this machine', '', '');
      continue;
    }
    const rate = median(rates);
    const exact = /^Afterword, exact.*: (\d+)/.exec(name);
    const share = exact ? (100 * stepGflops(stepShape(), rate)) / (peakGflops * Number(exact[1])) : '';
    report.row(name, rate, rate / best, share);
  }
  const [one, many] = [1, threads].map((n) => rateOf(`Afterword, exact softmax, threads: ${n}`));
  console.log(`\n${threads} threads are ${(many / one).toFixed(2)} × one.`);
}
