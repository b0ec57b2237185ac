// Which of many labels are drawn: in the order in which they are given, each that meets none that is there already.

export interface LabelBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Side of the squares in which neighbours are looked for, in pixels. */
const square = 64;

export class LabelPlaces {
  private readonly taken = new Map<string, LabelBox[]>();

  /** Takes the place if it is free. */
  take(box: LabelBox): boolean {
    const keys = [...squaresOf(box)];
    const meets = keys.some((key) => this.taken.get(key)?.some((other) => overlap(box, other)));
    if (meets) return false;
    for (const key of keys) {
      const boxes = this.taken.get(key);
      if (boxes) boxes.push(box);
      else this.taken.set(key, [box]);
    }
    return true;
  }
}

function* squaresOf({ left, top, width, height }: LabelBox): Generator<string> {
  for (let x = Math.floor(left / square); x <= Math.floor((left + width) / square); x++) {
    for (let y = Math.floor(top / square); y <= Math.floor((top + height) / square); y++) yield `${x} ${y}`;
  }
}

function overlap(one: LabelBox, other: LabelBox): boolean {
  return (
    one.left < other.left + other.width &&
    other.left < one.left + one.width &&
    one.top < other.top + other.height &&
    other.top < one.top + one.height
  );
}
