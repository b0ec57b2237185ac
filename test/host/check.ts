// `npm start -- --check`: what a person would try first, without the person. Learns from the sample notes for a minute,
// types, and prints what Afterword suggests and what its inspector shows.

import { launchBrowser } from './browser';
import { HostError } from './hostError';
import { installHost } from './install';
import { learn, listAtCursor, openInspector, suggestAfter, toLastParagraph, waitForAfterword } from './learning';
import { temporaryNotes } from './notes';
import type { Log } from './npm';
import { projectRoot } from './paths';
import { startServer } from './server';
import { openWorkbench, type Workbench } from './workbench';

const trainingSeconds = 75;

export interface CheckOptions {
  /** The extension; this project without it. */
  readonly developmentPath?: string;
}

/** Resolves when all went well, and rejects with the first thing that did not. */
export async function check(log: Log, options: CheckOptions = {}): Promise<void> {
  const host = await installHost(log);
  const { folder, note, remove } = temporaryNotes();
  const server = await startServer(host, { settings: { 'afterword.training.minutes': 1 } });
  const browser = await launchBrowser(log);
  try {
    const developmentPath = options.developmentPath ?? projectRoot;
    const workbench = await openWorkbench(browser, server, { folder, openFile: note, developmentPath });
    log(`VS Code is open on ${folder}, in Chromium ${browser.version()}.`);
    await tryAfterword(workbench, log);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HostError(`The check failed: ${reason}\n\nThe log ends:\n${server.logTail()}`);
  } finally {
    await browser.close();
    server.stop();
    remove();
  }
}

async function tryAfterword(workbench: Workbench, log: Log) {
  log(`status bar: ${await waitForAfterword(workbench)}`);
  const texts = await learn(workbench, trainingSeconds, log);
  if (!texts.some((text) => /perplexity\D*\d/i.test(text))) {
    throw new HostError(`the status bar never showed a perplexity: ${texts.slice(-5).join(' | ')}`);
  }
  const ghost = await suggestAfter(workbench, '我');
  log(`ghost text after 我: ${ghost}`);
  for (const { label, description } of await listAtCursor(workbench)) log(`  ${description.padStart(6)}  ${label}`);
  await toLastParagraph(workbench);
  const { status, probabilities, expected } = await openInspector(workbench);
  log(`inspector: ${status.replace(/\s+/g, ' ')}`);
  log(`  ${probabilities.length} tokens, mean surprisal ${meanBits(probabilities).toFixed(2)} bits`);
  log(`  expected at the first token: ${expected.map((row) => row.replace(/\s+/g, ' ')).join(', ')}`);
}

function meanBits(probabilities: readonly number[]): number {
  return probabilities.reduce((sum, p) => sum - Math.log2(p), 0) / probabilities.length;
}
