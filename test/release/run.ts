// `npm run release:check [-- --quick]`: everything that a release needs, one after the other; a table in the end, and exit
// code 1 where anything is missing. --quick leaves out what takes minutes: tests, and the windows on the package.

import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { explain } from '../host/hostError';
import { projectRoot } from '../host/paths';
import {
  changelogHasVersion,
  commandLineAnswers,
  npmRun,
  nothingRunsAtInstallation,
  nothingVulnerable,
  packageHoldsWhatItNeeds,
  packageIsSmall,
  treeIsClean,
} from './checks';
import { licencesOfBuiltIn } from './licences';

interface Check {
  readonly name: string;
  /** What was found; what it throws says what is wrong. */
  readonly run: () => string | Promise<string>;
  readonly takesMinutes?: true;
}

/** Those of test/integration run on the package; all others on what is built here. */
const stagesHere = [
  'unit',
  'golden',
  'webview',
  'pace',
  'restricted',
  'roots',
  'windows',
  'web',
  'webSuites',
  'typing',
  'soak',
];

function checks(scratch: string): Check[] {
  const vsix = path.join(scratch, 'afterword.vsix');
  return [
    { name: 'everything is committed', run: treeIsClean },
    { name: 'CHANGELOG has this version', run: changelogHasVersion },
    { name: 'no known vulnerability', run: nothingVulnerable },
    { name: 'licences of what is built in', run: licencesOfBuiltIn },
    { name: 'nothing runs at installation', run: nothingRunsAtInstallation },
    { name: 'types, lint, format', run: () => stages(['types', 'lint']) },
    { name: 'the package is small', run: () => packageIsSmall(vsix) },
    { name: 'and holds what it needs only', run: () => packageHoldsWhatItNeeds(vsix) },
    { name: 'command line', run: () => commandLineAnswers(scratch) },
    { name: 'tests', run: () => stages(stagesHere), takesMinutes: true },
    {
      name: 'integration, on the package',
      run: () => stages(['writing', 'learning', 'inspecting'], vsix),
      takesMinutes: true,
    },
    { name: 'first run', run: firstRunOn(vsix), takesMinutes: true },
  ];
}

/** @returns how long each newcomer took to the first suggestion. */
const firstRunOn = (vsix: string) => async () => {
  const output = await npmRun(['run', 'first-run', '--', '--vsix', vsix]);
  const times = [...output.matchAll(/first suggestion accepted: (.*)\.$/gm)].map(([, time]) => time);
  if (times.length === 0) throw new Error(`no newcomer accepted a suggestion:\n${output.trim()}`);
  return times.join(' and ');
};

/** Stages of `npm test`, whose lines are shown as they come. @returns the last one, which counts. */
function stages(names: readonly string[], vsix?: string): Promise<string> {
  const runAll = path.join(projectRoot, 'dist', 'test', 'runAll.js');
  const env = { ...process.env, ...(vsix === undefined ? {} : { AFTERWORD_VSIX: vsix }) };
  const child = spawn(process.execPath, [runAll, ...names], {
    cwd: projectRoot,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk);
    output += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const last = output.trim().split('\n').at(-1) ?? '';
      if (code === 0) resolve(last);
      else reject(new Error(last));
    });
  });
}

async function main(args: readonly string[]): Promise<number> {
  const quick = args.includes('--quick');
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-release-'));
  const rows: string[] = [];
  let failed = 0;
  try {
    for (const { name, run, takesMinutes } of checks(scratch)) {
      if (quick && takesMinutes) {
        rows.push(`– ${name.padEnd(30)}  left out`);
        continue;
      }
      console.log(`\n=== ${name}`);
      try {
        rows.push(`✔ ${name.padEnd(30)}  ${await run()}`);
      } catch (error) {
        failed++;
        const reason = error instanceof Error ? error.message : explain(error);
        rows.push(`✘ ${name.padEnd(30)}  ${reason.replaceAll('\n', '\n    ')}`);
      }
    }
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
  console.log(`\n${rows.join('\n')}`);
  console.log(
    failed > 0
      ? `\n${failed} of these stand in the way of a release.`
      : `\nReady${quick ? ', as far as was looked' : ''}.`,
  );
  return failed > 0 ? 1 : 0;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(explain(error));
    process.exit(1);
  },
);
