// Arrays for a kernel to work on, each between two guard zones of known numbers: whatever a kernel writes past the ends
// of its output is found out. The zones' odd length makes arrays start at any multiple of four bytes.

import assert from 'node:assert/strict';
import type { KernelSetup } from './builds';

const guardLength = 19;
const guardValue = -123456.75;

export class GuardedArrays {
  private end: number;
  private readonly guards: Float32Array[] = [];

  constructor(private readonly setup: KernelSetup) {
    this.end = setup.start;
    this.guard();
  }

  floats(values: ArrayLike<number>): Float32Array {
    const array = this.reserve(values.length);
    array.set(values);
    return array;
  }

  ints(values: ArrayLike<number>): Int32Array {
    const array = this.reserve(values.length);
    const ints = new Int32Array(array.buffer, array.byteOffset, array.length);
    ints.set(values);
    return ints;
  }

  /** An output: holds NaN until a kernel writes it, every element. */
  blank(length: number): Float32Array {
    return this.reserve(length).fill(NaN);
  }

  /** Gives all arrays back, after looking at the memory around them. */
  release(what: string): void {
    for (const guard of this.guards)
      assert.ok(
        guard.every((x) => x === guardValue),
        `${what} wrote past its output`,
      );
    this.guards.length = 0;
    this.end = this.setup.start;
    this.guard();
  }

  private guard(): void {
    this.guards.push(this.take(guardLength).fill(guardValue));
  }

  private reserve(length: number): Float32Array {
    const array = this.take(length);
    this.guard();
    return array;
  }

  private take(length: number): Float32Array {
    const array = new Float32Array(this.setup.buffer, this.end, length);
    this.end += array.byteLength;
    return array;
  }
}
