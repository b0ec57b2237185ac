// npm run test:faults [-- --seed 7 --moments 200 --hosts 10]: kills the engine, its threads and its host at moments that the
// seed chooses, the real VS Code as well, and a save at each of its steps; prints what was injected, how often, and what was lost.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { killHosts } from './hosts';
import { Interrupted, kinds, type Tally } from './moments';
import { killAtEveryStep } from './writeSteps';

type Row = readonly [injected: string, tally: Tally];

async function main(): Promise<number> {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({ options: { seed: option, moments: option, hosts: option } });
  const [seed, moments, hosts] = [values.seed ?? 7, values.moments ?? 200, values.hosts ?? 10].map(Number);
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-faults-'));
  const begin = Date.now();
  const seconds = () => `${Math.round((Date.now() - begin) / 1000)} s`;
  try {
    const interrupted = new Interrupted(scratch, seed);
    await interrupted.learnReference();
    for (let i = 0; i < moments; i++) {
      await interrupted.moment(kinds[i % kinds.length]);
      if (i % 10 === 9) console.error(`${i + 1} of ${moments} moments, ${seconds()}`);
    }
    const rows: Row[] = [...interrupted.tallies].map(([kind, tally]) => [`the engine is killed: ${kind}`, tally]);
    for (const [victim, tally] of await killHosts(scratch, seed, hosts)) rows.push([`${victim} is killed`, tally]);
    rows.push(...(await stepRows(scratch)));
    const date = new Date().toISOString().slice(0, 10);
    console.log(`Seed ${seed}, ${date}, Node ${process.version}, ${process.platform}, ${seconds()}.\n`);
    console.log('| injected | times | runs that ended, compared bit for bit | lost |\n| --- | ---: | ---: | ---: |');
    for (const [injected, { moments: times, runs, lost }] of rows) {
      console.log(`| ${injected} | ${times} | ${runs} | ${lost.length} |`);
    }
    const losses = rows.flatMap(([injected, { lost }]) => lost.map((what) => `\nLost: ${injected}: ${what}`));
    for (const loss of losses) console.log(loss);
    return losses.length > 0 ? 1 : 0;
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

async function stepRows(scratch: string): Promise<Row[]> {
  const names = {
    kill: 'a save is killed before a step, each in turn',
    half: 'a save is killed half-way through a step',
  };
  const steps = await killAtEveryStep(scratch, ['kill', 'half']);
  return (['kill', 'half'] as const).map((how) => {
    const some = steps.filter((step) => step.how === how);
    const lost = some.flatMap(({ at, step, wrong }) => (wrong === undefined ? [] : [`${at} (${step}): ${wrong}`]));
    return [names[how], { moments: some.length, runs: 0, lost }];
  });
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
