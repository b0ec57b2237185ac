// Screenshots, one after the other, as one animated WebP: sharp, since nothing of it is lost, and small, since each frame holds
// only what differs from the one before. The browser paints the frames; they are put together here, as the container's
// specification has it (https://developers.google.com/speed/webp/docs/riff_container).

import type { Browser, Page } from 'playwright-core';

/** A part of the picture, as a WebP file. */
export interface Patch {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly file: Buffer;
}

export interface Frame extends Patch {
  readonly milliseconds: number;
}

/** Takes pictures of a page. */
export class Recorder {
  private readonly frames: Frame[] = [];
  private before = '';

  private constructor(
    private readonly page: Page,
    private readonly desk: Page,
  ) {}

  static async of(page: Page, browser: Browser): Promise<Recorder> {
    return new Recorder(page, await browser.newPage());
  }

  /** What is to be seen now is shown for so long; the longer, where nothing differs from what was before. */
  async take(milliseconds: number): Promise<void> {
    const after = (await this.page.screenshot()).toString('base64');
    const patch = await this.desk.evaluate(paintedDifference, { before: this.before, after });
    if (patch === null) {
      const last = this.frames.pop()!;
      this.frames.push({ ...last, milliseconds: last.milliseconds + milliseconds });
      return;
    }
    const { url, ...place } = patch;
    this.frames.push({ ...place, milliseconds, file: Buffer.from(url.slice(url.indexOf(',') + 1), 'base64') });
    this.before = after;
  }

  async finish(): Promise<Buffer> {
    await this.desk.close();
    return animationOf(this.frames);
  }
}

/** @param frames of which the first is the whole picture. */
export function animationOf(frames: readonly Frame[]): Buffer {
  const [{ width, height }] = frames as readonly [Frame];
  const animated = 0b10;
  const head = chunk('VP8X', number(animated, 4), number(width - 1, 3), number(height - 1, 3));
  // No colour behind it, and as often as it is looked at.
  const loop = chunk('ANIM', number(0, 4), number(0, 2));
  return chunk('RIFF', Buffer.from('WEBP'), head, loop, ...frames.map(frameChunk));
}

function frameChunk({ x, y, width, height, milliseconds, file }: Frame): Buffer {
  const place = [x / 2, y / 2, width - 1, height - 1, milliseconds].map((value) => number(value, 3));
  const overwrites = 0b10;
  return chunk('ANMF', ...place, number(overwrites, 1), imageOf(file));
}

/** Of the chunks of a file that shows one picture without transparency, the one that holds it. */
function imageOf(file: Buffer): Buffer {
  for (let at = 12; at < file.length;) {
    const end = at + 8 + file.readUInt32LE(at + 4);
    if (['VP8 ', 'VP8L'].includes(file.toString('latin1', at, at + 4))) return file.subarray(at, end + (end % 2));
    at = end + (end % 2);
  }
  throw new Error('This is no WebP file.');
}

function chunk(name: string, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(name), number(content.length, 4), content, Buffer.alloc(content.length % 2)]);
}

function number(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
}

/** Runs in a page. Where there was nothing before, all of it; null where nothing differs. */
async function paintedDifference(pictures: { before: string; after: string }) {
  const pixelsOf = async (picture: string) => {
    const image = new Image();
    image.src = `data:image/png;base64,${picture}`;
    await image.decode();
    const { width, height } = image;
    const context = new OffscreenCanvas(width, height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, width, height);
  };
  const after = await pixelsOf(pictures.after);
  const { width, height } = after;
  let [left, top, right, bottom] = [0, 0, width, height];
  if (pictures.before !== '') {
    [left, top, right, bottom] = [width, height, 0, 0];
    const old = new Uint32Array((await pixelsOf(pictures.before)).data.buffer);
    new Uint32Array(after.data.buffer).forEach((pixel, index) => {
      if (pixel === old[index]) return;
      const [x, y] = [index % width, Math.floor(index / width)];
      [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
    });
    if (right === 0) return null;
    // Where a frame begins is counted in steps of two pixels.
    [left, top] = [left - (left % 2), top - (top % 2)];
  }
  const patch = { x: left, y: top, width: right - left, height: bottom - top };
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [patch.width, patch.height];
  canvas.getContext('2d', { alpha: false })!.putImageData(after, -left, -top);
  // Of this quality nothing is lost.
  return { ...patch, url: canvas.toDataURL('image/webp', 1) };
}
