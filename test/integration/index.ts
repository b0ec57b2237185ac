// The entry of the suites that VS Code calls inside its extension host. Runs every *.test.js of the folder that the launcher
// names and writes the results where it looks for them.

import path from 'node:path';
import { runSuite, testFiles } from '../host/suite';
import { printMarked } from '../host/suiteRun';

export async function run(): Promise<void> {
  const resultsFile = process.env.AFTERWORD_RESULTS;
  if (resultsFile === undefined) throw new Error('AFTERWORD_RESULTS does not say where to write the results.');
  const folder = path.join(__dirname, '..', process.env.AFTERWORD_SUITE ?? 'integration');
  const { passed, failures } = await runSuite(testFiles(folder), resultsFile, 60_000, printMarked);
  if (failures.length > 0) throw new Error(`${failures.length} integration tests failed.`);
  if (passed === 0) throw new Error('No integration test ran.');
}
