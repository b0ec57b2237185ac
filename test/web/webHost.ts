// Runs the suites of test/integration in the web extension host of VS Code from npm.

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { HostError } from '../host/hostError';
import { runInBrowser } from '../host/inBrowser';
import { temporaryNotes } from '../host/notes';
import type { Log } from '../host/npm';
import { projectRoot } from '../host/paths';
import { readResults } from '../host/suite';
import type { SuiteResults } from '../host/suiteRun';
import { inThePage, webExtension } from '../host/webExtension';

const program = path.join('test', 'web', 'hostSuite.js');

/** Resolves with the results; rejects where there are none to trust, and says why. */
export async function runInWebHost(log: Log): Promise<SuiteResults> {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-results-'));
  const resultsFile = path.join(scratch, 'results.json');
  const notes = temporaryNotes();
  const extension = webExtension([program]);
  log('=== In the web extension host: the suites of the integration');
  try {
    const { AFTERWORD_GREP = '' } = process.env;
    const code = await runInBrowser(
      {
        notes,
        installed: path.join(projectRoot, 'test', 'companion'),
        developmentPath: extension.folder,
        testsPath: path.join(extension.folder, 'dist', program),
        settings: inThePage,
        timeout: 900,
        env: { AFTERWORD_RESULTS: resultsFile, AFTERWORD_GREP },
        environmentFile: path.join(extension.folder, 'environment.json'),
      },
      log,
    );
    const results = readResults(resultsFile);
    if (results === undefined) throw new HostError(`The web extension host ended with ${code} and left no results.`);
    if (code !== 0 && results.failures.length === 0) throw new HostError(`The web extension host ended with ${code}.`);
    return results;
  } finally {
    extension.remove();
    notes.remove();
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}
