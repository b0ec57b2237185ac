// A screenshot as WebP, which takes half of what PNG and JPEG take of it. Playwright writes none: the browser does, in a
// page of its own.

import * as fs from 'node:fs';
import type { Page, PageScreenshotOptions } from 'playwright-core';

/** They are part of the package, which is to stay small. */
const quality = 0.6;

type Clip = NonNullable<PageScreenshotOptions['clip']>;

/** @param clip a part of the page, in pixels. */
export async function takeWebPicture(page: Page, file: string, clip?: Clip): Promise<void> {
  const picture = (await page.screenshot({ clip })).toString('base64');
  const desk = await page.context().browser()!.newPage();
  try {
    const url = await desk.evaluate(painted, { picture, quality });
    fs.writeFileSync(file, Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
  } finally {
    await desk.close();
  }
}

/** Runs in the page. */
async function painted({ picture, quality }: { picture: string; quality: number }): Promise<string> {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.width, image.height];
  canvas.getContext('2d')!.drawImage(image, 0, 0);
  return canvas.toDataURL('image/webp', quality);
}
