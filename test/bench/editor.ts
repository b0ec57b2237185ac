// Prints what Afterword costs the VS Code that it runs in, as users install it. Like the bench, it never fails on a time.
//   npm run bench:editor [-- activation idle]

import os from 'node:os';
import { explain } from '../host/hostError';
import { benchActivation } from './activation';
import { benchIdle } from './idle';
import { Report } from './report';

const sections: Readonly<Record<string, (report: Report) => Promise<void>>> = {
  activation: benchActivation,
  idle: benchIdle,
};

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !(name in sections));
  if (unknown.length > 0) throw new Error(`no section is called ${unknown[0]}: ${Object.keys(sections).join(', ')}`);
  const cores = os.cpus();
  const load = os.loadavg()[0].toFixed(1);
  console.log(`${new Date().toISOString().slice(0, 10)}, ${cores.length} × ${cores[0].model}, load ${load} before it`);
  for (const name of names.length > 0 ? names : Object.keys(sections)) await sections[name](new Report());
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(explain(error));
    process.exit(1);
  },
);
