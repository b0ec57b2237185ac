// What the loader promises besides the arithmetic: it picks a build that compiles here, and refuses foreign arrays.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { rowMajor, scratchLength } from '../../../src/kernels/kernels';
import { instantiateKernels, pickBuild } from '../../../src/kernels/wasm';
import { kernelBuilds } from './builds';

const bytesOf = (build: string) => fs.readFileSync(`dist/kernels/${build}.wasm`);

describe('kernel loader', () => {
  it('picks relaxed SIMD exactly where its build is valid', () => {
    assert.equal(pickBuild(), WebAssembly.validate(bytesOf('relaxed')) ? 'relaxed' : 'simd128');
    assert.ok(WebAssembly.validate(bytesOf('simd128')));
  });

  it('the builds say which they are', () => {
    for (const { name, create } of kernelBuilds()) assert.equal(create(0).kernels.build, name);
  });

  it('refuses an array that lies in another memory', () => {
    for (const { name, create } of kernelBuilds().filter((build) => build.name !== 'scalar')) {
      const { kernels, buffer, start } = create(64);
      const own = new Float32Array(buffer, start, 8);
      const foreign = new Float32Array(8);
      const message = { name: 'TypeError', message: /not a view on the memory/ };
      assert.throws(() => kernels.add(own, foreign, 8), message, name);
      assert.throws(() => kernels.gemm(own, 1, rowMajor(foreign, 1), own, 1, 1, 1, false), message, name);
      assert.doesNotThrow(() => kernels.add(own, own, 8));
    }
  });

  it('refuses a scratch that is too small', () => {
    const memory = new WebAssembly.Memory({ initial: 8, maximum: 8, shared: true });
    const module = new WebAssembly.Module(bytesOf('simd128'));
    const scratch = new Float32Array(memory.buffer, 65536, scratchLength - 1);
    assert.throws(() => instantiateKernels(module, memory, 'simd128', scratch), RangeError);
  });
});
