// The container of an animated WebP: what it says of its frames is what they are, in the README's animations as well.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { animationOf } from '../../host/webAnimation';

/** The chunks from `at` on, by name and content. */
function chunksOf(file: Buffer, at: number): { name: string; content: Buffer }[] {
  const chunks = [];
  while (at < file.length) {
    const size = file.readUInt32LE(at + 4);
    chunks.push({ name: file.toString('latin1', at, at + 4), content: file.subarray(at + 8, at + 8 + size) });
    at += 8 + size + (size % 2);
  }
  assert.equal(at, file.length);
  return chunks;
}

function framesOf(file: Buffer) {
  const [riff, ...others] = chunksOf(file, 0);
  assert.deepEqual([riff!.name, riff!.content.toString('latin1', 0, 4), others.length], ['RIFF', 'WEBP', 0]);
  const [head, , ...frames] = chunksOf(riff!.content, 4);
  const size = { width: head!.content.readUIntLE(4, 3) + 1, height: head!.content.readUIntLE(7, 3) + 1 };
  return {
    size,
    frames: frames.map(({ name, content }) => {
      assert.equal(name, 'ANMF');
      const [x, y, width, height, milliseconds] = [0, 3, 6, 9, 12].map((place) => content.readUIntLE(place, 3));
      const image = chunksOf(content, 16);
      return { x: 2 * x!, y: 2 * y!, width: width! + 1, height: height! + 1, milliseconds: milliseconds!, image };
    }),
  };
}

/** A file that holds these bytes as its picture, behind a chunk that is none. */
function fileOf(picture: string): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(picture.length);
  const padded = Buffer.concat([Buffer.from(picture), Buffer.alloc(picture.length % 2)]);
  return Buffer.concat([Buffer.from('RIFF....WEBPICCP\x01\0\0\0_\0VP8L', 'latin1'), size, padded]);
}

describe('an animated WebP', () => {
  it('holds every frame with its place, its time and its picture', () => {
    const first = { x: 0, y: 0, width: 961, height: 600, milliseconds: 400, file: fileOf('whole') };
    const second = { x: 12, y: 34, width: 5, height: 1, milliseconds: 70_000, file: fileOf('part') };
    const { size, frames } = framesOf(animationOf([first, second]));
    assert.deepEqual(size, { width: 961, height: 600 });
    assert.deepEqual(
      frames.map(({ image, ...place }) => ({
        ...place,
        image: image.map(({ name, content }) => `${name} ${content}`),
      })),
      [
        { x: 0, y: 0, width: 961, height: 600, milliseconds: 400, image: ['VP8L whole'] },
        { x: 12, y: 34, width: 5, height: 1, milliseconds: 70_000, image: ['VP8L part'] },
      ],
    );
  });

  for (const name of ['light', 'chinese']) {
    it(`stands in the README: ${name}`, () => {
      const file = fs.readFileSync(`media/screenshots/writing-${name}.webp`);
      const { size, frames } = framesOf(file);
      assert.ok(frames.length > 5 && file.length < 300_000, `${frames.length} frames, ${file.length} bytes`);
      for (const { x, y, width, height } of frames) {
        assert.ok(x + width <= size.width && y + height <= size.height);
      }
    });
  }
});
