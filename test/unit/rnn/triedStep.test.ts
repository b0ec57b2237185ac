// A training step that is tried: its numbers are those of training, it teaches, and it leaves the weights as they were.

import assert from 'node:assert/strict';
import { scalarKernels } from '../../../src/kernels/scalar';
import { Arena, measure } from '../../../src/rnn/arena';
import { layOutStep, type Sequence, tryStep } from '../../../src/rnn/triedStep';
import { build, cells, fill, lossOf, resetState, smallConfig } from './harness';

const seqLen = 6;
const seed = 4;

for (const [name, cell] of cells) {
  describe(`a training step tried: ${name}`, () => {
    const config = smallConfig(cell.cell, { ...cell, numLayers: 2 });
    const setup = build(config, 1, seqLen);
    fill(setup, seed);
    resetState(setup.state, seed);
    const weights = setup.params.flat.slice();
    const sequence: Sequence = {
      inputs: [...setup.network.inputs],
      targets: setup.network.output.targets.map((target) => Math.max(0, target)) as unknown as number[],
      state: setup.state.map(({ h, c }) => ({ h: h.slice(), c: c.slice() })),
    };
    setup.network.output.targets.set(sequence.targets);
    const layout = (arena: Arena) => layOutStep(arena, scalarKernels, config, seqLen);
    const room = layout(new Arena(new ArrayBuffer(measure(layout))));
    const mean = (losses: readonly number[]) => losses.reduce((sum, loss) => sum + loss, 0) / losses.length;

    it('begins at the loss of these weights, and lowers it', () => {
      const { lossBefore, lossAfter } = tryStep(room, weights, sequence, { learningRate: 0.01, gradClip: 0 });
      assert.equal(lossBefore.length, seqLen);
      assert.ok(Math.abs(mean(lossBefore) - lossOf(setup, seed)) < 1e-6);
      assert.ok(mean(lossAfter) < mean(lossBefore), `${mean(lossAfter)}, not below ${mean(lossBefore)}`);
    });

    it('leaves the weights that it was given, and gives the same each time', () => {
      const copy = weights.slice();
      const tried = tryStep(room, weights, sequence, { learningRate: 0.1, gradClip: 0.5 });
      assert.deepEqual(weights, copy);
      assert.deepEqual(tryStep(room, weights, sequence, { learningRate: 0.1, gradClip: 0.5 }), tried);
    });

    it('tells the norm of all gradients together, and the slope of the loss along them', () => {
      const tried = tryStep(room, weights, sequence, { learningRate: 1e-4, gradClip: 0 });
      const squares = tried.parameters.reduce((sum, { gradNorm }) => sum + gradNorm ** 2, 0);
      assert.ok(Math.abs(Math.sqrt(squares) - tried.gradNorm) < 1e-5 * tried.gradNorm);
      // Along the gradient the loss falls by its norm for every unit of length.
      const direction = room.learner.adam.grads.flat.map((x) => x / tried.gradNorm);
      const eps = 1e-2;
      const loss = (shift: number) => {
        setup.params.flat.set(weights.map((x, i) => x + shift * direction[i]));
        return lossOf(setup, seed);
      };
      const slope = (loss(eps) - loss(-eps)) / (2 * eps);
      setup.params.flat.set(weights);
      assert.ok(Math.abs(slope - tried.gradNorm) < 0.02 * tried.gradNorm, `${slope}, not ${tried.gradNorm}`);
    });

    it("moves every weight that has a gradient by the learning rate: Adam's first step", () => {
      const { parameters } = tryStep(room, weights, sequence, { learningRate: 0.01, gradClip: 0 });
      const { updateNorm, shape } = parameters.find(({ name: parameter }) => parameter === 'decoder.bias')!;
      assert.ok(Math.abs(updateNorm - 0.01 * Math.sqrt(shape[0])) < 1e-5, `${updateNorm}`);
    });

    it('tells how much of the gradient arrives at each step', () => {
      const { arriving } = tryStep(room, weights, sequence, { learningRate: 0.01, gradClip: 0 });
      assert.deepEqual(
        arriving.map((steps) => steps.length),
        [seqLen, seqLen],
      );
      // With a target at the last step alone, what arrives at earlier ones has come back through time.
      const targets = sequence.targets.map((target, t) => (t === seqLen - 1 ? target : -1));
      const last = tryStep(room, weights, { ...sequence, targets }, { learningRate: 0.01, gradClip: 0 });
      assert.ok(last.arriving[0].every((norm) => norm > 0));
      assert.ok(last.arriving[1][0] < last.arriving[1][seqLen - 1]);
      assert.deepEqual(last.lossBefore.slice(0, -1), Array(seqLen - 1).fill(0));
    });
  });
}
