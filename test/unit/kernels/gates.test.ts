// The cells' element-wise parts. Forward is checked against the formulas in float64; backward against central
// differences of those formulas, so that no derivative is written twice.

import assert from 'node:assert/strict';
import { assertClose, awkwardSizes, describeKernels, numbers } from './suite';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const tolerance = { relative: 1e-6, absolute: 1e-6 };

/** One unit of a cell: from its inputs to its outputs. */
type Unit = (inputs: readonly number[]) => number[];

const lstmUnit: Unit = ([i, f, g, o, cPrev]) => {
  const c = sigmoid(f) * cPrev + sigmoid(i) * Math.tanh(g);
  return [sigmoid(o) * Math.tanh(c), c];
};

/** x and h sides of r, z, n, then hPrev. */
const gruUnit: Unit = ([xr, xz, xn, hr, hz, hn, hPrev]) => {
  const z = sigmoid(xz + hz);
  const n = Math.tanh(xn + sigmoid(xr + hr) * hn);
  return [(1 - z) * n + z * hPrev];
};

/** d(Σ dOutputs · unit(inputs)) / d inputs. */
function gradient(unit: Unit, inputs: readonly number[], dOutputs: readonly number[]): number[] {
  const value = (at: readonly number[]) => unit(at).reduce((sum, y, i) => sum + dOutputs[i] * y, 0);
  const step = 1e-5;
  return inputs.map((x, i) => (value(inputs.with(i, x + step)) - value(inputs.with(i, x - step))) / (2 * step));
}

/** Gate `gate` of unit `index` (row · H + j) in [rows, gates · H]. */
const gateAt = (index: number, gate: number, gates: number, H: number) =>
  Math.floor(index / H) * gates * H + gate * H + (index % H);

const shapes = awkwardSizes.flatMap((H) => [0, 1, 3].map((rows) => [rows, H] as const));

describeKernels('LSTM gates', (kernels, arrays) => {
  it('computes h, c and the activations, and their gradients', () => {
    for (const [rows, H] of shapes) {
      const [preact, cPrevs] = [numbers(rows * 4 * H, H, -4, 4), numbers(rows * H, 1)];
      const [dhs, dcs] = [numbers(rows * H, 2), numbers(rows * H, 3)];
      const gates = arrays.floats(preact);
      const cPrev = arrays.floats(cPrevs);
      const [h, c] = [arrays.blank(rows * H), arrays.blank(rows * H)];
      kernels.lstmForward(h, c, gates, cPrev, rows, H);
      const dGates = arrays.blank(rows * 4 * H);
      const dc = arrays.floats(dcs);
      kernels.lstmBackward(dGates, dc, arrays.floats(dhs), gates, c, cPrev, rows, H);

      for (let index = 0; index < rows * H; index++) {
        const at = [0, 1, 2, 3].map((gate) => gateAt(index, gate, 4, H));
        const inputs = [...at.map((k) => preact[k]), cPrevs[index]];
        const what = `unit ${index} of [${rows}, ${H}]`;
        assertClose([h[index], c[index]], lstmUnit(inputs), tolerance, what);
        const activations = inputs.slice(0, 4).map((x, gate) => (gate === 2 ? Math.tanh(x) : sigmoid(x)));
        assertClose(
          at.map((k) => gates[k]),
          activations,
          tolerance,
          what,
        );
        const expected = gradient(lstmUnit, inputs, [dhs[index], dcs[index]]);
        assertClose([...at.map((k) => dGates[k]), dc[index]], expected, tolerance, `gradient of ${what}`);
      }
      arrays.release(`LSTM [${rows}, ${H}]`);
    }
  });

  it('gives a unit the same bits wherever it stands in the row', () => {
    const H = 33;
    const [preact, cPrevs] = [numbers(4 * H, 5, -4, 4), numbers(H, 6)];
    const [h, c] = [arrays.blank(H), arrays.blank(H)];
    kernels.lstmForward(h, c, arrays.floats(preact), arrays.floats(cPrevs), 1, H);
    const [alone, aloneC] = [arrays.blank(H), arrays.blank(H)];
    const byUnit = cPrevs.flatMap((_, j) => [0, 1, 2, 3].map((gate) => preact[gate * H + j]));
    kernels.lstmForward(alone, aloneC, arrays.floats(byUnit), arrays.floats(cPrevs), H, 1);
    assert.deepEqual([alone, aloneC], [h, c]);
  });
});

describeKernels('GRU gates', (kernels, arrays) => {
  it('computes h and the activations, and their gradients', () => {
    for (const [rows, H] of shapes) {
      const [xs, hs] = [numbers(rows * 3 * H, H, -3, 3), numbers(rows * 3 * H, H + 1, -3, 3)];
      const [hPrevs, dhs] = [numbers(rows * H, 1), numbers(rows * H, 2)];
      const [gatesX, gatesH, hPrev] = [arrays.floats(xs), arrays.floats(hs), arrays.floats(hPrevs)];
      const h = arrays.blank(rows * H);
      kernels.gruForward(h, gatesX, gatesH, hPrev, rows, H);
      const [dGatesX, dGatesH] = [arrays.blank(rows * 3 * H), arrays.blank(rows * 3 * H)];
      const dh = arrays.floats(dhs); // becomes dhPrev: the contract allows them to be one array
      kernels.gruBackward(dGatesX, dGatesH, dh, dh, gatesX, gatesH, hPrev, rows, H);

      assert.deepEqual(Array.from(gatesH), hs, 'gatesH stays');
      for (let index = 0; index < rows * H; index++) {
        const at = [0, 1, 2].map((gate) => gateAt(index, gate, 3, H));
        const inputs = [...at.map((k) => xs[k]), ...at.map((k) => hs[k]), hPrevs[index]];
        const what = `unit ${index} of [${rows}, ${H}]`;
        const [r, z] = [sigmoid(inputs[0] + inputs[3]), sigmoid(inputs[1] + inputs[4])];
        assertClose([h[index]], gruUnit(inputs), tolerance, what);
        assertClose(
          at.map((k) => gatesX[k]),
          [r, z, Math.tanh(inputs[2] + r * inputs[5])],
          tolerance,
          what,
        );
        const actual = [...at.map((k) => dGatesX[k]), ...at.map((k) => dGatesH[k]), dh[index]];
        assertClose(actual, gradient(gruUnit, inputs, [dhs[index]]), tolerance, `gradient of ${what}`);
      }
      arrays.release(`GRU [${rows}, ${H}]`);
    }
  });
});
