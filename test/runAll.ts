// `npm test [-- <stage> …]`: every check and every test of the project, or only the stages that are named: types, lint,
// unit, golden, webview, pace, writing, learning, inspecting (the folders of test/integration, a window each), restricted, roots,
// windows, web, typing, soak; webSuites only where it is. Ends with the line "N passed, N failed", and with exit code 1 where
// anything failed. With AFTERWORD_VSIX=<file> the integration tests run against that package; AFTERWORD_GREP=<text> picks
// tests by title.

import { execFile, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { launchBrowser } from './host/browser';
import { explain } from './host/hostError';
import { runIntegration } from './host/integration';
import type { Log } from './host/npm';
import { projectRoot } from './host/paths';
import { restrictedMode } from './restricted/window';
import { severalRoots } from './roots/window';
import { runInWebHost } from './web/webHost';
import { readResults, runSuite, testFiles } from './host/suite';
import type { SuiteResults } from './host/suiteRun';

const dist = path.join(projectRoot, 'dist', 'test');

/** Milliseconds for one test, unless it asks for more: a busy machine may take ten times as long as a quiet one. */
const testTimeout = 60_000;

/** Minutes for the tests of one stage together. */
const stageTimeout = 15;

const vsix = process.env.AFTERWORD_VSIX;

/** Each takes a file of tests after the other. */
const cores = os.availableParallelism();

const stages: Readonly<Record<string, (log: Log) => Promise<SuiteResults>>> = {
  types: (log) => checks([['types', 'typescript/bin/tsc', '--noEmit']], log),
  lint: (log) =>
    checks(
      [
        ['lint', 'eslint/bin/eslint.js', '.'],
        ['format', 'prettier/bin/prettier.cjs', '--check', '.'],
      ],
      log,
    ),
  unit: (log) => suiteInChild('unit', log, cores),
  golden: (log) => suiteInChild('golden', log),
  webview: async (log) => {
    // Where a browser has to be fetched first, it is fetched outside a test's time limit.
    const browser = await launchBrowser(log);
    await browser.close();
    return await suiteInChild('webview', log, cores);
  },
  pace: (log) => suiteInChild('pace', log),
  writing: (log) => runIntegration(log, { suite: 'integration/writing', vsix }),
  learning: (log) => runIntegration(log, { suite: 'integration/learning', vsix }),
  inspecting: (log) => runIntegration(log, { suite: 'integration/inspecting', vsix }),
  restricted: (log) => runIntegration(log, restrictedMode),
  roots: (log) => runIntegration(log, severalRoots),
  windows: (log) => suiteInChild('windows', log),
  web: (log) => suiteInChild('web', log),
  webSuites: (log) => runInWebHost(log),
  typing: (log) => suiteInChild('typing', log),
  soak: (log) => suiteInChild('soak', log),
};

/** All but one that has to be named. */
const usual = Object.keys(stages).filter((name) => name !== 'webSuites');

/** Side by side: they mostly wait, and measure no time. All others run alone. */
const sideBySide: readonly (readonly string[])[] = [
  ['types', 'lint', 'unit', 'golden'],
  ['writing', 'learning'],
  ['restricted', 'roots', 'windows'],
];

/** Programs that check the whole project, side by side: each counts as one test. */
async function checks(programs: readonly (readonly [name: string, module: string, ...args: string[]])[], log: Log) {
  const failures = await Promise.all(
    programs.map(async ([name, module, ...args]) => {
      const { ok, output } = await runModule(module, args);
      log(`  ${ok ? '✔' : '✘'} ${name}`);
      return ok ? [] : [{ title: name, message: output }];
    }),
  );
  const failed = failures.flat();
  return { passed: programs.length - failed.length, skipped: 0, failures: failed };
}

function runModule(module: string, args: readonly string[]): Promise<{ ok: boolean; output: string }> {
  const script = path.join(projectRoot, 'node_modules', module);
  const options = { cwd: projectRoot, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], options, (error, stdout, stderr) => {
      resolve({ ok: error === null, output: `${stdout}${stderr}`.trim() });
    });
  });
}

/** The tests of one folder in a process of their own: a crash there is a failure here, and not the end. */
async function suiteInChild(stage: string, log: Log, jobs = 1): Promise<SuiteResults> {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-results-'));
  const resultsFile = path.join(scratch, 'results.json');
  try {
    const ended = await new Promise<string>((resolve) => {
      const options = { cwd: projectRoot, timeout: stageTimeout * 60_000 };
      const child = spawn(process.execPath, [__filename, '--suite', stage, resultsFile, `${jobs}`], options);
      for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', log);
      child.once('close', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    const results = readResults(resultsFile);
    if (results === undefined) throw new Error(`The tests of ${stage} ended with ${ended} and left no results.`);
    return results;
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

/** @param log of what comes while it goes on. */
async function runStage(stage: string, log: Log): Promise<SuiteResults> {
  const start = Date.now();
  log(`\n── ${stage} ${'─'.repeat(60 - stage.length)}`);
  try {
    const results = await stages[stage]!(log);
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    log(
      `${stage}: ${results.passed} passed, ${results.failures.length} failed, ${results.skipped} skipped (${seconds} s)`,
    );
    const ran = results.passed + results.failures.length;
    if (ran > 0 || process.env.AFTERWORD_GREP) return results;
    return { ...results, failures: [{ title: stage, message: 'No test ran.' }] };
  } catch (error) {
    log(`${stage}: failed`);
    return { passed: 0, skipped: 0, failures: [{ title: stage, message: explain(error) }] };
  }
}

function groupsOf(names: readonly string[]): string[][] {
  const groups: string[][] = [];
  for (const name of names) {
    const others = sideBySide.find((group) => group.includes(name)) ?? [];
    const group = groups.find((known) => known.some((each) => others.includes(each)));
    if (group) group.push(name);
    else groups.push([name]);
  }
  return groups;
}

/** What several say at the same time is told one after the other, when each has ended. */
function runGroup(group: readonly string[]): Promise<(readonly [stage: string, results: SuiteResults])[]> {
  return Promise.all(
    group.map(async (stage) => {
      const lines: string[] = [];
      const results = await runStage(stage, group.length > 1 ? (line) => lines.push(line) : console.log);
      if (lines.length > 0) console.log(lines.join('\n'));
      return [stage, results] as const;
    }),
  );
}

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !(name in stages));
  if (unknown.length > 0) {
    console.log(`There is no stage ${unknown.join(', ')}; there are ${Object.keys(stages).join(', ')}.`);
    return 1;
  }
  let passed = 0;
  let failed = 0;
  const messages: string[] = [];
  for (const group of groupsOf(names.length > 0 ? names : usual)) {
    for (const [stage, results] of await runGroup(group)) {
      passed += results.passed;
      failed += results.failures.length;
      messages.push(
        ...results.failures.map(({ title, message }) => `✘ ${stage}: ${title}\n${message.replace(/^/gm, '    ')}`),
      );
    }
  }
  if (failed > 0) console.log(`\nFailures:\n\n${messages.join('\n\n')}`);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** What suiteInChild starts. Exits by itself: a test that leaves something open must not keep the run alive. */
async function childMain(stage: string, resultsFile: string, jobs: number): Promise<number> {
  const { failures } = await runSuite(testFiles(path.join(dist, stage)), resultsFile, { timeout: testTimeout, jobs });
  return failures.length === 0 ? 0 : 1;
}

const [first, stage, resultsFile, jobs] = process.argv.slice(2);
const ended = first === '--suite' ? childMain(stage!, resultsFile!, Number(jobs)) : main(process.argv.slice(2));
ended.then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(explain(error));
    process.exit(1);
  },
);
