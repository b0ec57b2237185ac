// A weight matrix times one vector, and its transpose times one, in double precision: gradients that have passed through
// many steps are smaller or greater than a 32-bit number can be. Four rows at a time, which a processor does side by side.

/** out = W x. @param w [rows, cols], row-major. */
export function multiply(out: Float64Array, w: Float32Array, x: Float64Array): void {
  const cols = x.length;
  const whole = out.length - (out.length % 4);
  for (let i = 0; i < whole; i += 4) {
    const [a, b, c, d] = rowStarts(i, cols);
    let [sumA, sumB, sumC, sumD] = [0, 0, 0, 0];
    for (let j = 0; j < cols; j++) {
      const value = x[j];
      sumA += w[a + j] * value;
      sumB += w[b + j] * value;
      sumC += w[c + j] * value;
      sumD += w[d + j] * value;
    }
    out[i] = sumA;
    out[i + 1] = sumB;
    out[i + 2] = sumC;
    out[i + 3] = sumD;
  }
  for (let i = whole; i < out.length; i++) {
    let sum = 0;
    for (let j = 0; j < cols; j++) sum += w[i * cols + j] * x[j];
    out[i] = sum;
  }
}

/** out += Wᵀ d. @param w [rows, cols], row-major. */
export function addTransposed(out: Float64Array, w: Float32Array, d: Float64Array): void {
  const cols = out.length;
  const whole = d.length - (d.length % 4);
  for (let i = 0; i < whole; i += 4) {
    const [a, b, c, e] = rowStarts(i, cols);
    const [da, db, dc, de] = [d[i], d[i + 1], d[i + 2], d[i + 3]];
    for (let j = 0; j < cols; j++) out[j] += da * w[a + j] + db * w[b + j] + dc * w[c + j] + de * w[e + j];
  }
  for (let i = whole; i < d.length; i++) {
    for (let j = 0; j < cols; j++) out[j] += d[i] * w[i * cols + j];
  }
}

function rowStarts(row: number, cols: number): readonly [number, number, number, number] {
  return [row * cols, (row + 1) * cols, (row + 2) * cols, (row + 3) * cols];
}

export function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
  return sum;
}

/** ‖x‖₂ */
export function norm(x: Float64Array): number {
  return Math.sqrt(dot(x, x));
}
