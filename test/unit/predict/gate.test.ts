// The gate against EM, which finds the best constant shares, and on samples whose right answer is known.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Gate, type GateSamples } from '../../../src/predict/gate';

interface Sample {
  readonly probs: readonly number[];
  readonly features: readonly number[];
  readonly speaks?: readonly number[];
  readonly weight?: number;
}

function samplesOf(samples: readonly Sample[]): GateSamples {
  return {
    size: samples.length,
    probs: Float32Array.from(samples.flatMap(({ probs }) => probs)),
    speaks: Uint8Array.from(samples.flatMap(({ probs, speaks }) => speaks ?? probs.map(() => 1))),
    features: Float32Array.from(samples.flatMap(({ features }) => features)),
    weights: Float32Array.from(samples, ({ weight }) => weight ?? 1),
  };
}

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
const even = Gate.constant([1, 1, 1], 2);
const lambdas = (gate: Gate, features: readonly number[], speaks = [1, 1, 1]) =>
  Array.from(gate.lambdas(features, speaks));
const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) < tolerance, `${actual}, not ${expected}`);

/** Best constant shares by expectation and maximisation. */
function em(probs: readonly (readonly number[])[]): number[] {
  let shares = probs[0].map(() => 1 / probs[0].length);
  for (let step = 0; step < 3000; step++) {
    const sums = shares.map(() => 0);
    for (const each of probs) {
      const p = each.reduce((sum, value, k) => sum + shares[k] * value, 0);
      each.forEach((value, k) => (sums[k] += (shares[k] * value) / p));
    }
    shares = sums.map((sum) => sum / probs.length);
  }
  return shares;
}

describe('the gate', () => {
  it('gives every source that speaks a share, and none to the others; they sum to one', () => {
    const K = 4;
    const number = fc.double({ min: -3, max: 3, noNaN: true });
    const weights = fc.array(number, { minLength: K * 3, maxLength: K * 3 });
    const speaks = fc
      .array(fc.constantFrom(0, 1), { minLength: K, maxLength: K })
      .filter((list) => list.some((speaks) => speaks === 1));
    fc.assert(
      fc.property(weights, fc.array(number, { minLength: 3, maxLength: 3 }), speaks, (w, features, who) => {
        const out = lambdas(Gate.fromJSON({ sources: K, features: 3, weights: w }), features, who);
        near(
          out.reduce((sum, lambda) => sum + lambda, 0),
          1,
          1e-9,
        );
        out.forEach((lambda, k) => assert.equal(lambda > 0, who[k] === 1));
      }),
    );
  });

  it('gives no share where no source speaks', () => assert.deepEqual(lambdas(even, [1, 0.5], [0, 0, 0]), [0, 0, 0]));

  it('that is constant has the same shares in every context, divided among those that speak', () => {
    const gate = Gate.constant([0.5, 0.3, 0.2], 2);
    for (const feature of [0, 0.7, -2]) {
      lambdas(gate, [1, feature]).forEach((lambda, k) => near(lambda, [0.5, 0.3, 0.2][k], 1e-9));
      lambdas(gate, [1, feature], [1, 0, 1]).forEach((lambda, k) => near(lambda, [5 / 7, 0, 2 / 7][k], 1e-9));
    }
  });

  it('fitted trusts the source that is right', () => {
    const fitted = Gate.fit(samplesOf(times(500, () => ({ probs: [0.05, 0.9, 0.05], features: [1, 0] }))), even);
    assert.ok(lambdas(fitted, [1, 0])[1] > 0.95, lambdas(fitted, [1, 0]).join(' '));
  });

  it('fitted finds by the context which source is right', () => {
    const samples = times(600, (i) => ({ probs: i % 2 ? [0.9, 0.02, 0.1] : [0.02, 0.9, 0.1], features: [1, i % 2] }));
    const fitted = Gate.fit(samplesOf(samples), even);
    const [without, having] = [lambdas(fitted, [1, 0]), lambdas(fitted, [1, 1])];
    assert.ok(without[1] > 0.9 && having[0] > 0.9, `${without.join(' ')} and ${having.join(' ')}`);
  });

  it('fitted without context has the shares that EM finds', () => {
    const kinds = [
      [0.6, 0.1, 0.05],
      [0.02, 0.5, 0.1],
      [0.1, 0.05, 0.4],
      [0.3, 0.02, 0.1],
    ];
    const probs = times(4000, (i) => kinds[(i * 7) % 10 < 4 ? 0 : (i * 7) % 10 < 7 ? 1 : (i * 7) % 10 < 9 ? 2 : 3]);
    const fitted = Gate.fit(
      samplesOf(probs.map((each) => ({ probs: each, features: [1] }))),
      Gate.constant([1, 1, 1], 1),
    );
    const best = em(probs);
    lambdas(fitted, [1]).forEach((lambda, k) => near(lambda, best[k], 0.02));
  });

  it('fitted makes the words at least as probable as before', () => {
    const p = fc.double({ min: 0.001, max: 1, noNaN: true });
    const sample = fc.record({
      probs: fc.tuple(p, p, p),
      features: fc.tuple(fc.constant(1), fc.double({ min: -1, max: 1, noNaN: true })),
      speaks: fc.tuple(fc.constant(1), fc.constantFrom(0, 1), fc.constantFrom(0, 1)),
      weight: fc.double({ min: 0.1, max: 2, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 60 }), (samples) => {
        const objective = (gate: Gate) =>
          samples.reduce((sum, { probs, features, speaks, weight }) => {
            const shares = gate.lambdas(features, speaks);
            return sum + weight * Math.log(probs.reduce((total, each, k) => total + shares[k] * each, 0));
          }, 0);
        const [before, after] = [objective(even), objective(Gate.fit(samplesOf(samples), even))];
        assert.ok(after >= before - 1e-6, `${after} after ${before}`);
      }),
      { numRuns: 60 },
    );
  });

  it('fitted on few samples stays nearer to what it was than on many', () => {
    const moved = (n: number) =>
      lambdas(Gate.fit(samplesOf(times(n, () => ({ probs: [0.05, 0.9, 0.05], features: [1, 0] }))), even), [1, 0])[1];
    assert.ok(1 / 3 < moved(1) && moved(1) < moved(10) && moved(10) < moved(500), `${moved(1)} ${moved(500)}`);
  });

  it('does not change by samples of no weight, nor by words that no source holds possible', () => {
    const samples = times<Sample>(80, (i) => ({ probs: [0.1 + (i % 5) / 10, 0.3, 0.05], features: [1, i % 3] }));
    const nothing = times<Sample>(40, () => ({ probs: [0.001, 0.001, 0.99], features: [1, 2], weight: 0 }));
    const impossible = times<Sample>(3, () => ({ probs: [0, 0, 0], features: [1, 1], weight: 0 }));
    const fitted = Gate.fit(samplesOf(samples), even);
    assert.deepEqual(Gate.fit(samplesOf([...samples, ...nothing, ...impossible]), even), fitted);
    const prior = Gate.fit(samplesOf(nothing), even);
    assert.deepEqual(lambdas(prior, [1, 2]), lambdas(even, [1, 2]));
  });

  it('fitted without a source divides its trust among the others', () => {
    const speaks = [1, 0, 1];
    const samples = samplesOf(times(300, () => ({ probs: [0.2, 0.9, 0.05], features: [1, 0], speaks })));
    const out = lambdas(Gate.fit(samples, even), [1, 0], speaks);
    assert.ok(out[0] > 0.9 && out[1] === 0, out.join(' '));
  });

  it('is read back as it was written', () => {
    const samples = samplesOf(times(50, (i) => ({ probs: [0.1, 0.9 - i / 100, 0.5], features: [1, i / 50] })));
    const fitted = Gate.fit(samples, even);
    const again = Gate.fromJSON(JSON.parse(JSON.stringify(fitted)) as ReturnType<Gate['toJSON']>);
    for (const features of [
      [1, 0],
      [1, 0.5],
      [1, 1],
    ]) {
      lambdas(again, features).forEach((lambda, k) => near(lambda, lambdas(fitted, features)[k], 1e-4));
    }
  });
});
