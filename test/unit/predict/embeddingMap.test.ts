// The map of words against a constructed case: vectors that lie on a plane through six dimensions, and a little beside it.

import assert from 'node:assert/strict';
import { nearestWords, placeOnMap, principalPlane } from '../../../src/predict/embeddingMap';
import { Random } from '../../../src/rnn/random';

const E = 6;
const N = 200;

/** Directions of length one, at right angles to each other. */
const first = [0.5, 0.5, 0.5, 0.5, 0, 0];
const second = [0.5, -0.5, 0.5, -0.5, 0, 0];
const third = [0, 0, 0, 0, 0.6, 0.8];
const mean = [3, -2, 1, 0, 5, -4];

const random = new Random(2);
const along = Array.from({ length: N }, () => [
  random.uniform(-9, 9),
  random.uniform(-4, 4),
  random.uniform(-0.5, 0.5),
]);
const vectors = Float32Array.from(
  along.flatMap(([a, b, c]) => mean.map((m, j) => m + a * first[j] + b * second[j] + c * third[j])),
);

describe('the map of words', () => {
  const map = principalPlane(vectors, E);

  it('finds the two directions along which the words differ most', () => {
    for (const [axis, direction] of [
      [map.axes[0], first],
      [map.axes[1], second],
    ] as const) {
      const cosine = direction.reduce((sum, x, j) => sum + x * axis[j], 0);
      assert.ok(Math.abs(cosine) > 0.99, `${cosine}`);
    }
    const between = map.axes[0].reduce((sum, x, j) => sum + x * map.axes[1][j], 0);
    assert.ok(Math.abs(between) < 1e-6);
  });

  it('tells how much of the variance each shows', () => {
    const spread = [0, 1, 2].map((k) => {
      const middle = along.reduce((sum, place) => sum + place[k], 0) / N;
      return along.reduce((sum, place) => sum + (place[k] - middle) ** 2, 0);
    });
    const total = spread[0] + spread[1] + spread[2];
    map.explained.forEach((share, k) => assert.ok(Math.abs(share - spread[k] / total) < 0.01, `${share}`));
  });

  it('puts words where they lie on that plane, seen from their mean', () => {
    const places = along.map((_, i) => placeOnMap(map, vectors.subarray(i * E, (i + 1) * E)));
    const sums = places.reduce(([x, y], place) => [x + place[0], y + place[1]], [0, 0]);
    assert.ok(Math.abs(sums[0]) < 1e-3 && Math.abs(sums[1]) < 1e-3);
    // Distances on the map are those between the words, but for what lies beside the plane.
    for (let i = 1; i < N; i++) {
      const onMap = Math.hypot(places[i][0] - places[0][0], places[i][1] - places[0][1]);
      const apart = Math.hypot(...along[i].map((x, k) => x - along[0][k]));
      assert.ok(Math.abs(onMap - apart) < 1.1, `${onMap}, not ${apart}`);
    }
  });

  it('is the same for vectors of which all are alike, or none are', () => {
    assert.deepEqual(principalPlane(new Float32Array(3 * E).fill(2), E).explained, [0, 0]);
    assert.deepEqual(principalPlane(vectors, E).axes, map.axes);
  });
});

describe('nearest words', () => {
  const embedding = Float32Array.from([1, 0, /**/ 9, 9, /**/ 2, 0.2, /**/ 0, 3, /**/ -1, 0, /**/ 5, 5.5]);

  it('are those that point the same way, however long they are', () => {
    const nearest = nearestWords(embedding, 2, 0, 9, 1);
    assert.deepEqual(
      nearest.map(({ id }) => id),
      [2, 1, 5, 3, 4],
    );
    const expected = [2 / Math.hypot(2, 0.2), Math.SQRT1_2, 5 / Math.hypot(5, 5.5), 0, -1];
    nearest.forEach(({ cosine }, i) => assert.ok(Math.abs(cosine - expected[i]) < 1e-6));
  });

  it('leave out the special ones, and the word itself', () => {
    assert.deepEqual(
      nearestWords(embedding, 2, 2, 2, 2).map(({ id }) => id),
      [5, 3],
    );
  });
});
