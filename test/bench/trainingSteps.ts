// Words a second of whole training steps, as the product runs them: threads, barriers, candidates and all.

import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { createMemory, loadKernelModule } from '../../src/engine/kernelHost';
import { control } from '../../src/engine/trainingJob';
import { gateCount, type NetworkConfig } from '../../src/rnn/config';
import { forwardFlops } from '../../src/rnn/cost';
import { layOutStep, type StepShape } from './stepLayout';
import type { StepThreadData } from './stepThread';
import { zipfWindows } from './zipf';

/** The step that the peers are compared on; `changes` for another. */
export function stepShape(changes: Partial<StepShape & { vocabSize: number; hiddenSize: number }> = {}): StepShape {
  const { vocabSize = 10_000, hiddenSize = 256, draws = 0, batchSize = 32, seqLen = 35 } = changes;
  const config: NetworkConfig = {
    ...{ cell: 'lstm', activation: 'tanh', numLayers: 1, tied: true },
    ...{ vocabSize, hiddenSize, embedSize: hiddenSize },
  };
  return { config, batchSize, seqLen, draws };
}

/** GFLOP/s of an exact step that learns so many words a second; products that repeated words save do not count. */
export function stepGflops({ config, batchSize, seqLen }: StepShape, rate: number): number {
  const windows = zipfWindows(config.vocabSize, batchSize, seqLen);
  const different = windows.reduce((sum, { inputs }) => sum + new Set(inputs).size, 0) / windows.length;
  const inputProduct = 2 * gateCount[config.cell] * config.hiddenSize * config.embedSize;
  const saved = inputProduct * (1 - different / (batchSize * seqLen));
  return (3 * (forwardFlops(config, config.vocabSize) - saved) * rate) / 1e9;
}

/** The median over all steps of `seconds`. */
export async function wordsPerSecond(shape: StepShape, threads: number, seconds: number): Promise<number> {
  const kernels = loadKernelModule(path.join(__dirname, '../../kernels'));
  const members = { index: 0, size: threads, barrier: () => undefined };
  const memory = createMemory((arena, own) => layOutStep(arena, own, members, shape), threads);
  const shared = new SharedArrayBuffer(control.bytes);
  const workers = Array.from({ length: threads }, (_, index) => {
    const workerData: StepThreadData = { kernels, memory, control: shared, index, threads, shape, seconds };
    return new Worker(path.join(__dirname, 'stepThread.js'), { workerData });
  });
  const rates = await new Promise<number[]>((resolve, reject) => {
    workers[0].once('message', resolve);
    for (const worker of workers) worker.once('error', reject);
  });
  await Promise.all(workers.map((worker) => worker.terminate()));
  rates.sort((a, b) => a - b);
  return rates[rates.length >> 1];
}
