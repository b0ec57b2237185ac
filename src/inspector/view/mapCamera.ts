// Which part of the map is seen: the place in its middle, and how many pixels stand for one unit of the map.

/** How much larger than the whole map in view it can be made, and how much smaller. */
const mostZoom = 40;
const leastZoom = 0.5;
/** Of the smaller side, left free around the whole map. */
const margin = 0.06;

export interface Spot {
  readonly x: number;
  readonly y: number;
}

type Range = readonly [from: number, to: number];

export class MapCamera {
  private middle: Spot = { x: 0, y: 0 };
  private zoom = 1;
  private unit = 1;
  private size = { width: 1, height: 1 };
  private whole: readonly Spot[] = [];

  /** The spots that make up the whole map. */
  setWhole(spots: readonly Spot[]): void {
    this.whole = spots;
    this.measure();
  }

  setSize(width: number, height: number): void {
    this.size = { width: Math.max(1, width), height: Math.max(1, height) };
    this.measure();
  }

  /** All of the map, in the middle. */
  reset(): void {
    this.zoom = 1;
    const [xs, ys] = this.ranges();
    this.middle = { x: (xs[0] + xs[1]) / 2, y: (ys[0] + ys[1]) / 2 };
  }

  centre({ x, y }: Spot, atLeast = 1): void {
    this.middle = { x, y };
    this.zoom = Math.max(this.zoom, atLeast);
  }

  /** In pixels of the view. */
  pan(dx: number, dy: number): void {
    const scale = this.scale;
    this.middle = { x: this.middle.x - dx / scale, y: this.middle.y + dy / scale };
  }

  /** @param at the point of the view that stays where it is, in pixels. */
  zoomBy(factor: number, at: Spot = { x: this.size.width / 2, y: this.size.height / 2 }): void {
    const before = this.toMap(at);
    this.zoom = Math.min(mostZoom, Math.max(leastZoom, this.zoom * factor));
    const after = this.toMap(at);
    this.middle = { x: this.middle.x + before.x - after.x, y: this.middle.y + before.y - after.y };
  }

  /** The map's second axis points upward, the view's downward. */
  toView({ x, y }: Spot): Spot {
    const { width, height } = this.size;
    return { x: width / 2 + (x - this.middle.x) * this.scale, y: height / 2 - (y - this.middle.y) * this.scale };
  }

  private toMap({ x, y }: Spot): Spot {
    const { width, height } = this.size;
    return { x: this.middle.x + (x - width / 2) / this.scale, y: this.middle.y - (y - height / 2) / this.scale };
  }

  private get scale(): number {
    return this.unit * this.zoom;
  }

  private measure(): void {
    const [xs, ys] = this.ranges();
    const fit = (length: number, [from, to]: Range) => length / Math.max(to - from, 1e-9);
    this.unit = (1 - 2 * margin) * Math.min(fit(this.size.width, xs), fit(this.size.height, ys));
  }

  private ranges(): readonly [xs: Range, ys: Range] {
    const range = (values: readonly number[]): Range => [Math.min(0, ...values), Math.max(0, ...values)];
    return [range(this.whole.map(({ x }) => x)), range(this.whole.map(({ y }) => y))];
  }
}
