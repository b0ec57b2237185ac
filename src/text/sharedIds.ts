// Ids of many short texts in few pieces of shared memory. With a piece for each, whoever hands a hundred thousand of them to a
// thread waits for minutes: Node looks every piece up in a list of all.

/** Ids in a piece. A text that needs a quarter of one gets its own. */
const pieceLength = 2 ** 16;

export function sharedInts(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * length));
}

export class SharedIds {
  private piece = sharedInts(0);
  private used = 0;

  /** Zeros, which nobody else has. [length] */
  take(length: number): Int32Array {
    if (length > pieceLength / 4) return sharedInts(length);
    if (this.used + length > this.piece.length) {
      this.piece = sharedInts(pieceLength);
      this.used = 0;
    }
    return this.piece.subarray(this.used, (this.used += length));
  }
}
