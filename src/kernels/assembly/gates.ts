// What the recurrent cells do element by element between two matrix products, forward beside backward. The formulas
// are those of ../scalar/gates.ts, four elements at a time; a step reads everything it needs before it writes.
import { load, madd, store } from './lanes';
import { sigmoid, tanh } from './math';

/** d · a · (1 − a): back through σ, from its output a. */
@inline
function throughSigmoid(d: v128, a: v128): v128 {
  return f32x4.mul(d, f32x4.mul(a, f32x4.sub(f32x4.splat(1), a)));
}

/** d · (1 − a²): back through tanh, from its output a; as (1 − a)(1 + a), which is exact near |a| = 1. */
@inline
function throughTanh(d: v128, a: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.mul(d, f32x4.mul(f32x4.sub(one, a), f32x4.add(one, a)));
}

@inline
function tanhForwardStep(h: usize, preact: usize, lanes: i32): void {
  store(h, lanes, tanh(load(preact, lanes)));
}

export function tanhForward(h: usize, preact: usize, n: i32): void {
  for (; n >= 4; n -= 4, h += 16, preact += 16) tanhForwardStep(h, preact, 4);
  if (n > 0) tanhForwardStep(h, preact, n);
}

@inline
function tanhBackwardStep(dPreact: usize, dh: usize, h: usize, lanes: i32): void {
  store(dPreact, lanes, throughTanh(load(dh, lanes), load(h, lanes)));
}

export function tanhBackward(dPreact: usize, dh: usize, h: usize, n: i32): void {
  for (; n >= 4; n -= 4, dPreact += 16, dh += 16, h += 16) tanhBackwardStep(dPreact, dh, h, 4);
  if (n > 0) tanhBackwardStep(dPreact, dh, h, n);
}

@inline
function reluForwardStep(h: usize, preact: usize, lanes: i32): void {
  store(h, lanes, f32x4.pmax(load(preact, lanes), f32x4.splat(0)));
}

export function reluForward(h: usize, preact: usize, n: i32): void {
  for (; n >= 4; n -= 4, h += 16, preact += 16) reluForwardStep(h, preact, 4);
  if (n > 0) reluForwardStep(h, preact, n);
}

@inline
function reluBackwardStep(dPreact: usize, dh: usize, h: usize, lanes: i32): void {
  store(dPreact, lanes, v128.and(load(dh, lanes), f32x4.gt(load(h, lanes), f32x4.splat(0))));
}

export function reluBackward(dPreact: usize, dh: usize, h: usize, n: i32): void {
  for (; n >= 4; n -= 4, dPreact += 16, dh += 16, h += 16) reluBackwardStep(dPreact, dh, h, 4);
  if (n > 0) reluBackwardStep(dPreact, dh, h, n);
}

/** `gates` points at i of the elements at hand; f, g, o follow `stride` bytes apart. */
@inline
function lstmForwardStep(h: usize, c: usize, gates: usize, cPrev: usize, stride: usize, lanes: i32): void {
  const i = sigmoid(load(gates, lanes));
  const f = sigmoid(load(gates + stride, lanes));
  const g = tanh(load(gates + 2 * stride, lanes));
  const o = sigmoid(load(gates + 3 * stride, lanes));
  const cell = madd(f, load(cPrev, lanes), f32x4.mul(i, g));
  store(gates, lanes, i);
  store(gates + stride, lanes, f);
  store(gates + 2 * stride, lanes, g);
  store(gates + 3 * stride, lanes, o);
  store(c, lanes, cell);
  store(h, lanes, f32x4.mul(o, tanh(cell)));
}

export function lstmForward(h: usize, c: usize, gates: usize, cPrev: usize, rows: i32, hiddenSize: i32): void {
  const stride = <usize>hiddenSize * 4;
  const end = stride & ~15;
  for (; rows > 0; rows--, h += stride, c += stride, cPrev += stride, gates += 4 * stride) {
    for (let at: usize = 0; at < end; at += 16) lstmForwardStep(h + at, c + at, gates + at, cPrev + at, stride, 4);
    const rest = hiddenSize & 3;
    if (rest) lstmForwardStep(h + end, c + end, gates + end, cPrev + end, stride, rest);
  }
}

@inline
function lstmBackwardStep(
  dGates: usize, dc: usize, dh: usize, gates: usize, c: usize, cPrev: usize, stride: usize, lanes: i32,
): void {
  const one = f32x4.splat(1);
  const i = load(gates, lanes);
  const f = load(gates + stride, lanes);
  const g = load(gates + 2 * stride, lanes);
  const o = load(gates + 3 * stride, lanes);
  const tanhC = tanh(load(c, lanes));
  const dHidden = load(dh, lanes);
  const dCell = f32x4.add(load(dc, lanes), throughTanh(f32x4.mul(dHidden, o), tanhC));
  store(dGates, lanes, throughSigmoid(f32x4.mul(dCell, g), i));
  store(dGates + stride, lanes, throughSigmoid(f32x4.mul(dCell, load(cPrev, lanes)), f));
  store(dGates + 2 * stride, lanes, throughTanh(f32x4.mul(dCell, i), g));
  store(dGates + 3 * stride, lanes, throughSigmoid(f32x4.mul(dHidden, tanhC), o));
  store(dc, lanes, f32x4.mul(dCell, f));
}

export function lstmBackward(
  dGates: usize, dc: usize, dh: usize, gates: usize, c: usize, cPrev: usize, rows: i32, hiddenSize: i32,
): void {
  const stride = <usize>hiddenSize * 4;
  const end = stride & ~15;
  for (; rows > 0; rows--, dc += stride, dh += stride, c += stride, cPrev += stride) {
    for (let at: usize = 0; at < end; at += 16) {
      lstmBackwardStep(dGates + at, dc + at, dh + at, gates + at, c + at, cPrev + at, stride, 4);
    }
    const rest = hiddenSize & 3;
    if (rest) lstmBackwardStep(dGates + end, dc + end, dh + end, gates + end, c + end, cPrev + end, stride, rest);
    dGates += 4 * stride;
    gates += 4 * stride;
  }
}

/** `gatesX` and `gatesH` point at r of the elements at hand; z, n follow `stride` bytes apart. */
@inline
function gruForwardStep(h: usize, gatesX: usize, gatesH: usize, hPrev: usize, stride: usize, lanes: i32): void {
  const r = sigmoid(f32x4.add(load(gatesX, lanes), load(gatesH, lanes)));
  const z = sigmoid(f32x4.add(load(gatesX + stride, lanes), load(gatesH + stride, lanes)));
  const n = tanh(madd(r, load(gatesH + 2 * stride, lanes), load(gatesX + 2 * stride, lanes)));
  const next = madd(z, load(hPrev, lanes), f32x4.mul(f32x4.sub(f32x4.splat(1), z), n));
  store(gatesX, lanes, r);
  store(gatesX + stride, lanes, z);
  store(gatesX + 2 * stride, lanes, n);
  store(h, lanes, next);
}

export function gruForward(h: usize, gatesX: usize, gatesH: usize, hPrev: usize, rows: i32, hiddenSize: i32): void {
  const stride = <usize>hiddenSize * 4;
  const end = stride & ~15;
  for (; rows > 0; rows--, h += stride, hPrev += stride, gatesX += 3 * stride, gatesH += 3 * stride) {
    for (let at: usize = 0; at < end; at += 16) gruForwardStep(h + at, gatesX + at, gatesH + at, hPrev + at, stride, 4);
    const rest = hiddenSize & 3;
    if (rest) gruForwardStep(h + end, gatesX + end, gatesH + end, hPrev + end, stride, rest);
  }
}

@inline
function gruBackwardStep(
  dGatesX: usize, dGatesH: usize, dhPrev: usize, dh: usize, gatesX: usize, gatesH: usize, hPrev: usize, stride: usize,
  lanes: i32,
): void {
  const r = load(gatesX, lanes);
  const z = load(gatesX + stride, lanes);
  const n = load(gatesX + 2 * stride, lanes);
  const dHidden = load(dh, lanes);
  const dN = throughTanh(f32x4.mul(dHidden, f32x4.sub(f32x4.splat(1), z)), n);
  const dR = throughSigmoid(f32x4.mul(dN, load(gatesH + 2 * stride, lanes)), r);
  const dZ = throughSigmoid(f32x4.mul(dHidden, f32x4.sub(load(hPrev, lanes), n)), z);
  store(dGatesX, lanes, dR);
  store(dGatesX + stride, lanes, dZ);
  store(dGatesX + 2 * stride, lanes, dN);
  store(dGatesH, lanes, dR);
  store(dGatesH + stride, lanes, dZ);
  store(dGatesH + 2 * stride, lanes, f32x4.mul(dN, r));
  store(dhPrev, lanes, f32x4.mul(dHidden, z));
}

export function gruBackward(
  dGatesX: usize, dGatesH: usize, dhPrev: usize, dh: usize, gatesX: usize, gatesH: usize, hPrev: usize, rows: i32,
  hiddenSize: i32,
): void {
  const stride = <usize>hiddenSize * 4;
  const end = stride & ~15;
  for (; rows > 0; rows--, dhPrev += stride, dh += stride, hPrev += stride) {
    for (let at: usize = 0; at < end; at += 16) {
      gruBackwardStep(
        dGatesX + at, dGatesH + at, dhPrev + at, dh + at, gatesX + at, gatesH + at, hPrev + at, stride, 4,
      );
    }
    const rest = hiddenSize & 3;
    if (rest) {
      gruBackwardStep(
        dGatesX + end, dGatesH + end, dhPrev + end, dh + end, gatesX + end, gatesH + end, hPrev + end, stride, rest,
      );
    }
    dGatesX += 3 * stride;
    dGatesH += 3 * stride;
    gatesX += 3 * stride;
    gatesH += 3 * stride;
  }
}
