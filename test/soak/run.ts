// npm run test:soak [-- --minutes 30 --seed 7]: a long life in the real VS Code. Prints how memory has grown and what has been
// leaked; fails where memory is not flat after the warm-up, or where anything at all has been leaked.

import * as os from 'node:os';
import { parseArgs } from 'node:util';
import { explain } from '../host/hostError';
import { countsOf, leftOf, slopesOf } from './report';
import { soak } from './soak';

/** Megabytes in an hour that are still called flat. */
const flat = 10;

async function main(): Promise<number> {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({ options: { seed: option, minutes: option } });
  const [seed, minutes] = [values.seed ?? 7, values.minutes ?? 30].map(Number);
  const lived = await soak({ seed: seed!, minutes: minutes!, rounds: 3, pace: 1 }, (line) => console.error(line));
  const { samples, done, failed } = lived;
  const date = new Date().toISOString().slice(0, 10);
  const machine = `${process.platform}, ${os.availableParallelism()} cores`;
  console.log(`Seed ${seed}, ${date}, ${machine}, ${samples.at(-1)!.minutes.toFixed(0)} minutes.\n`);
  console.log(
    `Done: ${Object.entries(done)
      .map(([name, n]) => `${name} ${n}`)
      .join(', ')}.\n`,
  );
  const wrong = failed.map((what) => `could not be done: ${what}`);
  console.log('| memory | MB at the end | MB more in an hour |\n| --- | ---: | ---: |');
  for (const { what, last, perHour, error } of slopesOf(samples)) {
    console.log(`| ${what} | ${last.toFixed(1)} | ${perHour.toFixed(1)} ± ${error.toFixed(1)} |`);
    if (perHour - 2 * error > flat) wrong.push(`not flat: ${what}`);
  }
  console.log('\n| count | when warm | at the end | leaked |\n| --- | ---: | ---: | ---: |');
  for (const { what, warm, last } of countsOf(samples)) {
    console.log(`| ${what} | ${warm} | ${last} | ${Math.max(0, last - warm)} |`);
    if (last > warm) wrong.push(`leaked: ${last - warm} ${what}`);
  }
  const left = leftOf(lived);
  console.log(`\nLeft when all was over: ${left.length}.`);
  for (const what of [...wrong, ...left]) console.log(`Wrong: ${what}`);
  return wrong.length + left.length > 0 ? 1 : 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(explain(error));
    process.exit(1);
  },
);
