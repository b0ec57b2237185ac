// A long life of Afterword in the real VS Code: lived in the extension host, looked at from without when the window is closed.

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { isAlive } from '../../src/engine/folderLock';
import { HostError } from '../host/hostError';
import { runInBrowser } from '../host/inBrowser';
import { temporaryNotes } from '../host/notes';
import type { Log } from '../host/npm';
import { projectRoot } from '../host/paths';
import { makeWatchedExtension } from '../host/watchedExtension';
import type { Lived, SoakPlan } from './samples';
import { straysIn } from './strays';

/** Seconds that processes may take to end when the window is closed. */
const grace = 20;

export interface Afterlife {
  /** Of the extension host and the engine, those that still run. */
  readonly running: readonly number[];
  readonly strays: readonly string[];
}

export async function soak(plan: SoakPlan, log: Log): Promise<Lived & { readonly afterwards: Afterlife }> {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-soak-'));
  const developmentPath = path.join(scratch, 'extension');
  const results = path.join(scratch, 'lived.json');
  const notes = temporaryNotes();
  const built = (name: string) => path.join(projectRoot, 'dist', 'test', 'soak', name);
  const read = () => JSON.parse(fs.readFileSync(results, 'utf8')) as Lived;
  let afterwards: Afterlife | undefined;
  try {
    makeWatchedExtension(developmentPath, 'soak/soakMain.js');
    await runInBrowser(
      {
        notes,
        developmentPath,
        testsPath: built('hostSuite.js'),
        settings: {},
        timeout: 60 * plan.minutes + 300 * plan.rounds,
        env: {
          AFTERWORD_RESULTS: results,
          AFTERWORD_PLAN: JSON.stringify(plan),
          AFTERWORD_WATCH: built('watchedEngine.js'),
        },
        closed: async () => {
          if (fs.existsSync(results)) afterwards = await lookAfter(read());
        },
      },
      log,
    );
    if (!afterwards) throw new HostError('The long life broke off.');
    return { ...read(), afterwards };
  } finally {
    notes.remove();
    fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

async function lookAfter({ processes, storage }: Lived): Promise<Afterlife> {
  const end = Date.now() + grace * 1000;
  while (processes.some(isAlive) && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 200));
  return { running: processes.filter(isAlive), strays: straysIn(storage) };
}
