// npm run test:typing [-- --seed 7 --characters 5000]: somebody types in the real VS Code while the engine learns on all
// threads, hurries, types beside the inspector, while it rests, and with suggestions off. Prints what that costs; fails where it costs too much.

import * as os from 'node:os';
import { parseArgs } from 'node:util';
import { explain } from '../host/hostError';
import { measureTyping } from './measure';
import { type Figure, figuresOf } from './figures';

async function main(): Promise<number> {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({ options: { seed: option, characters: option } });
  const [seed, characters] = [values.seed ?? 7, values.characters ?? 5000].map(Number);
  const phases = await measureTyping(
    {
      seed: seed!,
      phases: [
        { circumstance: 'learning', characters: characters! },
        { circumstance: 'usual', characters: 500 },
        { circumstance: 'hurried', characters: 500 },
        { circumstance: 'inspected', characters: 500 },
        { circumstance: 'resting', characters: 500 },
        { circumstance: 'off', characters: 500 },
      ],
    },
    (line) => console.error(line),
  );
  const date = new Date().toISOString().slice(0, 10);
  const machine = `${process.platform}, ${os.availableParallelism()} cores`;
  console.log(`Seed ${seed}, ${date}, ${machine}.\n`);
  const figures = phases.flatMap(figuresOf);
  console.log('| while | measured | figure | wanted |\n| --- | --- | ---: | ---: |');
  for (const { circumstance, name, value, unit, most } of figures) {
    const wanted = most === undefined ? '' : `≤ ${most} ${unit}`;
    console.log(`| ${circumstance} | ${name} | ${shown(value)} ${unit} | ${wanted} |`);
  }
  if (process.env.AFTERWORD_VERBOSE)
    for (const { circumstance, origins } of phases) console.error(circumstance, origins);
  const missed = figures.filter(isMissed);
  for (const { circumstance, name, value } of missed)
    console.log(`\nMissed: ${circumstance}, ${name}: ${shown(value)}`);
  return missed.length > 0 ? 1 : 0;
}

function isMissed({ value, most }: Figure): boolean {
  return most !== undefined && !(value <= most);
}

function shown(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(explain(error));
    process.exit(1);
  },
);
