// Matrix product after Goto & van de Geijn (2008), "Anatomy of high-performance matrix multiplication": B lies packed
// in panels of 8 columns, of which [depth, 8] stays in the L1 cache; a block of A [blockRows, depth] is packed in the
// L2 cache; the micro-kernel keeps a tile of C in registers. Every element of C is summed in ascending k, block by
// block, whatever tile it falls into: threads may divide the rows of C as they like.
import { microKernel } from './microKernel';
import { packPanel } from './pack';

const panelWidth = 8;
// 6 × 8 takes 12 accumulators, two vectors of B and one of A: all 15 registers V8 hands out on x64. Without fused
// multiply-add a product needs one more, so the tile is smaller.
const tileRows = ASC_FEATURE_RELAXED_SIMD ? 6 : 4;
const blockRows = 96;
const maxDepth = 512;

/** Room for [blockRows, maxDepth] of A, then for one tile of C; one per instance, that is, per thread. */
let scratch: usize = 0;

export function setScratch(ptr: usize): void {
  scratch = ptr;
}

/** Strides in floats, as everywhere at this interface. */
export function packB(
  packed: usize, b: usize, rowStride: i32, colStride: i32, k: i32, n: i32, panelFrom: i32, panelTo: i32,
): void {
  const pStride = <usize>rowStride * 4;
  const jStride = <usize>colStride * 4;
  for (let panel = panelFrom; panel < panelTo; panel++) {
    const to = packed + <usize>panel * k * panelWidth * 4;
    const from = b + <usize>panel * panelWidth * jStride;
    packPanel(to, from, jStride, pStride, min(panelWidth, n - panel * panelWidth), panelWidth, k);
  }
}

export function gemm(
  c: usize, cStride: i32, a: usize, aRowStride: i32, aColStride: i32, packedB: usize, m: i32, n: i32, k: i32,
  accumulate: bool,
): void {
  const iStride = <usize>aRowStride * 4;
  const pStride = <usize>aColStride * 4;
  const cLine = <usize>cStride * 4;
  let p0 = 0;
  do {
    const depth = min(maxDepth, k - p0);
    for (let i0 = 0; i0 < m; i0 += blockRows) {
      const rows = min(blockRows, m - i0);
      packA(a + <usize>i0 * iStride + <usize>p0 * pStride, iStride, pStride, rows, depth);
      const cBlock = c + <usize>i0 * cLine;
      const bBlock = packedB + <usize>p0 * panelWidth * 4;
      block(cBlock, cLine, bBlock, <usize>k * panelWidth * 4, rows, n, depth, accumulate || p0 > 0);
    }
    p0 += maxDepth;
  } while (p0 < k);
}

/** Rows of the next tile: whole tiles, but the last two share what is left, since a flat tile waits for its sums. */
@inline
function tileHeight(rest: i32): i32 {
  return rest > tileRows && rest <= tileRows + 2 ? (rest + 1) / 2 : min(tileRows, rest);
}

/** Packs rows [rows, depth] into tiles [tileRows, depth], each stored by columns; the last one as narrow as it is. */
function packA(a: usize, iStride: usize, pStride: usize, rows: i32, depth: i32): void {
  let to = scratch;
  for (let i = 0, height = 0; i < rows; i += height) {
    height = tileHeight(rows - i);
    packPanel(to, a + <usize>i * iStride, iStride, pStride, height, height, depth);
    to += <usize>height * depth * 4;
  }
}

/** C [rows, n] (+)= the packed block of A · depth rows of the packed B, whose panels lie `bPanel` bytes apart. */
function block(
  c: usize, cLine: usize, b: usize, bPanel: usize, rows: i32, n: i32, depth: i32, accumulate: bool,
): void {
  for (let j = 0; j < n; j += panelWidth, b += bPanel, c += panelWidth * 4) {
    let a = scratch;
    for (let i = 0, height = 0; i < rows; i += height) {
      height = tileHeight(rows - i);
      const target = c + <usize>i * cLine;
      if (n - j >= panelWidth) tile(height, target, cLine, a, b, depth, accumulate);
      else narrowTile(height, target, cLine, a, b, depth, accumulate, n - j);
      a += <usize>height * depth * 4;
    }
  }
}

/** A tile that reaches past column n: made in the scratch, of which the valid columns are copied. */
function narrowTile(
  height: i32, c: usize, cLine: usize, a: usize, b: usize, depth: i32, accumulate: bool, columns: i32,
): void {
  const full = scratch + blockRows * maxDepth * 4;
  tile(height, full, panelWidth * 4, a, b, depth, false);
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < columns; j++) {
      const target = c + <usize>i * cLine + <usize>j * 4;
      const sum = f32.load(full + <usize>(i * panelWidth + j) * 4);
      f32.store(target, accumulate ? f32.load(target) + sum : sum);
    }
  }
}

function tile(height: i32, c: usize, cLine: usize, a: usize, b: usize, depth: i32, accumulate: bool): void {
  if (height == 6) microKernel(6, c, cLine, a, b, depth, accumulate);
  else if (height == 5) microKernel(5, c, cLine, a, b, depth, accumulate);
  else if (height == 4) microKernel(4, c, cLine, a, b, depth, accumulate);
  else if (height == 3) microKernel(3, c, cLine, a, b, depth, accumulate);
  else if (height == 2) microKernel(2, c, cLine, a, b, depth, accumulate);
  else microKernel(1, c, cLine, a, b, depth, accumulate);
}
