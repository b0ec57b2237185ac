import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  expectedCalibrationError,
  percentilesOf,
  thresholdFor,
  usualPercentiles,
} from '../../../src/predict/calibration';

const near = (actual: number, expected: number) => assert.ok(Math.abs(actual - expected) < 1e-9, `${actual}`);
const said = (probability: number, right: boolean) => ({ probability, right });
const probability = fc.double({ min: 0, max: 1, noNaN: true });

describe('the calibration error', () => {
  it('works out by hand', () => {
    near(expectedCalibrationError([said(0.75, true), said(0.75, true), said(0.75, true), said(0.75, false)]), 0);
    // Bins of 0.9 … 1 and 0.1 … 0.2: (2 · |0.95 − 0.5| + 1 · |0.15 − 0|) / 3.
    near(expectedCalibrationError([said(0.95, true), said(0.95, false), said(0.15, false)]), (0.9 + 0.15) / 3);
    near(expectedCalibrationError([said(1, false)]), 1);
    near(expectedCalibrationError([said(0, false), said(1, true)]), 0);
    near(expectedCalibrationError([]), 0);
  });

  it('sees that some are too sure and others too unsure, even where both together are right', () => {
    near(expectedCalibrationError([said(0.2, true), said(0.8, false)]), 0.8);
  });

  it('is the mean distance of confidence and accuracy, by bins weighted by their size', () => {
    const list = fc.array(fc.record({ probability, right: fc.boolean() }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(list, (suggestions) => {
        const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
        let expected = 0;
        for (let bin = 0; bin < 10; bin++) {
          const within = suggestions.filter(({ probability: p }) => Math.min(9, Math.floor(p * 10)) === bin);
          if (within.length === 0) continue;
          const distance =
            mean(within.map(({ probability: p }) => p)) - mean(within.map(({ right }) => (right ? 1 : 0)));
          expected += (within.length / suggestions.length) * Math.abs(distance);
        }
        near(expectedCalibrationError(suggestions), expected);
      }),
    );
  });
});

describe('the surest suggestions', () => {
  it('are told by percentiles: the least, the middle, the greatest', () => {
    const percentiles = percentilesOf([0.9, 0.1, 0.5, 0.3, 0.7]);
    assert.deepEqual([percentiles.length, percentiles[0], percentiles[50], percentiles[100]], [101, 0.1, 0.5, 0.9]);
    assert.ok(percentilesOf([0.4]).every((p) => p === 0.4));
  });

  it('are about as many as were asked for', () => {
    fc.assert(
      fc.property(fc.uniqueArray(probability, { minLength: 200, maxLength: 400 }), probability, (values, share) => {
        const threshold = thresholdFor(share, percentilesOf(values));
        const sure = values.filter((value) => value >= threshold).length / values.length;
        assert.ok(Math.abs(sure - share) < 0.02, `${sure}, not ${share}`);
      }),
      { numRuns: 50 },
    );
  });

  it('are all or hardly any at the ends, and beyond', () => {
    const percentiles = percentilesOf([0.2, 0.4, 0.6]);
    for (const all of [1, 1.5]) assert.equal(thresholdFor(all, percentiles), 0.2);
    for (const few of [0, -1]) assert.equal(thresholdFor(few, percentiles), 0.6);
  });

  it('have to reach more the fewer are wanted, also where nothing has been measured', () => {
    const thresholds = Array.from({ length: 101 }, (_, percent) => thresholdFor(percent / 100, usualPercentiles));
    assert.ok(thresholds.every((each, i) => each > 0 && each <= 1 && (i === 0 || each <= thresholds[i - 1])));
  });
});
