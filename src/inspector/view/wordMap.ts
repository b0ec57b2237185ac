// The map of words on a canvas: a dot for each word, names where there is room for them, the most frequent first. It can be
// zoomed (wheel, + and −, 0 for all of it) and moved (by dragging, with the arrow keys); a click chooses a word. What it
// shows is said by the list of nearest words beside it.

import type { MappedWord } from '../../engine/protocol/inspection';
import type { ViewStrings } from '../protocol';
import { element } from './element';
import { MapCamera, type Spot } from './mapCamera';
import { LabelPlaces } from './mapLabels';
import { resolvedColour } from './resolvedColour';
import './wordMap.css';

const zoomStep = 1.4;
const panStep = 40;
/** Pixels within which a click means a word, and beyond which it was a drag. */
const reach = 14;
/** A chosen word is brought this near. */
const chosenZoom = 4;

export class WordMap {
  readonly element: HTMLElement;
  private readonly canvas = element('canvas', { 'aria-hidden': 'true' });
  private readonly surface: HTMLElement;
  private readonly camera = new MapCamera();
  private words: readonly MappedWord[] = [];
  private chosen: MappedWord | undefined;
  private near: readonly MappedWord[] = [];
  private drag: { from: Spot; last: Spot } | undefined;
  private frame = 0;

  constructor(
    strings: ViewStrings,
    private readonly onChoose: (word: string) => void,
  ) {
    const names = { role: 'application', 'aria-label': strings.mapLabel, tabindex: '0' };
    this.surface = element('div', { id: 'word-map', ...names }, this.canvas);
    const button = (mark: string, label: string, act: () => void) => {
      const made = element('button', { type: 'button', class: 'button', 'aria-label': label, title: label }, mark);
      made.addEventListener('click', () => this.change(act));
      return made;
    };
    const buttons = element(
      'div',
      { class: 'map-buttons' },
      button('+', strings.zoomIn, () => this.camera.zoomBy(zoomStep)),
      button('−', strings.zoomOut, () => this.camera.zoomBy(1 / zoomStep)),
      button('⤢', strings.zoomAll, () => this.camera.reset()),
    );
    this.element = element('div', { class: 'map-box' }, this.surface, buttons);
    this.listen();
  }

  /** @param chosen is marked, with the words that are near to it, wherever the view is. */
  show(words: readonly MappedWord[], chosen: MappedWord | undefined, near: readonly MappedWord[]): void {
    const isNew = this.words.length === 0;
    this.words = words;
    this.mark(chosen, near);
    this.camera.setWhole(words);
    if (isNew) this.camera.reset();
    this.redraw();
  }

  mark(chosen: MappedWord | undefined, near: readonly MappedWord[]): void {
    this.chosen = chosen;
    this.near = near;
    this.redraw();
  }

  /** Brings the chosen word into the middle. */
  centre(): void {
    this.change(() => this.chosen && this.camera.centre(this.chosen, chosenZoom));
  }

  redraw(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.draw());
  }

  private change(act: () => void): void {
    act();
    this.redraw();
  }

  private listen(): void {
    const { surface } = this;
    const spot = (event: MouseEvent): Spot => ({ x: event.offsetX, y: event.offsetY });
    new ResizeObserver(() => {
      this.camera.setSize(surface.clientWidth, surface.clientHeight);
      this.redraw();
    }).observe(surface);
    surface.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        this.change(() => this.camera.zoomBy(Math.exp(-event.deltaY / 400), spot(event)));
      },
      { passive: false },
    );
    surface.addEventListener('pointerdown', (event) => {
      surface.setPointerCapture(event.pointerId);
      this.drag = { from: spot(event), last: spot(event) };
    });
    surface.addEventListener('pointermove', (event) => {
      if (!this.drag) return;
      const { last } = this.drag;
      this.change(() => this.camera.pan(event.offsetX - last.x, event.offsetY - last.y));
      this.drag.last = spot(event);
    });
    surface.addEventListener('pointerup', (event) => {
      const moved = this.drag && distance(this.drag.from, spot(event)) > reach / 2;
      this.drag = undefined;
      const word = moved ? undefined : this.wordNear(spot(event));
      if (word) this.onChoose(word.text);
    });
    surface.addEventListener('pointercancel', () => (this.drag = undefined));
    surface.addEventListener('keydown', (event) => this.key(event));
  }

  private key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const acts: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => this.camera.pan(panStep, 0),
      ArrowRight: () => this.camera.pan(-panStep, 0),
      ArrowUp: () => this.camera.pan(0, panStep),
      ArrowDown: () => this.camera.pan(0, -panStep),
      '+': () => this.camera.zoomBy(zoomStep),
      '=': () => this.camera.zoomBy(zoomStep),
      '-': () => this.camera.zoomBy(1 / zoomStep),
      '0': () => this.camera.reset(),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    this.change(act);
  }

  private wordNear(at: Spot): MappedWord | undefined {
    let nearest: MappedWord | undefined;
    let least = reach;
    for (const word of this.words) {
      const away = distance(this.camera.toView(word), at);
      if (away < least) [nearest, least] = [word, away];
    }
    return nearest;
  }

  private draw(): void {
    const { clientWidth: width, clientHeight: height } = this.surface;
    if (width === 0 || height === 0) return;
    const ratio = window.devicePixelRatio;
    this.canvas.width = width * ratio;
    this.canvas.height = height * ratio;
    const context = this.canvas.getContext('2d')!;
    context.scale(ratio, ratio);
    const { fontFamily, fontSize } = getComputedStyle(this.surface);
    const size = Math.max(10, parseFloat(fontSize) - 1);
    const [dot, name, strong, halo] = ['dot', 'name', 'strong', 'halo'].map((part) => resolvedColour(`map-${part}`));
    const places = new LabelPlaces();
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    const label = (word: MappedWord, colour: string, bold: boolean) => {
      const { x, y } = this.camera.toView(word);
      if (x < 0 || y < 0 || x > width || y > height) return;
      context.font = `${bold ? 600 : 400} ${size}px ${fontFamily}`;
      const text = shortened(word.text);
      const box = { left: x + 5, top: y - size * 0.6, width: context.measureText(text).width + 4, height: size * 1.2 };
      if (!places.take(box)) return;
      context.strokeStyle = halo!;
      context.lineWidth = 3;
      context.strokeText(text, box.left, y);
      context.fillStyle = colour;
      context.fillText(text, box.left, y);
    };
    const circle = (word: MappedWord, colour: string, radius: number) => {
      const { x, y } = this.camera.toView(word);
      context.fillStyle = colour;
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fill();
    };
    for (const word of this.words) circle(word, dot!, 2);
    for (const word of this.near) circle(word, strong!, 3);
    if (this.chosen) this.ring(context, this.chosen, strong!);
    if (this.chosen) label(this.chosen, strong!, true);
    for (const word of this.near) label(word, strong!, false);
    for (const word of this.words) if (word.id !== this.chosen?.id) label(word, name!, false);
  }

  private ring(context: CanvasRenderingContext2D, word: MappedWord, colour: string): void {
    const { x, y } = this.camera.toView(word);
    context.strokeStyle = context.fillStyle = colour;
    context.lineWidth = 1.5;
    context.beginPath();
    context.arc(x, y, 3, 0, 2 * Math.PI);
    context.fill();
    context.beginPath();
    context.arc(x, y, 7, 0, 2 * Math.PI);
    context.stroke();
  }
}

/** A word of any length has a short name on the map. */
function shortened(text: string): string {
  const characters = [...text];
  return characters.length > 20 ? `${characters.slice(0, 19).join('')}…` : text;
}

function distance(one: Spot, other: Spot): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
