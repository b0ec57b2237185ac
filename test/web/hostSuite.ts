// What VS Code calls inside its web extension host: runs the suites of test/integration there, in mocha's build for browsers. A
// worker has no environment: what the launcher says lies in a file beside this program (test/web/webHost.ts).

import 'mocha/mocha.js';
import * as vscode from 'vscode';
import { printMarked, resultsOf } from '../host/suiteRun';
import { suites } from './suites';

export async function run(): Promise<void> {
  const { extensionUri } = vscode.extensions.getExtension('afterword.afterword')!;
  const { fs } = vscode.workspace;
  const environment = await fs.readFile(vscode.Uri.joinPath(extensionUri, 'environment.json'));
  Object.assign(process.env, JSON.parse(new TextDecoder().decode(environment)));
  const { AFTERWORD_RESULTS: resultsFile, AFTERWORD_GREP: grep } = process.env;

  mocha.setup({ ui: 'bdd', reporter: 'spec', timeout: 60_000, slow: 60_000, grep });
  for (const suite of Object.values(suites)) await suite();
  const results = await resultsOf(mocha, Mocha.reporters, printMarked);
  await fs.writeFile(extensionUri.with({ path: resultsFile }), new TextEncoder().encode(JSON.stringify(results)));
  if (results.failures.length > 0) throw new Error(`${results.failures.length} tests failed.`);
}
