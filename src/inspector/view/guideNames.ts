// Where the names of level lines stand: at one end of the line, at the other or in the middle, above it or below; the first
// place where a name covers nothing, or else the one where it covers least. Pure, in pixels from the top left.

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface LevelName {
  /** Of the line. */
  readonly y: number;
  /** Of the name. */
  readonly width: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A name in another is worse than in any number of curves. */
const nameCovered = 1e6;

/** @returns where each name begins, at its lower edge. */
export function placeNames(
  names: readonly LevelName[],
  curves: readonly (readonly Point[])[],
  area: Area,
  lineHeight: number,
): readonly Point[] {
  const right = area.left + area.width;
  const levels = names.map(({ y }) => [
    { x: area.left, y },
    { x: right, y },
  ]);
  const placed: Box[] = [];
  for (const { y, width } of names) {
    const room = area.width - width;
    const boxes = [1, 0, 0.5].flatMap((share) =>
      [y - 1, y + lineHeight + 1].map((bottom): Box => {
        const left = area.left + room * share;
        return { left, right: left + width, top: bottom - lineHeight, bottom };
      }),
    );
    const cost = (box: Box) =>
      nameCovered * (placed.filter((other) => overlap(box, other)).length + (inside(box, area) ? 0 : 1)) +
      [...curves, ...levels].reduce((sum, curve) => sum + covered(box, curve), 0);
    placed.push(boxes.reduce((best, box) => (cost(box) < cost(best) ? box : best)));
  }
  return placed.map(({ left, bottom }) => ({ x: left, y: bottom }));
}

function inside(box: Box, area: Area): boolean {
  return box.top >= area.top && box.bottom <= area.top + area.height;
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/** How much of a curve, in pixels from left to right, passes through a box. */
function covered({ left, right, top, bottom }: Box, curve: readonly Point[]): number {
  let sum = 0;
  for (let i = 1; i < curve.length; i++) {
    const [from, to] = [curve[i - 1]!, curve[i]!];
    const [first, last] = [Math.max(left, from.x), Math.min(right, to.x)];
    if (first > last) continue;
    const at = (x: number) => (to.x > from.x ? from.y + ((to.y - from.y) * (x - from.x)) / (to.x - from.x) : to.y);
    const [high, low] = [Math.min(at(first), at(last)), Math.max(at(first), at(last))];
    if (low > top && high < bottom) sum += last - first;
  }
  return sum;
}
