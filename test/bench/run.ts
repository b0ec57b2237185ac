// Prints how fast Afterword is on this machine, beside what the processor can do at most and what others do. It never
// fails on a time: numbers are for reading. Started by launch.ts, on the Node that VS Code carries.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { pickBuild } from '../../src/kernels/wasm';
import { benchGrowth, benchMemory } from './growth';
import { benchKernels } from './kernels';
import { benchKneserNey } from './kneserNey';
import { peakGflops } from './peak';
import { benchPeers } from './peers';
import { benchPrediction } from './prediction';
import { benchReadiness, usualSizes } from './readiness';
import { benchReading } from './reading';
import { Report } from './report';
import { benchWikitext } from './wikitext';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    notes: { type: 'string', multiple: true, default: [] },
    passes: { type: 'string', default: '8' },
    words: { type: 'string', multiple: true, default: usualSizes.map(String) },
    wikitext: { type: 'string' },
    minutes: { type: 'string', default: '15' },
    threads: { type: 'string', default: String(Math.min(8, os.availableParallelism())) },
  },
});
const threads = Number(options.threads);
const report = new Report();
const build = pickBuild();
const peak = { 'mul + add': peakGflops(false), ...(build === 'relaxed' && { fused: peakGflops(true) }) };
const highest = Math.max(...Object.values(peak));

const sections: Readonly<Record<string, () => void | Promise<void>>> = {
  kernels: () => benchKernels(report, peak),
  peers: () => benchPeers(report, threads, highest),
  growth: () => benchGrowth(report, threads),
  memory: () => benchMemory(report),
  reading: () => benchReading(report),
  prediction: () => benchPrediction(report),
  ...(options.notes.length > 0 && {
    readiness: async () => {
      const sizes = options.words.map(Number);
      for (const folder of options.notes) {
        await benchReadiness(report, folder, sizes, Number(options.passes), threads);
      }
    },
  }),
  ...(options.wikitext && {
    kneserNey: () => benchKneserNey(report, options.wikitext!),
    wikitext: () => benchWikitext(report, options.wikitext!, Number(options.minutes), threads),
  }),
};

async function main(): Promise<void> {
  const unknown = positionals.filter((name) => !(name in sections));
  if (unknown.length > 0) throw new Error(`no section is called ${unknown[0]}: ${Object.keys(sections).join(', ')}`);
  const machine = {
    processor: `${os.cpus().length} × ${os.cpus()[0].model}`,
    memory: `${Math.round(os.totalmem() / 2 ** 30)} GiB`,
    system: `${os.type()} ${os.release()}`,
    node: process.version,
    v8: process.versions.v8,
    build,
  };
  console.log(Object.values(machine).slice(0, 3).join(', '));
  console.log(`Node ${machine.node} (V8 ${machine.v8}), kernels: ${build}; threads: ${threads}`);
  report.section('Peak of 128-bit multiply-add, one core', ['', 'GFLOP/s']);
  for (const [kind, rate] of Object.entries(peak)) report.row(kind, rate);
  for (const name of positionals.length > 0 ? positionals : Object.keys(sections)) await sections[name]();
  if (positionals.length === 0) otherNode();
  if (options.json) fs.writeFileSync(options.json, JSON.stringify({ machine, tables: report.tables }, null, 2) + '\n');
}

/** The Node that the bench was started with, where it is another one: without relaxed SIMD the kernels are slower. */
function otherNode(): void {
  const other = process.env.AFTERWORD_OTHER_NODE;
  if (!other || fs.realpathSync(other) === fs.realpathSync(process.execPath)) return;
  console.log('\n## The same on another Node\n');
  const env = { ...process.env, AFTERWORD_OTHER_NODE: '' };
  execFileSync(other, [__filename, 'kernels', 'peers'], { stdio: 'inherit', env });
}

void main();
