// Adding and moving rows of numbers: bias, bias gradient, embedding look-up and its gradient. All of it waits for
// memory, so the plainest loop is the fastest.
import { load, store } from './lanes';

@inline
function addStep(out: usize, x: usize, lanes: i32): void {
  store(out, lanes, f32x4.add(load(out, lanes), load(x, lanes)));
}

export function add(out: usize, x: usize, n: i32): void {
  for (; n >= 4; n -= 4, out += 16, x += 16) addStep(out, x, 4);
  if (n > 0) addStep(out, x, n);
}

export function setRows(x: usize, bias: usize, rows: i32, n: i32, accumulate: bool): void {
  const line = <usize>n * 4;
  for (; rows > 0; rows--, x += line) {
    if (accumulate) add(x, bias, n);
    else memory.copy(x, bias, line);
  }
}

/** Row after row, so that memory is read in order; each column is summed from out[j] on in ascending rows. */
export function addColumnSums(out: usize, x: usize, rows: i32, n: i32, from: i32, to: i32): void {
  const first = <usize>from * 4;
  for (; rows > 0; rows--, x += <usize>n * 4) add(out + first, x + first, to - from);
}

export function gatherRows(out: usize, table: usize, ids: usize, rows: i32, width: i32): void {
  const line = <usize>width * 4;
  for (; rows > 0; rows--, ids += 4, out += line) memory.copy(out, table + <usize>i32.load(ids) * line, line);
}

export function scatterAddRows(
  table: usize, x: usize, ids: usize, rows: i32, width: i32, idFrom: i32, idTo: i32,
): void {
  const line = <usize>width * 4;
  for (; rows > 0; rows--, ids += 4, x += line) {
    const id = i32.load(ids);
    if (id >= idFrom && id < idTo) add(table + <usize>id * line, x, width);
  }
}
