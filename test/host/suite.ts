// Runs test files in mocha, shows them as they go, and writes down what came of them. Used inside the extension host
// and in child processes: whoever started those counts a suite as passed only when its results file says so.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

export interface SuiteResults {
  readonly passed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
}

export interface Failure {
  readonly title: string;
  readonly message: string;
}

/** The *.test.js files in `folder` and below; none where it does not exist. */
export function testFiles(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return files.filter((file) => file.endsWith('.test.js')).map((file) => path.join(folder, file));
}

/** Begins the lines that a suite prints, where others print too. */
export const suiteMark = '│ ';

export async function runSuite(
  files: readonly string[],
  resultsFile: string,
  timeout: number,
  print: (line: string) => void = console.log,
): Promise<SuiteResults> {
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => print(format(...args));
  const mocha = new Mocha({ timeout, slow: timeout, grep: process.env.AFTERWORD_GREP || undefined });
  for (const file of files) mocha.addFile(file);
  const failures: Failure[] = [];
  let passed = 0;
  let skipped = 0;
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => resolve());
    runner.on('pass', () => (passed += 1));
    runner.on('pending', () => (skipped += 1));
    runner.on('fail', (test, error: unknown) =>
      failures.push({ title: test.fullTitle(), message: description(error) }),
    );
  });
  const results = { passed, skipped, failures };
  fs.writeFileSync(resultsFile, JSON.stringify(results));
  return results;
}

/** What a suite wrote down, or undefined where it did not come to that. */
export function readResults(resultsFile: string): SuiteResults | undefined {
  if (!fs.existsSync(resultsFile)) return undefined;
  return JSON.parse(fs.readFileSync(resultsFile, 'utf8')) as SuiteResults;
}

function description(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
