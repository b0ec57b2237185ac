// Runs test files in mocha and writes down what came of them. Used inside the extension host and in child processes: whoever
// started those counts a suite as passed only when its results file says so.

import * as fs from 'node:fs';
import * as path from 'node:path';
import Mocha from 'mocha';
import { resultsOf, type SuiteResults } from './suiteRun';

/** The *.test.js files in `folder` and below; none where it does not exist. */
export function testFiles(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return files.filter((file) => file.endsWith('.test.js')).map((file) => path.join(folder, file));
}

export interface SuiteOptions {
  /** Milliseconds for one test, unless it asks for more. */
  readonly timeout: number;
  /** Processes in which files run side by side; with one of them, this one. */
  readonly jobs?: number;
  readonly print?: (line: string) => void;
}

export async function runSuite(
  files: readonly string[],
  resultsFile: string,
  { timeout, jobs = 1, print = console.log }: SuiteOptions,
): Promise<SuiteResults> {
  // Beyond half of that, the reporter tells how long a test took.
  const grep = process.env.AFTERWORD_GREP || undefined;
  const mocha = new Mocha({ timeout, slow: 8000, grep, parallel: jobs > 1, jobs });
  for (const file of files) mocha.addFile(file);
  const results = await resultsOf(mocha, Mocha.reporters, print);
  fs.writeFileSync(resultsFile, JSON.stringify(results));
  return results;
}

/** What a suite wrote down, or undefined where it did not come to that. */
export function readResults(resultsFile: string): SuiteResults | undefined {
  if (!fs.existsSync(resultsFile)) return undefined;
  return JSON.parse(fs.readFileSync(resultsFile, 'utf8')) as SuiteResults;
}
