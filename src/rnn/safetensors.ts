// Tensors in a file that PyTorch, and anything else that reads safetensors, opens: 8 bytes of header length (little
// endian), a JSON header of names, types, shapes and places, then the numbers. 32-bit floats only.
// Format: https://github.com/huggingface/safetensors#format

export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

interface Entry {
  readonly dtype: string;
  readonly shape: number[];
  readonly data_offsets: [number, number];
}

/** The file in pieces, to be written one after the other; the numbers are not copied. */
export function encodeSafetensors(
  tensors: readonly Tensor[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBufferLike>[] {
  const header: Record<string, Entry | Readonly<Record<string, string>>> = { __metadata__: metadata };
  let end = 0;
  for (const { name, shape, data } of tensors) {
    header[name] = { dtype: 'F32', shape: [...shape], data_offsets: [end, end + data.byteLength] };
    end += data.byteLength;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  // Spaces up to a multiple of 8, so that the numbers are aligned.
  const headerLength = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + headerLength).fill(0x20, 8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerLength), true);
  bytes.set(text, 8);
  return [bytes, ...tensors.map(({ data }) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength))];
}

/** As safetensors itself has it: no header is longer. */
const longestHeader = 100_000_000;

/** @throws Error that says what is wrong with the file: cut short, not safetensors, or another number format. */
export function decodeSafetensors(bytes: Uint8Array): {
  tensors: Map<string, Tensor>;
  metadata: Readonly<Record<string, string>>;
} {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8) throw new Error('not a safetensors file: shorter than its header');
  const headerLength = Number(view.getBigUint64(0, true));
  if (headerLength > Math.min(bytes.length - 8, longestHeader))
    throw new Error('not a safetensors file, or cut short: the header is incomplete');
  const { __metadata__: metadata = {}, ...entries } = parseHeader(bytes.subarray(8, 8 + headerLength));
  const room = bytes.length - 8 - headerLength;
  const found = Object.entries(entries).map(([name, entry]) => ({ name, ...checkedEntry(name, entry, room) }));
  // A copy with a buffer of its own, aligned for floats; a Node Buffer's slice() would be a view.
  const numbers = new Uint8Array(bytes.subarray(8 + headerLength));
  const tensors = new Map<string, Tensor>();
  for (const { name, shape, from, length } of found) {
    tensors.set(name, { name, shape, data: new Float32Array(numbers.buffer, from, length) });
  }
  return { tensors, metadata: metadata as Readonly<Record<string, string>> };
}

/** @param room bytes that follow the header. @throws Error where the entry is none, or says what cannot be. */
function checkedEntry(name: string, entry: unknown, room: number) {
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as { [K in keyof Entry]?: unknown };
  if (dtype !== 'F32')
    throw new Error(
      `tensor ${name} is ${typeof dtype === 'string' ? dtype : typeof dtype}: only 32-bit floats (F32) are read`,
    );
  if (!isSizes(shape) || !isSizes(offsets) || offsets.length !== 2) {
    throw new Error(`tensor ${name} has no shape, or no place in the file`);
  }
  const [from, to] = offsets;
  const length = shape.reduce((product, size) => product * size, 1);
  if (to > room || to - from !== 4 * length) throw new Error(`tensor ${name} is cut short`);
  if (from % 4 !== 0) throw new Error(`tensor ${name} does not begin at a number`);
  return { shape, from, length };
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new Error('not a safetensors file: its header is no JSON');
  }
  if (typeof header === 'object' && header !== null && !Array.isArray(header)) return header as Record<string, unknown>;
  throw new Error('not a safetensors file: its header is no object');
}
