// What the engine might say of runs: curves with all that is measured, what happened on the way, runs of before.

import type { Landmarks, LossPoint, RunRecord } from '../../src/engine/protocol/curves';
import type { ToView } from '../../src/inspector/protocol';

/** A curve of `count` points; held-out notes are read at every tenth. */
export function lossCurve(count: number, tokensEach = 8192): LossPoint[] {
  return Array.from({ length: count }, (_, index) => {
    const done = (index + 1) / count;
    const noise = Math.sin(index * 12.9898) * 0.09 + Math.sin(index * 4.1414) * 0.06;
    const trainLoss = 4.05 + 4.2 * Math.exp(-7 * done) + 0.55 * (1 - done) + noise;
    const validLoss = index % 10 === 9 ? 4.62 + 3.3 * Math.exp(-6 * done) + 0.25 * (1 - done) : undefined;
    return { tokens: (index + 1) * tokensEach, epoch: done * 6, elapsedSeconds: index, trainLoss, validLoss };
  });
}

/** Six epochs in `count` points, half a minute each; the rate falls, norms shrink and are clipped at a half. */
export function measuredCurve(count: number, worse = 0): LossPoint[] {
  return lossCurve(count).map((point, index) => {
    const done = (index + 1) / count;
    const gradNorm = 1.6 * Math.exp(-3 * done) + 0.2 + 0.1 * Math.sin(index * 7.77);
    return {
      ...point,
      trainLoss: point.trainLoss + worse,
      validLoss: 4.62 + worse + 3.3 * Math.exp(-6 * done) + 0.25 * (1 - done),
      elapsedSeconds: (index + 1) * 1.5,
      learningRate: 4e-3 * (1 - 0.96 * done),
      gradNorm,
      clippedGradNorm: Math.min(0.5, gradNorm),
      wordsPerSecond: 5400 + 300 * Math.sin(index * 3.3),
    };
  });
}

export const landmarks: Landmarks = {
  run: 'own',
  events: [
    { kind: 'checkpoint', tokens: 400_000, epoch: 1.5, elapsedSeconds: 75 },
    { kind: 'resume', tokens: 400_000, epoch: 1.5, elapsedSeconds: 75 },
    { kind: 'checkpoint', tokens: 1_200_000, epoch: 4.4, elapsedSeconds: 220 },
  ],
  baselines: { unigram: 6.62, bigram: 5.71, kneserNey: 5.38 },
};

export function run(name: string, changes: Partial<RunRecord> = {}): RunRecord {
  return {
    run: name,
    purpose: 'comparison',
    started: '2026-03-02T09:41:00.000Z',
    ...{ cell: 'gru', hiddenSize: 256, numLayers: 1, vocabSize: 8192, seed: 1, minutes: 1, epochs: undefined },
    validPerplexity: 128.2,
    points: measuredCurve(120, 0.2),
    events: [],
    baselines: landmarks.baselines,
    ...changes,
  };
}

/** The latest first. */
export const runs: readonly RunRecord[] = [
  run('lstm', { cell: 'lstm', started: '2026-03-02T09:43:00.000Z', points: measuredCurve(90, 0.35) }),
  run('gru', { started: '2026-03-02T09:42:00.000Z', validPerplexity: 140.1 }),
  run('rnn', { cell: 'rnn', points: measuredCurve(180, 0.7), validPerplexity: 201.7 }),
  run('before', {
    purpose: 'model',
    numLayers: 2,
    seed: 7,
    minutes: 5,
    started: '2026-02-27T18:05:00.000Z',
    points: measuredCurve(300, 0.1),
  }),
];

export const trainingSamples: readonly ToView[] = [
  { type: 'landmarks', landmarks },
  { type: 'losses', points: measuredCurve(200), replace: true },
  { type: 'runs', runs, replace: true },
];
