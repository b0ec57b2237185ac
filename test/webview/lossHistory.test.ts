// What is kept of a loss curve: everything while it is short, and later a thinner one that tells the same.

import assert from 'node:assert/strict';
import { thinned } from '../../src/engine/lossCurve';
import type { LossPoint } from '../../src/engine/protocol/curves';
import { appended, maxPoints } from '../../src/inspector/view/lossHistory';
import { lossCurve } from './trainingSamples';

const point = (tokens: number, trainLoss: number, validLoss?: number): LossPoint => {
  return { tokens, epoch: 1, elapsedSeconds: 1, trainLoss, validLoss };
};

/** The mean loss over all words, from points that each hold the mean since the one before. */
function meanLoss(points: readonly LossPoint[]): number {
  const spans = points.map(({ tokens }, index) => tokens - (points[index - 1]?.tokens ?? 0));
  return points.reduce((sum, { trainLoss }, index) => sum + trainLoss * spans[index]!, 0) / points.at(-1)!.tokens;
}

function lastValid(points: readonly LossPoint[]): number | undefined {
  return points.findLast(({ validLoss }) => validLoss !== undefined)?.validLoss;
}

describe('loss history', () => {
  it('keeps a short history as it is', () => {
    const points = lossCurve(100);
    assert.deepEqual(appended(points.slice(0, 60), points.slice(60)), points);
  });

  it('stays small, however many points arrive', () => {
    const points = lossCurve(30_000);
    let history: readonly LossPoint[] = [];
    for (let from = 0; from < points.length; from += 300) history = appended(history, points.slice(from, from + 300));
    assert.equal(history.length > maxPoints / 2 - 1 && history.length <= maxPoints + 1, true, String(history.length));
    assert.equal(history.at(-1)!.tokens, points.at(-1)!.tokens);
  });

  it('thins out without changing the mean, the end or the last held-out loss', () => {
    for (const count of [3, 17, 1000, 20_000]) {
      const points = lossCurve(count);
      const thin = thinned(points, 10);
      assert.equal(thin.length <= 11, true);
      assert.equal(Math.abs(meanLoss(thin.slice(0)) - meanLoss(points)) < 0.02, true);
      assert.equal(thin.at(-1)!.tokens, points.at(-1)!.tokens);
      assert.equal(lastValid(thin), lastValid(points));
    }
  });

  it('thins out evenly, also after many times', () => {
    let history: LossPoint[] = [];
    for (const next of lossCurve(60_000)) {
      history.push(next);
      if (history.length === 2000) history = [...thinned(history, 800)];
    }
    const firstHalf = thinned(history, 800).filter(({ tokens }) => tokens < history.at(-1)!.tokens / 2);
    assert.equal(firstHalf.length > 150, true, String(firstHalf.length));
  });

  it('goes back where a run resumed from an earlier point', () => {
    const history = appended([point(100, 5), point(200, 4), point(300, 3)], [point(200, 4.1), point(250, 3.9)]);
    assert.deepEqual(
      history.map(({ tokens }) => tokens),
      [100, 200, 250],
    );
    assert.equal(history[1]!.trainLoss, 4.1);
  });

  it('thins out what else is measured: norms as means by words, speed as all words by all seconds', () => {
    const measured = (tokens: number, gradNorm: number, wordsPerSecond: number, learningRate: number): LossPoint => {
      return { ...point(tokens, 5), gradNorm, clippedGradNorm: gradNorm / 2, wordsPerSecond, learningRate };
    };
    // 120 words in a second, 60 in three, 60 in two.
    const points = [measured(130, 1, 120, 3e-3), measured(190, 4, 20, 2e-3), measured(250, 6, 30, 1e-3)];
    const thin = thinned([point(10, 5), ...points], 3);
    assert.deepEqual(thin.slice(1), [measured(250, 3, 40, 1e-3)]);
  });

  it('takes the number where one of two is none', () => {
    const [merged] = thinned([point(1, 5, 6), point(2, Number.NaN, Number.NaN)], 1);
    assert.equal(merged!.trainLoss, 5);
  });
});
