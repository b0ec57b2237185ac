import assert from 'node:assert/strict';
import { decodeSafetensors, encodeSafetensors } from '../../../src/rnn/safetensors';

const tensors = [
  { name: 'a', shape: [2, 3], data: Float32Array.of(1, -2, 3, 4.5, 1e-30, Infinity) },
  { name: 'rnn.bias', shape: [1], data: Float32Array.of(7) },
  { name: 'empty', shape: [0], data: new Float32Array(0) },
];

function written(metadata: Record<string, string>): Uint8Array {
  return new Uint8Array(Buffer.concat(encodeSafetensors(tensors, metadata)));
}

describe('safetensors', () => {
  it('gives back what was written, also from a Node Buffer that is part of a larger one', () => {
    const bytes = written({ cell: 'lstm' });
    const pool = Buffer.concat([Buffer.from('xyz'), bytes, Buffer.from('tail')]);
    const { tensors: read, metadata } = decodeSafetensors(pool.subarray(3, 3 + bytes.length));
    assert.deepEqual([...read.values()], tensors);
    assert.deepEqual(metadata, { cell: 'lstm' });
  });

  it('writes the layout that others read: length, JSON, aligned numbers', () => {
    const bytes = written({});
    const view = new DataView(bytes.buffer);
    const headerLength = Number(view.getBigUint64(0, true));
    assert.equal(headerLength % 8, 0);
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerLength))) as Record<string, unknown>;
    assert.deepEqual(header['rnn.bias'], { dtype: 'F32', shape: [1], data_offsets: [24, 28] });
    assert.equal(view.getFloat32(8 + headerLength + 24, true), 7);
  });

  it('says what is wrong with a file that is cut short, is something else, or has other numbers', () => {
    const bytes = written({});
    assert.throws(() => decodeSafetensors(bytes.subarray(0, bytes.length - 1)), /rnn.bias is cut short/);
    assert.throws(() => decodeSafetensors(bytes.subarray(0, 20)), /header is incomplete/);
    assert.throws(() => decodeSafetensors(new Uint8Array(3)), /shorter than its header/);
    assert.throws(() => decodeSafetensors(new TextEncoder().encode('\x05\0\0\0\0\0\0\0hello')), /no JSON/);
    const other = new TextDecoder('latin1').decode(bytes).replace('"F32"', '"F16"');
    assert.throws(() => decodeSafetensors(Buffer.from(other, 'latin1')), /F16: only 32-bit floats/);
  });
});
