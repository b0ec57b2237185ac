// The pictures of the walkthrough, one for each of its steps: parts of the window, large enough to be read beside the text.

import * as path from 'node:path';
import { openInspector, suggestAfter } from './learning';
import { projectRoot } from './paths';
import { takeWebPicture } from './webPicture';
import type { Workbench } from './workbench';

export const walkthroughPictures = path.join(projectRoot, 'media', 'walkthrough');

const size = { width: 620, height: 560 };

/** In a window on a note. @param themes what the names of their pictures end in. @returns the files. */
export async function takeWalkthroughPictures(
  workbench: Workbench,
  note: { readonly line: number; readonly column: number; readonly beginning: string },
  themes: Readonly<Record<string, string>>,
): Promise<string[]> {
  const files: string[] = [];
  const take = async (step: string, ending: string, x: number, y: number) => {
    // Tips go when the mouse does; themes fade and charts draw themselves.
    await workbench.page.mouse.move(500, 640);
    await workbench.page.waitForTimeout(1000);
    const file = path.join(walkthroughPictures, `${step}-${ending}.webp`);
    await takeWebPicture(workbench.page, file, { x, y, ...size });
    files.push(file);
  };
  const eachTheme = async (show: (ending: string) => Promise<void>) => {
    for (const [theme, ending] of Object.entries(themes)) {
      await workbench.useTheme(theme);
      await show(ending);
    }
  };
  // Lines end where the picture does.
  await workbench.page.setViewportSize({ width: 360 + size.width, height: 800 });
  await eachTheme(async (ending) => {
    await suggestAfter(workbench, note.beginning);
    const ghost = workbench.page.locator('.monaco-editor [class*="ghost-text-decoration"]').first();
    const { y } = (await ghost.boundingBox())!;
    await take('write', ending, 360, Math.max(70, y + 40 - size.height));
    await workbench.press('Escape');
    await workbench.runCommand('File: Revert File');
  });

  await workbench.page.setViewportSize({ width: 1280, height: 800 });
  await workbench.runCommand('Explorer: Focus on Afterword', 'afterword.corpus.focus');
  // The files make room for it.
  await workbench.page.locator('.pane-header', { hasText: 'notes' }).first().click();
  await workbench.page.locator('.pane.expanded .monaco-list-row .codicon-book').first().click();
  await workbench.page.waitForTimeout(1500);
  await eachTheme((ending) => take('yours', ending, 0, 36));

  await workbench.runCommand('View: Close Primary Side Bar');
  await workbench.page.setViewportSize({ width: 1280, height: 1000 });
  await openInspector(workbench);
  await workbench.runCommand('View: Focus First Editor Group');
  await workbench.goTo(note.line, note.column);
  for (const [step, tab] of [
    ['inside', 'text'],
    ['learn', 'training'],
  ]) {
    await workbench.webviewClick(`#tab-${tab}`);
    await workbench.page.waitForTimeout(2500);
    // Without what is said of the model.
    const { y } = (await workbench.webview().locator('.tab-list').boundingBox())!;
    await eachTheme((ending) => take(step, ending, 1280 - size.width, y - 12));
  }
  return files;
}
