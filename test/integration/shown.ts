// What a writer waits for in the page: ghost text, the list, rows of a Quick Pick, a command of the palette.

import assert from 'node:assert/strict';
import type { CompletionRow, QuickPickRow } from '../host/pageDriver';
import { keyboard, textBeforeCursor } from './keyboard';
import { sleep, until } from './support';

/** Ghost text that begins so: the words that it goes on with depend on what has been learnt. */
export function ghost(text: string): Promise<string> {
  let shown = '';
  let focused = true;
  const what = () => {
    const elsewhere = focused ? '' : ', and the editor has no focus';
    return `the ghost text “${text}” after “${textBeforeCursor()}”: “${shown}” is shown${elsewhere}`;
  };
  return until(what, async () => {
    shown = await keyboard.ghostText();
    focused = await keyboard.editorHasFocus();
    return shown.startsWith(text) && shown;
  });
}

/** None has come by when it would have. */
export async function noGhost() {
  await sleep(500);
  assert.equal(await keyboard.ghostText(), '');
}

/** What was shown goes. */
export async function ghostGone() {
  await until('no ghost text', async () => (await keyboard.ghostText()) === '', 5);
}

/** Afterword's rows of the list that is open, once it has some: those with a probability. */
export function listRows(): Promise<CompletionRow[]> {
  return until('the list', async () => {
    const rows = (await keyboard.completionRows()).filter(({ description }) => /\d\s?%$/.test(description));
    return rows.length > 0 && rows;
  });
}

export async function openList(): Promise<CompletionRow[]> {
  await keyboard.press('Control+Space');
  return listRows();
}

/** The rows of the Quick Pick, once it has such. */
export function quickPick(
  what: string,
  are: (rows: readonly QuickPickRow[]) => boolean | undefined,
  seconds = 60,
): Promise<readonly QuickPickRow[]> {
  return until(
    what,
    async () => {
      const rows = await keyboard.quickPickRows();
      return are(rows) && rows;
    },
    seconds,
  );
}

/** By keys alone. */
export async function runFromPalette(title: string) {
  await keyboard.press('F1');
  await quickPick('the palette', ({ length }) => length > 0);
  await keyboard.type(`Afterword: ${title}`);
  await quickPick('the command', ([row]) => row?.label.includes(title));
  await keyboard.press('Enter');
}
