import assert from 'node:assert/strict';
import { NgramModel } from '../../../../src/counts/kneserNey';
import { countedPrior } from '../../../../src/predict/shapes/prior';

describe('a prior by counts', () => {
  // a b c, a b c, x b d: what follows b depends on what stands before it.
  const stream = (...ids: number[]) => ({
    inputs: Int32Array.from(ids.slice(0, -1)),
    targets: Int32Array.from(ids.slice(1)),
  });
  const [a, b, c, d, x] = [0, 1, 2, 3, 4];
  const model = NgramModel.build([stream(a, b, c, a, b, c, x, b, d, x, b, d)], 5, 3);

  it('is the count model’s, of the words that were chosen before', () => {
    const prior = countedPrior(model);
    assert.equal(prior([a, b])(c), Math.log(model.prob([a, b], c)));
    assert.ok(prior([a, b])(c) > prior([a, b])(d) && prior([x, b])(d) > prior([x, b])(c));
  });

  it('goes on from what stands before', () => {
    assert.equal(countedPrior(model, [x])([b])(d), Math.log(model.prob([x, b], d)));
    assert.equal(countedPrior(model, [a, x])([b])(d), countedPrior(model, [x])([b])(d), 'no farther than it counts');
  });

  it('does not take a beginning that is not known for that of a note', () => {
    assert.equal(countedPrior(model)([])(a), Math.log(model.unigram[a]));
  });

  it('speaks of other words by other numbers', () => {
    const turned = countedPrior(model, [], (id) => 4 - id);
    assert.equal(turned([4 - a, 4 - b])(4 - c), Math.log(model.prob([a, b], c)));
  });
});
