import assert from 'node:assert/strict';
import { growWeights } from '../../../src/rnn/growth';
import { flatLength, isWordMatrix, parameterList } from '../../../src/rnn/parameters';
import { pruneWeights } from '../../../src/rnn/pruning';

describe('fewer words for a network', () => {
  for (const tied of [false, true]) {
    it(`keep their own rows, and nothing else changes${tied ? ', tied' : ''}`, () => {
      const config = {
        cell: 'gru',
        activation: 'tanh',
        vocabSize: 9,
        embedSize: 4,
        hiddenSize: 4,
        numLayers: 2,
        tied,
      } as const;
      const list = parameterList(config);
      const flat = Float32Array.from({ length: flatLength(list) }, (_, i) => i);
      const kept = [0, 1, 2, 3, 5, 8];
      const pruned = pruneWeights(config, flat, kept);
      const after = parameterList({ ...config, vocabSize: kept.length });
      list.forEach(({ name, offset, rows, cols }, index) => {
        const ids = isWordMatrix(name) ? kept : Array.from({ length: rows }, (_, row) => row);
        ids.forEach((id, row) => {
          const to = after[index].offset + row * cols;
          const from = offset + id * cols;
          assert.deepEqual(pruned.subarray(to, to + cols), flat.subarray(from, from + cols), `${name} of ${id}`);
        });
      });
    });
  }

  it('and then as many more again, are as before where none was taken from the middle', () => {
    const config = {
      cell: 'lstm',
      activation: 'tanh',
      vocabSize: 6,
      embedSize: 3,
      hiddenSize: 3,
      numLayers: 1,
      tied: false,
    } as const;
    const flat = Float32Array.from({ length: flatLength(parameterList(config)) }, (_, i) => Math.sin(i));
    const grown = growWeights(config, flat, [5, 5, 5, 5, 4, 3, 1, 1]);
    assert.deepEqual(
      pruneWeights({ ...config, vocabSize: 8 }, grown, [0, 1, 2, 3, 4, 5]),
      pruneWeights(config, flat, [0, 1, 2, 3, 4, 5]),
    );
  });
});
