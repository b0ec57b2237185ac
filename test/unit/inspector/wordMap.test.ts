// The map's parts that need no browser: what is seen of it, and which names have room.

import assert from 'node:assert/strict';
import { LabelPlaces } from '../../../src/inspector/view/mapLabels';
import { MapCamera } from '../../../src/inspector/view/mapCamera';
import { Random } from '../../../src/rnn/random';

describe("the map's camera", () => {
  const spots = [
    { x: -2, y: 1 },
    { x: 6, y: -3 },
  ];
  function camera(): MapCamera {
    const made = new MapCamera();
    made.setWhole(spots);
    made.setSize(400, 300);
    made.reset();
    return made;
  }

  it('has all of the map in view, right side up', () => {
    const [first, second] = spots.map((spot) => camera().toView(spot));
    for (const { x, y } of [first, second]) assert.ok(x > 0 && x < 400 && y > 0 && y < 300);
    assert.ok(second.x > first.x && second.y > first.y);
    assert.ok(Math.abs((second.x - first.x) / (second.y - first.y) - 2) < 1e-9, 'one scale for both axes');
  });

  it('keeps the place under the pointer where it is while zooming', () => {
    const moved = camera();
    const at = moved.toView(spots[0]);
    for (const factor of [1.5, 4, 100, 0.001]) {
      moved.zoomBy(factor, at);
      const { x, y } = moved.toView(spots[0]);
      assert.ok(Math.abs(x - at.x) < 1e-6 && Math.abs(y - at.y) < 1e-6, `${factor}`);
    }
  });

  it('moves with the hand, centres a spot, and finds back', () => {
    const moved = camera();
    const before = moved.toView(spots[1]);
    moved.pan(30, -20);
    const after = moved.toView(spots[1]);
    assert.ok(Math.abs(after.x - before.x - 30) < 1e-9 && Math.abs(after.y - before.y + 20) < 1e-9);
    moved.centre(spots[1], 4);
    assert.deepEqual(moved.toView(spots[1]), { x: 200, y: 150 });
    moved.reset();
    assert.deepEqual(moved.toView(spots[1]), before);
  });

  it('can do with a single spot, and with none', () => {
    for (const whole of [[], [{ x: 0, y: 0 }]]) {
      const made = new MapCamera();
      made.setSize(100, 100);
      made.setWhole(whole);
      made.reset();
      const { x, y } = made.toView({ x: 0, y: 0 });
      assert.deepEqual([x, y], [50, 50]);
    }
  });
});

describe('names on the map', () => {
  it('never lie over each other, and the first ones go first', () => {
    const random = new Random(3);
    const boxes = Array.from({ length: 400 }, () => ({
      left: random.uniform(-50, 800),
      top: random.uniform(-50, 600),
      width: random.uniform(20, 200),
      height: 14,
    }));
    const places = new LabelPlaces();
    const taken = boxes.filter((box) => places.take(box));
    assert.ok(taken.length > 50 && taken[0] === boxes[0]);
    const meet = (a: (typeof boxes)[0], b: (typeof boxes)[0]) =>
      a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;
    taken.forEach((a, i) => taken.slice(i + 1).forEach((b) => assert.ok(!meet(a, b))));
    for (const left of boxes.filter((box) => !taken.includes(box))) assert.ok(taken.some((box) => meet(left, box)));
  });
});
