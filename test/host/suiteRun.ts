// Runs what has been given to mocha, shows it as it goes, and tells what came of it. Nothing of Node: suites run in a browser
// as well (test/web/hostSuite.ts).

import { format } from 'node:util';
import type Mocha from 'mocha';

export interface SuiteResults {
  readonly passed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
}

export interface Failure {
  readonly title: string;
  readonly message: string;
}

/** Begins the lines that a suite prints, where others print too. */
export const suiteMark = '│ ';

/** Shows lines so that whoever started VS Code knows them. */
export function printMarked(text: string): void {
  for (const line of text.split('\n')) console.log(suiteMark + line);
}

/** @param Reporters those of this mocha. */
export async function resultsOf(
  mocha: Mocha,
  { Base }: typeof Mocha.reporters,
  print: (line: string) => void,
): Promise<SuiteResults> {
  Base.consoleLog = (...args: unknown[]) => print(format(...args));
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
  return { passed, skipped, failures };
}

/** What comes from another process of mocha's has the fields of an error, and is none. */
function description(error: unknown): string {
  const { stack, message } = (error ?? {}) as Partial<Error>;
  return stack ?? message ?? String(error);
}
