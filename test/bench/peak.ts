// What the processor's 128-bit units can do at most: twelve independent chains of multiply-add in registers, nothing
// else. The loop is a WebAssembly module written here byte by byte, so it runs through the same compiler as the kernels.

import { measure } from './measure';

const chains = 12;
const firstChain = 5; // locals: 0 n, 1 and 2 the parameters a and b, 3 and 4 the same in all lanes, then the chains

const localGet = (i: number) => [0x20, i];
const localSet = (i: number) => [0x21, i];
const splat = [0xfd, 0x13];
const add = [0xfd, 0xe4, 0x01];
const mul = [0xfd, 0xe6, 0x01];
const relaxedMadd = [0xfd, 0x85, 0x02];

/** (func (param i32 f32 f32) (result f32)): n times acc = acc · a + b in every chain. */
function peakModule(fused: boolean): Uint8Array<ArrayBuffer> {
  const accumulators = Array.from({ length: chains }, (_, i) => firstChain + i);
  const step = (acc: number) =>
    fused
      ? [...localGet(acc), ...localGet(3), ...localGet(4), ...relaxedMadd, ...localSet(acc)]
      : [...localGet(acc), ...localGet(3), ...mul, ...localGet(4), ...add, ...localSet(acc)];
  const body = [
    ...[0x01, 2 + chains, 0x7b], // v128 locals
    ...[...localGet(1), ...splat, ...localSet(3), ...localGet(2), ...splat, ...localSet(4)],
    ...accumulators.flatMap((acc) => [...localGet(acc - 1), ...localGet(3), ...add, ...localSet(acc)]), // all different
    ...[0x03, 0x40, ...accumulators.flatMap(step)], // loop
    ...[...localGet(0), 0x41, 0x01, 0x6b, 0x22, 0x00, 0x0d, 0x00, 0x0b], // n = n − 1, again unless 0
    ...[...localGet(3), ...accumulators.flatMap((acc) => [...localGet(acc), ...add]), 0xfd, 0x1f, 0x00], // lane 0
    0x0b,
  ];
  const leb = (n: number) => [(n & 0x7f) | 0x80, n >> 7]; // two bytes are enough here
  return Uint8Array.of(
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...[0x01, 0x08, 0x01, 0x60, 0x03, 0x7f, 0x7d, 0x7d, 0x01, 0x7d],
    ...[0x03, 0x02, 0x01, 0x00],
    ...[0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00], // export "f"
    ...[0x0a, ...leb(body.length + 3), 0x01, ...leb(body.length), ...body],
  );
}

/** GFLOP/s of multiply-add in registers: fused, or as a product and a sum. */
export function peakGflops(fused: boolean): number {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(peakModule(fused)));
  const loop = instance.exports.f as (n: number, a: number, b: number) => number;
  const n = 100_000;
  return (n * chains * 4 * 2) / measure(() => loop(n, 0.5, 1)) / 1e9;
}
