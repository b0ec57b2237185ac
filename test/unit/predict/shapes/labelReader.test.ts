// What each token is said to speak for a class against finite differences: a token whose embedding grows by a hair moves the
// log odds by that much of its contribution, wherever it stands.

import assert from 'node:assert/strict';
import { scalarKernels } from '../../../../src/kernels/scalar';
import { LabelReader } from '../../../../src/predict/shapes/labelReader';
import { Arena, measure } from '../../../../src/rnn/arena';
import type { CellKind } from '../../../../src/rnn/config';
import { ParameterSet } from '../../../../src/rnn/parameters';
import { Random } from '../../../../src/rnn/random';
import { type LabelConfig, shapeParameters } from '../../../../src/rnn/shapes/config';
import { smallStack } from '../../rnn/shapes/harness';

const ids = Int32Array.of(2, 5, 1, 5, 3);
const window = { sourceLen: 6 };

function built(config: LabelConfig) {
  const layout = (arena: Arena) => ({
    reader: new LabelReader(arena, scalarKernels, config, window),
    params: new ParameterSet(arena, shapeParameters(config)),
  });
  const { reader, params } = layout(new Arena(new ArrayBuffer(measure(layout))));
  const random = new Random(4);
  for (let i = 0; i < params.flat.length; i++) params.flat[i] = random.uniform(-0.9, 0.9);
  /** ln(P / (1 − P)) where a word's embedding is so many times as large. */
  const logOdds = (label: number, word: number, times: number) => {
    const embedding = params.get('encoder.weight').subarray(word * 4, (word + 1) * 4);
    const before = embedding.slice();
    embedding.forEach((x, e) => (embedding[e] = times * x));
    reader.use(params.flat);
    embedding.set(before);
    const p = reader.probabilities(ids).at(-1)![label];
    reader.use(params.flat);
    return Math.log(p / (1 - p));
  };
  reader.use(params.flat);
  return { reader, logOdds };
}

describe('contributions of tokens', () => {
  for (const cell of ['rnn', 'gru', 'lstm'] as CellKind[]) {
    for (const several of [false, true]) {
      it(`are how fast the log odds move: ${cell}, ${several ? 'several classes' : 'one class'}`, () => {
        const stack = { ...smallStack, cell };
        const { reader, logOdds } = built({ shape: 'classify', stack, classes: 3, pooling: 'mean', several });
        for (const label of [0, 2]) {
          const shares = reader.contributions(ids, label);
          assert.equal(shares.length, ids.length);
          for (const word of new Set(ids)) {
            const eps = 1e-2;
            const slope = (logOdds(label, word, 1 + eps) - logOdds(label, word, 1 - eps)) / (2 * eps);
            const said = shares.reduce((sum, share, i) => sum + (ids[i] === word ? share : 0), 0);
            assert.ok(Math.abs(slope - said) < 1e-3 + 1e-2 * Math.abs(slope), `word ${word}: ${said}, not ${slope}`);
          }
          // The same word at two places is not the same to a network that reads in order.
          assert.ok(Math.abs(shares[1] - shares[3]) > 1e-4);
        }
      });
    }
  }

  it('are of the end of what is too long to read', () => {
    const stack = { ...smallStack, cell: 'gru' } as const;
    const { reader } = built({ shape: 'classify', stack, classes: 2, pooling: 'last', several: false });
    const long = Int32Array.of(6, 6, 6, ...ids, 4);
    assert.deepEqual(reader.contributions(long, 1), reader.contributions(long.slice(-6), 1));
  });
});
