// Speed of the kernels, every build that runs here, at the sizes of a real training step: 12 sequences of 36 words,
// 256 hidden units, 10,000 words of vocabulary.

import { type Kernels, packedLength, panelWidth, rowMajor, transposed } from '../../src/kernels/kernels';
import { Arena } from '../../src/rnn/arena';
import { kernelBuilds } from '../unit/kernels/builds';
import { measure } from './measure';
import type { Report } from './report';

/** GFLOP/s of arithmetic, GB/s read and written, or millions of elements a second. */
type Unit = 'GFLOP/s' | 'GB/s' | 'M/s';

interface Work {
  readonly name: string;
  readonly unit: Unit;
  /** Operations, bytes or elements of one run. */
  readonly amount: number;
  run(): void;
}

const batchSize = 12;
const seqLen = 36;
const hiddenSize = 256;
const vocabSize = 10_000;
const numTokens = batchSize * seqLen;
const numWeights = 1 << 20;
const bytesNeeded = 128 << 20;

/** [m, k, n], and whether A is read transposed. */
const products = [
  { name: 'LSTM step, 12 sequences', shape: [12, hiddenSize, 4 * hiddenSize], isTransposed: false },
  { name: 'LSTM step, 16 sequences', shape: [16, hiddenSize, 4 * hiddenSize], isTransposed: false },
  { name: 'logits', shape: [numTokens, hiddenSize, vocabSize], isTransposed: false },
  { name: 'logits of one word', shape: [1, hiddenSize, vocabSize], isTransposed: false },
  { name: 'gradient of weights', shape: [4 * hiddenSize, 864, hiddenSize], isTransposed: true },
  { name: 'gradient of h', shape: [numTokens, vocabSize, hiddenSize], isTransposed: false },
] as const;

/** Numbers in [0, 1). */
function filled(arena: Arena, length: number): Float32Array {
  const array = arena.floats(length);
  for (let i = 0; i < length; i++) array[i] = (i % 1009) / 1009;
  return array;
}

function matrixProducts(kernels: Kernels, arena: Arena): Work[] {
  return products.map(({ name, shape: [m, k, n], isTransposed }) => {
    const a = filled(arena, m * k);
    const packedB = filled(arena, packedLength(k, n));
    const c = arena.floats(m * n);
    const strided = isTransposed ? transposed(a, m) : rowMajor(a, k);
    const run = () => kernels.gemm(c, n, strided, packedB, m, n, k, false);
    return { name: `gemm ${m}×${k}×${n}, ${name}`, unit: 'GFLOP/s', amount: 2 * m * n * k, run };
  });
}

function passes(kernels: Kernels, arena: Arena): Work[] {
  const H = hiddenSize;
  const units = batchSize * H;
  const floats = (length: number) => filled(arena, length);
  const [gatesX, gatesH, dGatesX, dGatesH] = [1, 2, 3, 4].map(() => floats(4 * units));
  const [h, c, hPrev, dh, dc] = [1, 2, 3, 4, 5].map(() => floats(units));
  const [weights, grads, m, v] = [1, 2, 3, 4].map(() => floats(numWeights));
  const [logits, losses] = [floats(batchSize * vocabSize), floats(batchSize)];
  const targets = arena.ints(batchSize);
  const [embedding, embedded, ids] = [floats(vocabSize * H), floats(numTokens * H), arena.ints(numTokens)];
  ids.forEach((_, i) => (ids[i] = (i * 7919) % vocabSize));
  const packed = floats(packedLength(H, vocabSize));
  const panels = Math.ceil(vocabSize / panelWidth);
  const adam = { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, step: 1, gradScale: 1 };

  const perUnit = (name: string, run: () => void): Work => ({ name, unit: 'M/s', amount: units, run });
  const perByte = (name: string, floatsMoved: number, run: () => void): Work => {
    return { name, unit: 'GB/s', amount: 4 * floatsMoved, run };
  };
  return [
    perUnit('tanh', () => kernels.rnnForward(h, hPrev, units, 'tanh')),
    perUnit('LSTM units forward', () => kernels.lstmForward(h, c, gatesX, hPrev, batchSize, H)),
    perUnit('LSTM units backward', () => kernels.lstmBackward(dGatesX, dc, dh, gatesX, c, hPrev, batchSize, H)),
    perUnit('GRU units forward', () => kernels.gruForward(h, gatesX, gatesH, hPrev, batchSize, H)),
    perUnit('GRU units backward', () =>
      kernels.gruBackward(dGatesX, dGatesH, dc, dh, gatesX, gatesH, hPrev, batchSize, H),
    ),
    {
      name: 'softmax, loss and gradient',
      unit: 'M/s',
      amount: logits.length,
      run: () => kernels.softmaxCrossEntropy(losses, logits, targets, batchSize, vocabSize, 1),
    },
    {
      name: 'dropout',
      unit: 'M/s',
      amount: embedded.length,
      run: () => kernels.dropout(embedded, embedded, embedded.length, 0, 1, 0),
    },
    perByte('pack B [256, 10000]', 2 * H * vocabSize, () =>
      kernels.packB(packed, rowMajor(embedding, vocabSize), H, vocabSize, 0, panels),
    ),
    perByte('pack B [256, 10000] transposed', 2 * H * vocabSize, () =>
      kernels.packB(packed, transposed(embedding, H), H, vocabSize, 0, panels),
    ),
    perByte('Adam', 7 * numWeights, () => kernels.adam(weights, grads, m, v, numWeights, adam)),
    perByte('sum of squares', numWeights, () => kernels.sumOfSquares(grads, numWeights)),
    perByte('add', 3 * numWeights, () => kernels.add(m, grads, numWeights)),
    perByte('column sums', 2 * logits.length, () =>
      kernels.addColumnSums(embedded, logits, batchSize, vocabSize, 0, vocabSize),
    ),
    perByte('look rows up', 2 * embedded.length, () => kernels.gatherRows(embedded, embedding, ids, numTokens, H)),
    perByte('add rows by id', 3 * embedded.length, () =>
      kernels.scatterAddRows(embedding, embedded, ids, numTokens, H, 0, vocabSize),
    ),
  ];
}

/** Every kernel, builds side by side; products also as a share of the highest peak. */
export function benchKernels(report: Report, peak: Readonly<Record<string, number>>): void {
  const builds = kernelBuilds().map(({ name: build, create }) => {
    const { kernels, buffer, start } = create(bytesNeeded);
    const arena = new Arena(buffer, start);
    return { build, works: [...matrixProducts(kernels, arena), ...passes(kernels, arena)] };
  });
  const highest = Math.max(...Object.values(peak));
  report.section('Kernels', ['', 'unit', ...builds.map(({ build }) => build), '% of peak']);
  builds[0].works.forEach(({ name, unit, amount }, i) => {
    const rates = builds.map(({ works }) => amount / measure(works[i].run) / (unit === 'M/s' ? 1e6 : 1e9));
    report.row(name, unit, ...rates, unit === 'GFLOP/s' ? (100 * Math.max(...rates)) / highest : '');
  });
}
