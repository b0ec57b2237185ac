// Moving with the keys in flowing text: which element stands before or after another one, above or below it.

/** Where an arrow key, Home or End leads from one part; undefined: the key is another. @param line says the direction. */
export function keyTarget(
  { key, altKey, ctrlKey, metaKey }: KeyboardEvent,
  parts: readonly HTMLElement[],
  from: number,
  line: HTMLElement,
): number | undefined {
  if (altKey || ctrlKey || metaKey) return undefined;
  const forward = getComputedStyle(line).direction === 'rtl' ? -1 : 1;
  const targets: Readonly<Record<string, () => number>> = {
    ArrowRight: () => from + forward,
    ArrowLeft: () => from - forward,
    ArrowDown: () => lineNeighbour(parts, from, 1),
    ArrowUp: () => lineNeighbour(parts, from, -1),
    Home: () => 0,
    End: () => parts.length - 1,
  };
  return targets[key]?.();
}

/** The index of the nearest element in the next (1) or previous (−1) line; `from` itself in the last or first. */
function lineNeighbour(parts: readonly HTMLElement[], from: number, direction: 1 | -1): number {
  const here = firstBox(parts[from]!);
  let nearest = from;
  let line: DOMRect | undefined;
  for (let index = from + direction; index >= 0 && index < parts.length; index += direction) {
    const there = firstBox(parts[index]!);
    if (sameLine(there, here)) continue;
    if (line !== undefined && !sameLine(there, line)) break;
    if (line === undefined || distance(there, here) < distance(line, here)) {
      line = there;
      nearest = index;
    }
  }
  return nearest;
}

/** Where an element begins: one that wraps has a box on each of its lines. */
function firstBox(part: HTMLElement): DOMRect {
  return part.getClientRects()[0] ?? part.getBoundingClientRect();
}

function sameLine(one: DOMRect, other: DOMRect): boolean {
  return Math.abs(one.top - other.top) < Math.min(one.height, other.height) / 2;
}

function distance(one: DOMRect, other: DOMRect): number {
  return Math.abs(one.left + one.width / 2 - other.left - other.width / 2);
}
