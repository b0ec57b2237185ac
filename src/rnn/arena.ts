// One allocation, named views into it: tensors are handed out one after the other from one memory, which never grows.
// Every thread that makes the same requests in the same order gets the same addresses: that is how threads share.

/** Tensors start on cache lines, so that no two threads write to the same line of different tensors. */
const alignment = 64;

export class Arena {
  private end: number;

  /** @param buffer undefined: hands out empty views and only counts; see `measure`. */
  constructor(
    private readonly buffer: ArrayBufferLike | undefined,
    start = 0,
  ) {
    this.end = start;
  }

  /** Bytes from the start of the buffer to the end of the last view. */
  get bytesUsed(): number {
    return this.end;
  }

  floats(length: number): Float32Array {
    const start = this.reserve(length);
    return this.buffer ? new Float32Array(this.buffer, start, length) : new Float32Array(0);
  }

  ints(length: number): Int32Array {
    const start = this.reserve(length);
    return this.buffer ? new Int32Array(this.buffer, start, length) : new Int32Array(0);
  }

  doubles(length: number): Float64Array {
    const start = this.reserve(2 * length);
    return this.buffer ? new Float64Array(this.buffer, start, length) : new Float64Array(0);
  }

  /** Layouts of which only one is in use at a time, in the same place. */
  overlay<T extends readonly unknown[]>(...builds: { readonly [K in keyof T]: () => T[K] }): T {
    const start = this.end;
    let end = start;
    const built = builds.map((build: () => unknown) => {
      this.end = start;
      const made = build();
      end = Math.max(end, this.end);
      return made;
    });
    this.end = end;
    return built as unknown as T;
  }

  private reserve(length: number): number {
    const start = Math.ceil(this.end / alignment) * alignment;
    this.end = start + 4 * length;
    if (this.buffer && this.end > this.buffer.byteLength) {
      throw new Error(`tensors need ${this.end} bytes, the memory has ${this.buffer.byteLength}`);
    }
    return start;
  }
}

/** Bytes that `build` allocates when it starts at `start`: build it once for counting, then for real. */
export function measure(build: (arena: Arena) => void, start = 0): number {
  const arena = new Arena(undefined, start);
  build(arena);
  return arena.bytesUsed;
}
