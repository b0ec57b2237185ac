// More words for a network that has learnt: what it has learnt stays, and a new word begins as rare ones are.

import assert from 'node:assert/strict';
import type { NetworkConfig } from '../../../src/rnn/config';
import { growMoments, growWeights } from '../../../src/rnn/growth';
import { flatLength, parameterList } from '../../../src/rnn/parameters';
import { Random } from '../../../src/rnn/random';

for (const tied of [true, false]) {
  describe(`a network over more words, ${tied ? 'tied' : 'not tied'}`, () => {
    const config: NetworkConfig = {
      cell: 'lstm',
      activation: 'tanh',
      vocabSize: 7,
      embedSize: 5,
      hiddenSize: 5,
      numLayers: 1,
      tied,
    };
    const random = new Random(1);
    const flat = new Float32Array(flatLength(parameterList(config))).map(() => random.uniform(-1, 1));
    const counts = [10, 0, 4, 5, 9, 8, 7, 6, 4];
    const grown = growWeights(config, flat, counts, 2);
    const after = parameterList({ ...config, vocabSize: counts.length });

    it('keeps every weight that it has', () => {
      assert.equal(grown.length, flatLength(after));
      parameterList(config).forEach(({ offset, rows, cols }, index) => {
        const place = after[index].offset;
        assert.deepEqual(
          grown.subarray(place, place + rows * cols),
          flat.subarray(offset, offset + rows * cols),
          after[index].name,
        );
      });
    });

    it('lets a new word begin as the rarest are on average, and the more probable the more often it occurs', () => {
      const list = parameterList(config);
      const mean = (name: string, i: number) => {
        const { offset, cols } = list.find((parameter) => parameter.name === name)!;
        let sum = 0;
        for (let id = 2; id < 7; id++) sum += flat[offset + id * cols + i];
        return sum / 5;
      };
      for (const { name, offset, cols } of after.filter(({ name }) => /^(en|de)coder\.weight/.test(name))) {
        for (const id of [7, 8]) {
          for (let i = 0; i < cols; i++)
            assert.ok(Math.abs(grown[offset + id * cols + i] - mean(name, i)) < 1e-6, name);
        }
      }
      const { offset } = after.at(-1)!;
      const others = [4, 5, 9, 8, 7].reduce((sum, count) => sum + Math.log(count), 0) / 5;
      assert.ok(Math.abs(grown[offset + 7] - (mean('decoder.bias', 0) + Math.log(6) - others)) < 1e-5);
      assert.ok(Math.abs(grown[offset + 7] - grown[offset + 8] - Math.log(6 / 4)) < 1e-5);
    });

    it('has moments of zero for new words', () => {
      const moments = growMoments(config, flat, counts.length);
      const { offset } = after.at(-1)!;
      assert.deepEqual([...moments.subarray(offset + 7, offset + 9)], [0, 0]);
      assert.equal(moments[offset + 6], flat[parameterList(config).at(-1)!.offset + 6]);
    });
  });
}
