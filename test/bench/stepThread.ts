// A thread of the training-step bench: the product's step, team and candidates on words drawn as text draws them. The
// first thread tells how many words a second were learnt, window by window.

import { parentPort, workerData } from 'node:worker_threads';
import { finish } from '../../src/rnn/stepwise';
import { buildIn, type KernelModule } from '../../src/engine/kernelHost';
import { ThreadTeam } from '../../src/engine/threadTeam';
import { CandidateChooser } from '../../src/rnn/candidates';
import { initialisingWeights } from '../../src/rnn/initialWeights';
import { trainingStep } from '../../src/rnn/trainingStep';
import { zipfCounts, zipfWindows } from './zipf';
import { layOutStep, type StepShape } from './stepLayout';

export interface StepThreadData {
  readonly kernels: KernelModule;
  readonly memory: WebAssembly.Memory;
  readonly control: SharedArrayBuffer;
  readonly index: number;
  readonly threads: number;
  readonly shape: StepShape;
  readonly seconds: number;
}

const { kernels, memory, control, index, threads, shape, seconds } = workerData as StepThreadData;
const team = new ThreadTeam(control, index, threads);
const { learner, state } = buildIn(kernels, memory, (arena, own) => layOutStep(arena, own, team, shape), team);
const { network, candidates } = learner;
const windowTokens = network.inputs.length;
const counts = zipfCounts(shape.config.vocabSize);
const windows = zipfWindows(shape.config.vocabSize, shape.batchSize, shape.seqLen);
const chooser = candidates && new CandidateChooser(candidates, counts, windowTokens, shape.draws);
const options = { learningRate: 1e-3, gradClip: 0.5, dropout: { units: 0.2, words: 0.1, recurrent: 0.2, seed: 1 } };

if (index === 0) finish(initialisingWeights(learner.params, shape.config, counts, 1));
const stop = new Int32Array(control, 0, 1);
const rates: number[] = [];
const begin = performance.now();
for (let step = 1; ; step++) {
  const start = performance.now();
  if (index === 0) {
    if (start - begin > 1000 * seconds) Atomics.store(stop, 0, 1);
    const window = windows[step % windows.length];
    network.inputs.set(window.inputs);
    network.output.targets.set(window.targets);
    chooser?.choose(network.inputs, network.output.targets, step);
  }
  team.barrier();
  if (Atomics.load(stop, 0) === 1) break;
  trainingStep(learner, team, state, step, options);
  if (step > 3) rates.push((1000 * windowTokens) / (performance.now() - start));
}
if (index === 0) parentPort?.postMessage(rates);
