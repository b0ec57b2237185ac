// Typing in the real VS Code, measured: Afterword in a folder of its own that takes its time, a suite that has a person type.

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { runInBrowser } from '../host/inBrowser';
import { temporaryNotes } from '../host/notes';
import type { Log } from '../host/npm';
import { HostError } from '../host/hostError';
import { projectRoot } from '../host/paths';
import { makeWatchedExtension } from '../host/watchedExtension';
import type { Phase, Plan } from './phase';

export async function measureTyping(plan: Plan, log: Log): Promise<Phase[]> {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-typing-'));
  const developmentPath = path.join(scratch, 'extension');
  const results = path.join(scratch, 'phases.json');
  const notes = temporaryNotes();
  const characters = plan.phases.reduce((sum, phase) => sum + phase.characters, 0);
  try {
    makeWatchedExtension(developmentPath, 'typing/timedMain.js');
    await runInBrowser(
      {
        notes,
        developmentPath,
        testsPath: path.join(projectRoot, 'dist', 'test', 'typing', 'hostSuite.js'),
        settings: {},
        timeout: 300 + characters,
        env: { AFTERWORD_RESULTS: results, AFTERWORD_PLAN: JSON.stringify(plan) },
      },
      log,
    );
    if (!fs.existsSync(results)) throw new HostError('Typing could not be measured.');
    return JSON.parse(fs.readFileSync(results, 'utf8')) as Phase[];
  } finally {
    notes.remove();
    fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
