// A part of a window in each kind of theme, side by side in one picture: dark, light, light of high contrast and dark of it.

import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Workbench } from '../host/workbench';

/** The keys of themes/package.json; the first theme is shown again in the end. */
const themeKeys = ['Control+Alt+4', 'Control+Alt+3', 'Control+Alt+2', 'Control+Alt+1'];

/** Pixels around what is shown. */
const margin = 8;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Shown {
  /** Selectors of parts of the page, or a part in pixels. */
  readonly what: readonly string[] | Box;
  /** As it is, in one theme: no key reaches VS Code through a dialog, and a tip goes with a key. */
  readonly once?: boolean;
}

/** @returns the file. */
export async function takePicture(window: Workbench, folder: string, name: string, shown: Shown): Promise<string> {
  const pictures: string[] = [];
  for (const key of shown.once === true ? [undefined] : themeKeys) {
    if (key !== undefined) {
      await window.press(key);
      // Colours fade, and charts draw themselves.
      await window.page.waitForTimeout(1300);
    }
    const clip = 'x' in shown.what ? shown.what : await around(window, shown.what);
    pictures.unshift((await window.page.screenshot({ clip })).toString('base64'));
  }
  const desk = await window.page.context().browser()!.newPage();
  const file = path.join(folder, `${name}.png`);
  fs.writeFileSync(file, Buffer.from(await desk.evaluate(sideBySide, pictures), 'base64'));
  await desk.close();
  return file;
}

/** The smallest box around all that match. */
async function around({ page }: Workbench, selectors: readonly string[]): Promise<Box> {
  const { width, height } = page.viewportSize()!;
  const parts = page.locator(selectors.map((each) => `${each}:visible`).join(', '));
  await parts.first().waitFor({ timeout: 20_000 });
  const found = await Promise.all((await parts.all()).map((each) => each.boundingBox()));
  const boxes = found.filter((box) => box !== null);
  const x = Math.max(0, Math.min(...boxes.map((box) => box.x)) - margin);
  const y = Math.max(0, Math.min(...boxes.map((box) => box.y)) - margin);
  const right = Math.min(width, Math.max(...boxes.map((box) => box.x + box.width)) + margin);
  const bottom = Math.min(height, Math.max(...boxes.map((box) => box.y + box.height)) + margin);
  return { x, y, width: right - x, height: bottom - y };
}

/** Runs in a page: two by two, or in a column where they are wide and low. */
async function sideBySide(pictures: readonly string[]): Promise<string> {
  const images = await Promise.all(
    pictures.map(async (picture) => {
      const image = new Image();
      image.src = `data:image/png;base64,${picture}`;
      await image.decode();
      return image;
    }),
  );
  const width = Math.max(...images.map((image) => image.width));
  const height = Math.max(...images.map((image) => image.height));
  const columns = images.length === 1 || width > 4 * height ? 1 : 2;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [columns * width, Math.ceil(images.length / columns) * height];
  const context = canvas.getContext('2d')!;
  images.forEach((image, at) => context.drawImage(image, (at % columns) * width, Math.floor(at / columns) * height));
  return canvas.toDataURL('image/png').split(',')[1]!;
}
