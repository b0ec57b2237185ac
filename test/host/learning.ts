// Afterword as a person meets it, step by step, in a workbench: it starts, learns from the folder, suggests, and shows
// the inspector. Each step fails with what was expected and what was there instead.

import type { Log } from './npm';
import type { CompletionRow, QuickPickRow } from './pageDriver';
import { waitUntil } from './waiting';
import type { Workbench } from './workbench';

const statusId = 'afterword.status';

export async function waitForAfterword(workbench: Workbench): Promise<string> {
  const read = () => workbench.statusItem(statusId);
  return (await waitUntil(`the status bar item ${statusId}`, 60, read, (text) => text !== undefined))!;
}

/** Learns until training ends or `seconds` are over; returns every text that the status bar showed meanwhile. */
export async function learn(workbench: Workbench, seconds: number, log: Log): Promise<string[]> {
  await workbench.runCommand('Afterword: Learn from This Folder', 'afterword.learn');
  const texts: string[] = [];
  const read = async () => {
    const text = (await workbench.statusItem(statusId)) ?? '';
    if (text !== texts.at(-1)) texts.push(text);
    return text;
  };
  log(`status bar: ${await waitUntil('progress in the status bar', 30, read, hasProgress)}`);
  const deadline = Date.now() + seconds * 1000;
  let nextLine = Date.now() + 10_000;
  while (hasProgress(await read()) && Date.now() < deadline) {
    if (Date.now() > nextLine) {
      log(`status bar: ${texts.at(-1) ?? ''}`);
      nextLine = Date.now() + 10_000;
    }
    await workbench.page.waitForTimeout(200);
  }
  log(`status bar: ${texts.at(-1) ?? ''}`);
  return texts;
}

function hasProgress(text: string): boolean {
  return /\d\s?%/.test(text);
}

/** Types `text` on a new line at the end of the open note and waits for ghost text. */
export async function suggestAfter(workbench: Workbench, text: string): Promise<string> {
  await workbench.focusEditor();
  await workbench.press('ControlOrMeta+End');
  await workbench.press('Enter');
  await workbench.type(text);
  const read = () => workbench.ghostText();
  return await waitUntil(`ghost text after ${JSON.stringify(text)}`, 15, read, (ghost) => ghost.trim() !== '');
}

/** The completion list at the cursor, asked for by keyboard where it did not open by itself. */
export async function listAtCursor(workbench: Workbench): Promise<readonly CompletionRow[]> {
  if ((await workbench.completionRows()).length === 0) await workbench.press('Control+Space');
  const withProbability = (rows: readonly CompletionRow[]) => rows.some((row) => /\d\s?%/.test(row.description));
  return await waitUntil('a completion list with probabilities', 15, () => workbench.completionRows(), withProbability);
}

/** Leaves the line that suggestAfter() began for the note's last paragraph, which the inspector then takes apart. */
export async function toLastParagraph(workbench: Workbench) {
  await workbench.press('Escape');
  for (const key of ['ArrowUp', 'ArrowUp', 'End']) await workbench.press(key);
}

/** What the inspector shows, once all of it is there. */
export interface InspectorView {
  readonly status: string;
  readonly probabilities: readonly number[];
  readonly expected: readonly string[];
}

/** Drafts that go on from the caret, once they are written. */
export async function writeOn(workbench: Workbench) {
  await workbench.runCommand('Afterword: Write On from Here', 'afterword.writeOn');
  const read = () => workbench.webviewAttributes('.draft', 'data-state');
  const isWritten = (states: readonly string[]) => states.length > 0 && states.every((state) => state === 'written');
  await waitUntil('the drafts', 60, read, isWritten);
}

/** The tags of the folder's notes, learned as far as they are not; a list of those that the open note may get is closed again. */
export async function learnTags(workbench: Workbench) {
  await workbench.runCommand('Afterword: Suggest Tags', 'afterword.suggestTags');
  const none = workbench.page.locator('.notification-list-item-message', { hasText: 'No tag of your notes is likely' });
  const read = async () => [
    ...(await workbench.quickPickRows()).map((row) => row.description),
    ...(await none.allInnerTexts()),
  ];
  await waitUntil('suggested tags', 120, read, (texts) => texts.some((text) => /\d\s?%|^No tag/.test(text)));
  await workbench.press('Escape');
}

/** Expands what is typed on a new line at the end of the open note to the first that is offered. */
export async function expandShorthand(workbench: Workbench, shorthand: string) {
  await workbench.focusEditor();
  await workbench.press('ControlOrMeta+End');
  await workbench.press('Enter');
  await workbench.type(shorthand);
  await workbench.runCommand('Afterword: Expand Shorthand', 'afterword.expandShorthand');
  const offered = (rows: readonly QuickPickRow[]) => rows.some(({ description }) => /\d\s?%/.test(description));
  await waitUntil('what the shorthand stands for', 30, () => workbench.quickPickRows(), offered);
  await workbench.press('Enter');
  await workbench.page.waitForTimeout(1500);
}

export async function openInspector(workbench: Workbench): Promise<InspectorView> {
  await workbench.runCommand('Afterword: Open Inspector', 'afterword.openInspector');
  const canvas = () => workbench.webview().locator('#loss-chart canvas').count();
  await waitUntil('the loss chart in the inspector', 30, canvas, (count) => count > 0);
  const atCaret = '.paragraph-tokens:has([aria-current]) .token';
  const read = async () => (await workbench.webviewAttributes(atCaret, 'data-probability')).map(Number);
  const isProbability = (p: number) => p > 0 && p <= 1;
  const accept = (all: readonly number[]) => all.length > 3 && all.every(isProbability);
  const probabilities = await waitUntil('tokens with probabilities in the inspector', 30, read, accept);
  await workbench.webviewClick(atCaret);
  const rows = () => workbench.webviewTexts('#expected .bar-row');
  const expected = await waitUntil('the words expected at a token', 15, rows, (all) =>
    all.some((row) => /\d/.test(row)),
  );
  const [status = ''] = await workbench.webviewTexts('#status');
  return { status, probabilities, expected };
}
