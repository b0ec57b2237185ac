// Softmax and cross-entropy by rows, with the maximum subtracted so that no exponential overflows. Lanes past the end
// of a row are filled with −∞, of which the maximum takes no notice and the exponential is 0.
import { horizontalMax, horizontalSum, load, loadOr, store } from './lanes';
import { exp, ln } from './math';

const lowest = -Infinity as f32;

function maximum(x: usize, n: i32): f32 {
  let max = f32x4.splat(lowest);
  for (; n >= 4; n -= 4, x += 16) max = f32x4.pmax(max, v128.load(x));
  if (n > 0) max = f32x4.pmax(max, loadOr(x, n, f32x4.splat(lowest)));
  return horizontalMax(max);
}

@inline
function exponential(x: usize, max: f32, lanes: i32): v128 {
  return exp(f32x4.sub(loadOr(x, lanes, f32x4.splat(lowest)), f32x4.splat(max)));
}

/** Σ exp(x − max), with the terms left in `terms` if `keep`; four sums of every fourth, then theirs. */
@inline
function sumOfExponentials(keep: bool, terms: usize, x: usize, n: i32, max: f32): f32 {
  let sum = f32x4.splat(0);
  for (; n >= 4; n -= 4, x += 16, terms += 16) {
    const term = exponential(x, max, 4);
    if (keep) v128.store(terms, term);
    sum = f32x4.add(sum, term);
  }
  if (n > 0) {
    const term = exponential(x, max, n);
    if (keep) store(terms, n, term);
    sum = f32x4.add(sum, term);
  }
  return horizontalSum(sum);
}

function scaleBy(x: usize, n: i32, factor: f32): void {
  const factors = f32x4.splat(factor);
  for (; n >= 4; n -= 4, x += 16) v128.store(x, f32x4.mul(v128.load(x), factors));
  if (n > 0) store(x, n, f32x4.mul(load(x, n), factors));
}

/** −ln softmax(x)[target] from what the two passes over x found. */
@inline
function lossOf(sum: f32, max: f32, logit: f32): f32 {
  return <f32>(ln(<f64>sum) + (<f64>max - <f64>logit));
}

export function softmaxCrossEntropy(
  losses: usize, logits: usize, targets: usize, rows: i32, n: i32, scale: f32,
): void {
  const line = <usize>n * 4;
  for (; rows > 0; rows--, losses += 4, targets += 4, logits += line) {
    const target = i32.load(targets);
    if (target < 0) {
      f32.store(losses, 0);
      memory.fill(logits, 0, line);
      continue;
    }
    const targetLogit = logits + <usize>target * 4;
    const logit = f32.load(targetLogit);
    const max = maximum(logits, n);
    const sum = sumOfExponentials(true, logits, logits, n, max);
    f32.store(losses, lossOf(sum, max, logit));
    scaleBy(logits, n, scale / sum);
    f32.store(targetLogit, f32.load(targetLogit) - scale);
  }
}

export function crossEntropy(losses: usize, logits: usize, targets: usize, rows: i32, n: i32): void {
  const line = <usize>n * 4;
  for (; rows > 0; rows--, losses += 4, targets += 4, logits += line) {
    const target = i32.load(targets);
    if (target < 0) {
      f32.store(losses, 0);
      continue;
    }
    const max = maximum(logits, n);
    const sum = sumOfExponentials(false, 0, logits, n, max);
    f32.store(losses, lossOf(sum, max, f32.load(logits + <usize>target * 4)));
  }
}

export function softmax(probs: usize, logits: usize, n: i32): void {
  const sum = sumOfExponentials(true, probs, logits, n, maximum(logits, n));
  scaleBy(probs, n, 1 / sum);
}
