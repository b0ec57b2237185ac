// The README's animation: words are typed, the grey ones behind the cursor taken with Tab, then the list, then the inspector.
// Every frame is what the window shows after a key; how long it stands is written here, so that it can be read.

import { listAtCursor, openInspector } from './learning';
import { waitUntil } from './waiting';
import { Recorder } from './webAnimation';
import type { Workbench } from './workbench';

const size = { width: 960, height: 600 };

/** Milliseconds that a frame is shown. */
const shownFor = { key: 120, ghostText: 800, accepted: 400, list: 2000, inspector: 3500 };

/** How often Tab takes what is offered. */
const takenTimes = 3;

export interface WrittenSentence {
  /** Until the first words are taken. */
  readonly typed: string;
  /** Between those that are taken: a space, where words are written with one. */
  readonly between: string;
}

/** In a window on a note whose folder has been learned; @returns the file's content. */
export async function takeAnimation(workbench: Workbench, sentence: WrittenSentence): Promise<Buffer> {
  const { page } = workbench;
  await workbench.runCommand('View: Close Primary Side Bar');
  await page.setViewportSize(size);
  await workbench.focusEditor();
  await workbench.press('ControlOrMeta+End');
  await workbench.press('Enter');
  await settled(workbench);

  const recorder = await Recorder.of(page, page.context().browser()!);
  await recorder.take(shownFor.accepted);
  const type = async (text: string) => {
    for (const character of text) {
      await workbench.type(character);
      await settled(workbench);
      await recorder.take(shownFor.key);
    }
  };
  await type(sentence.typed);
  for (let taken = 0; taken < takenTimes; taken++) {
    if (taken > 0) await type(sentence.between);
    const ghost = () => workbench.ghostText();
    const offered = await waitUntil('words to take', 15, ghost, (text) => text.trim() !== '');
    await recorder.take(shownFor.ghostText);
    await workbench.press('Tab');
    await waitUntil('other words', 15, ghost, (text) => text !== offered);
    await settled(workbench);
    await recorder.take(shownFor.accepted);
  }
  await type(sentence.between);
  await listAtCursor(workbench);
  await settled(workbench);
  await recorder.take(shownFor.list);
  await workbench.press('Escape');
  await openInspector(workbench);
  await workbench.webviewClick('#tab-next');
  await workbench.runCommand('View: Focus First Editor Group');
  await workbench.press('ControlOrMeta+End');
  // The engine answers within two seconds what a tab asks of it.
  await page.waitForTimeout(2500);
  // What is said of the model stands above it, and would fill the window.
  await workbench
    .webview()
    .locator('#tab-next')
    .evaluate((tab) => tab.scrollIntoView());
  await settled(workbench);
  await recorder.take(shownFor.inspector);
  return recorder.finish();
}

/** What comes after a key has come; where the mouse is, no tip is shown. */
async function settled(workbench: Workbench): Promise<void> {
  await workbench.page.mouse.move(size.width / 4, size.height - 60);
  await workbench.page.waitForTimeout(700);
}
