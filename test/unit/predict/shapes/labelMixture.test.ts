import assert from 'node:assert/strict';
import fc from 'fast-check';
import { finish } from '../../../../src/rnn/stepwise';
import {
  equalWeights,
  fittingLabelWeights,
  type HeldOpinions,
  pooled,
} from '../../../../src/predict/shapes/labelMixture';

const fitLabelWeights = (...given: Parameters<typeof fittingLabelWeights>) => finish(fittingLabelWeights(...given));
const near = (actual: number, expected: number, tolerance = 1e-5) =>
  assert.ok(Math.abs(actual - expected) < tolerance, `${actual} is not ${expected}`);

const shares = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }).map((parts) => {
  const sum = parts.reduce((a, b) => a + b);
  return parts.map((part) => part / sum);
});

describe('two opinions on a label', () => {
  it('make a distribution, whatever they weigh', () => {
    const weight = fc.double({ min: 0, max: 3, noNaN: true });
    fc.assert(
      fc.property(shares, shares, weight, weight, (network, memoryless, a, b) => {
        const both = pooled({ network, memoryless }, { network: a, memoryless: b }, false);
        near(
          both.reduce((sum, p) => sum + p, 0),
          1,
        );
      }),
    );
  });

  it('are the geometric mean of both where they weigh the same', () => {
    const both = pooled({ network: [0.9, 0.1], memoryless: [0.5, 0.5] }, equalWeights, false);
    near(both[0], 0.75);
  });

  it('are one opinion where the other weighs nothing, also where several labels may hold', () => {
    const opinions = { network: [0.9, 0.7, 0.2], memoryless: [0.1, 0.5, 0.5] };
    const network = pooled(opinions, { network: 1, memoryless: 0 }, true);
    network.forEach((p, c) => near(p, opinions.network[c]));
  });

  /** One is right nine times of ten, the other always says the same. */
  function held(count: number, right: 'network' | 'memoryless', several: boolean): HeldOpinions[] {
    return Array.from({ length: count }, (_, i) => {
      const label = i % 2;
      const said = i % 10 === 9 ? 1 - label : label;
      const knows = [0, 1].map((c) => (c === said ? 0.9 : 0.1));
      const other = several ? [0.5, 0.5] : [0.6, 0.4];
      const [network, memoryless] = right === 'network' ? [knows, other] : [other, knows];
      return { network, memoryless, classes: [label] };
    });
  }

  for (const several of [false, true]) {
    const what = several ? 'where several may hold' : 'of one label';
    it(`${what}: the one that is right more often weighs all, and as much as it is to be believed`, () => {
      const weights = fitLabelWeights(held(200, 'memoryless', several), several);
      // It says 0.9 and is right in 0.9 of the texts.
      near(weights.memoryless, 1, 0.05);
      if (!several) near(weights.network, 0, 0.05);
      near(fitLabelWeights(held(200, 'network', several), several).network, 1, 0.05);
    });
  }

  it('stay near equal weights where hardly any text is held out', () => {
    const { network, memoryless } = fitLabelWeights(held(1, 'network', false), false);
    near(network, 0.5, 0.3);
    near(memoryless, 0.5, 0.3);
  });
});
