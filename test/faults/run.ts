// npm run test:faults [-- --seed 7 --moments 200]: kills the engine and its threads at moments that the seed chooses, and a
// save at each of its steps; prints what was injected, how often, and what was lost.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Interrupted, kinds } from './moments';
import { killAtEveryStep } from './writeSteps';

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { seed: { type: 'string' }, moments: { type: 'string' } } });
  const [seed, moments] = [Number(values.seed ?? 7), Number(values.moments ?? 200)];
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-faults-'));
  const begin = Date.now();
  try {
    const interrupted = new Interrupted(scratch, seed);
    await interrupted.learnReference();
    for (let i = 0; i < moments; i++) {
      await interrupted.moment(kinds[i % kinds.length]);
      if (i % 10 === 9) console.error(`${i + 1} of ${moments} moments, ${Math.round((Date.now() - begin) / 1000)} s`);
    }
    const steps = await killAtEveryStep(scratch, ['kill', 'half']);
    const rows = [...interrupted.tallies].map(([kind, tally]) => ({ kind: `SIGKILL: ${kind}`, ...tally }));
    for (const how of ['kill', 'half'] as const) {
      const some = steps.filter((step) => step.how === how);
      const lost = some.flatMap(({ at, step, wrong }) => (wrong === undefined ? [] : [`${at} (${step}): ${wrong}`]));
      const kind = how === 'kill' ? 'save killed before each step' : 'save killed half-way through each step';
      rows.push({ kind, moments: some.length, runs: 0, lost });
    }
    console.log(
      `\nseed ${seed}, ${new Date().toISOString().slice(0, 10)}, node ${process.version}, ${process.platform}\n`,
    );
    console.log(
      '| injected | times | runs that came to their end, compared bit for bit | lost |\n| --- | ---: | ---: | ---: |',
    );
    for (const { kind, moments: times, runs, lost } of rows)
      console.log(`| ${kind} | ${times} | ${runs} | ${lost.length} |`);
    for (const { lost } of rows) for (const what of lost) console.log(`LOST ${what}`);
    console.log(`\n${Math.round((Date.now() - begin) / 1000)} s`);
    return rows.some(({ lost }) => lost.length > 0) ? 1 : 0;
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
