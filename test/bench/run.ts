// Prints how fast the kernels are on this machine, beside what its arithmetic units can do at most. It never fails on a
// time: numbers are for reading.   npm run bench [-- --json FILE]

import fs from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { pickBuild } from '../../src/kernels/wasm';
import { benchKernels, type Measurement } from './kernels';
import { peakGflops } from './peak';

const { values: options } = parseArgs({ options: { json: { type: 'string' } } });

const machine = {
  processor: os.cpus()[0].model,
  node: process.version,
  v8: process.versions.v8,
  /** What the product would run here; the others are measured all the same. */
  build: pickBuild(),
};
const measurements: Measurement[] = [];

function print(name: string, build: string, rate: number, unit: string, share = ''): void {
  console.log(`${name.padEnd(44)}${build.padEnd(9)}${rate.toFixed(1).padStart(9)} ${unit.padEnd(8)}${share}`);
}

console.log(`${machine.processor}, Node ${machine.node}, V8 ${machine.v8}; chosen here: ${machine.build}\n`);
const peak = { 'mul + add': peakGflops(false), ...(machine.build === 'relaxed' && { fused: peakGflops(true) }) };
for (const [kind, rate] of Object.entries(peak)) print('peak of 128-bit multiply-add', kind, rate, 'GFLOP/s');
const highest = Math.max(...Object.values(peak));

benchKernels((measurement) => {
  measurements.push(measurement);
  const { name, build, rate, unit } = measurement;
  print(name, build, rate, unit, unit === 'GFLOP/s' ? `${Math.round((100 * rate) / highest)} % of peak` : '');
});
if (options.json) fs.writeFileSync(options.json, JSON.stringify({ machine, peak, measurements }, null, 2) + '\n');
