// Afterword in the real VS Code, whose extension host, or all of which, is killed while it learns.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { isAlive } from '../../src/engine/folderLock';
import { Random } from '../../src/rnn/random';
import { launchBrowser } from '../host/browser';
import { installHost } from '../host/install';
import { temporaryNotes } from '../host/notes';
import { projectRoot } from '../host/paths';
import { startServer } from '../host/server';
import { openWorkbench } from '../host/workbench';
import { sleep } from './engine';
import type { Learning } from './hostSuite';
import { look, stepsOnDisk, type Tally } from './moments';

const log = (line: string) => console.error(line);

export type Victim = 'the extension host' | 'all of VS Code';

/** @returns what came of it, for each of the two. */
export async function killHosts(scratch: string, seed: number, moments: number): Promise<Map<Victim, Tally>> {
  const random = new Random(seed);
  const notes = temporaryNotes();
  const victims: readonly Victim[] = ['the extension host', 'all of VS Code'];
  const tallies = new Map<Victim, Tally>(victims.map((victim) => [victim, { moments: 0, runs: 0, lost: [] }]));
  try {
    for (let i = 0; i < moments; i++) {
      const victim = victims[i % 2];
      const tally = tallies.get(victim)!;
      tally.moments++;
      await killOnce(victim, path.join(scratch, `VS Code ${i}`), notes, random).catch((error: unknown) =>
        tally.lost.push(String(error)),
      );
    }
    return tallies;
  } finally {
    notes.remove();
  }
}

async function killOnce(
  victim: Victim,
  dataFolder: string,
  { folder, note }: ReturnType<typeof temporaryNotes>,
  random: Random,
): Promise<void> {
  const told = `${dataFolder} learns.json`;
  const browser = await launchBrowser(log);
  const settings = { 'afterword.training.hiddenSize': 64, 'afterword.training.threads': 2 };
  const host = await installHost(log);
  const server = await startServer(host, { settings, dataFolder, env: { AFTERWORD_LEARNS: told } });
  let storage: string | undefined;
  let steps = 0;
  try {
    const testsPath = path.join(projectRoot, 'dist', 'test', 'faults', 'hostSuite.js');
    const prepare = async (page: { exposeFunction(name: string, heard: () => void): Promise<unknown> }) => {
      await page.exposeFunction('codeAutomationExit', () => undefined);
      await page.exposeFunction('codeAutomationLog', () => undefined);
    };
    await openWorkbench(browser, server, { folder, openFile: note, developmentPath: projectRoot, testsPath }, prepare);
    for (let i = 0; steps === 0; i++) {
      assert.ok(i < 1200, `no checkpoint\n${server.logTail()}`);
      await sleep(100);
      storage = storageIn(dataFolder);
      if (storage !== undefined) steps = stepsOnDisk(storage);
    }
    const { host: hostProcess, engine } = JSON.parse(fs.readFileSync(told, 'utf8')) as Learning;
    await sleep(random.uniform(0, 3000));
    steps = stepsOnDisk(storage!);
    log(`A checkpoint after ${steps} updates; killed is ${victim}`);
    if (victim === 'the extension host') process.kill(hostProcess, 'SIGKILL');
    else server.stop();
    for (let i = 0; isAlive(engine); i++) {
      assert.ok(i < 500, 'the engine has outlived its host');
      await sleep(20);
    }
  } finally {
    server.stop();
    await browser.close();
  }
  await look(storage!, steps);
}

/** Where Afterword keeps the folder's model; undefined: nowhere yet. */
function storageIn(dataFolder: string): string | undefined {
  if (!fs.existsSync(dataFolder)) return undefined;
  const files = fs.readdirSync(dataFolder, { recursive: true, encoding: 'utf8' });
  const found = files.find((file) => /afterword\.afterword[/\\]model$/.test(file));
  return found === undefined ? undefined : path.join(dataFolder, found);
}
