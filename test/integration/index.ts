// The entry of the suites that VS Code calls inside its extension host. Runs every *.test.js of the folder that the launcher
// names and writes the results where it looks for them.

import path from 'node:path';
import { runSuite, testFiles } from '../host/suite';
import { printMarked } from '../host/suiteRun';

export async function run(): Promise<void> {
  const { AFTERWORD_RESULTS: resultsFile, AFTERWORD_SUITE: suite } = process.env;
  if (resultsFile === undefined || suite === undefined) {
    throw new Error('AFTERWORD_RESULTS and AFTERWORD_SUITE do not say where to write the results of what.');
  }
  const files = testFiles(path.join(__dirname, '..', suite));
  const { failures } = await runSuite(files, resultsFile, { timeout: 60_000, print: printMarked });
  if (failures.length > 0) throw new Error(`${failures.length} tests of ${suite} failed.`);
}
