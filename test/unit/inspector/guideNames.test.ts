// Names of level lines: at the right end above the line where that is free, and never on a curve or on each other where
// there is another place.

import assert from 'node:assert/strict';
import { placeNames } from '../../../src/inspector/view/guideNames';

const area = { left: 40, top: 10, width: 300, height: 200 };
const lineHeight = 13;

describe('names of level lines', () => {
  it('stand at the right end, above the line', () => {
    const places = placeNames([{ y: 100, width: 60 }], [], area, lineHeight);
    assert.deepEqual(places, [{ x: 280, y: 99 }]);
  });

  it('go below the line where a curve passes above it, and to the other end where one crosses it', () => {
    const above = [
      { x: 40, y: 20 },
      { x: 340, y: 95 },
    ];
    assert.deepEqual(placeNames([{ y: 100, width: 60 }], [above], area, lineHeight), [{ x: 280, y: 114 }]);
    const across = [
      { x: 290, y: 30 },
      { x: 330, y: 180 },
    ];
    assert.deepEqual(placeNames([{ y: 100, width: 60 }], [across], area, lineHeight), [{ x: 40, y: 99 }]);
  });

  it('avoid each other where their lines are close', () => {
    const names = [100, 104, 108].map((y) => ({ y, width: 90 }));
    const boxes = placeNames(names, [], area, lineHeight).map(({ x, y }) => ({ left: x, right: x + 90, y }));
    for (const [i, one] of boxes.entries()) {
      for (const other of boxes.slice(i + 1)) {
        const apart = one.right <= other.left || other.right <= one.left || Math.abs(one.y - other.y) >= lineHeight;
        assert.ok(apart, JSON.stringify([one, other]));
      }
    }
  });

  it('stay within the plot', () => {
    const [top, bottom] = placeNames(
      [
        { y: 14, width: 60 },
        { y: 206, width: 60 },
      ],
      [],
      area,
      lineHeight,
    );
    assert.deepEqual(
      [top, bottom],
      [
        { x: 280, y: 28 },
        { x: 280, y: 205 },
      ],
    );
  });
});
