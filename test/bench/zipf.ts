// Words drawn as texts draw them: by Zipf's law in Mandelbrot's form.

import { Random } from '../../src/rnn/random';

/** How often each of V words occurs in a text of some two million words. */
export function zipfCounts(V: number): Int32Array {
  return Int32Array.from({ length: V }, (_, j) => Math.ceil(2e6 / (j + 2.7)));
}

/** Draws words 0 … V − 1. */
export class ZipfWords {
  private readonly edges: Float64Array;

  constructor(
    V: number,
    private readonly random: Random,
  ) {
    let sum = 0;
    this.edges = Float64Array.from(zipfCounts(V), (count) => (sum += count));
  }

  next(): number {
    const { edges } = this;
    const place = this.random.uniform(0, edges[edges.length - 1]);
    let [low, high] = [0, edges.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (edges[middle] > place) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  fill(words: Int32Array): void {
    for (let i = 0; i < words.length; i++) words[i] = this.next();
  }
}

export interface Window {
  readonly inputs: Int32Array; // [T, B]
  /** The inputs one step later. */
  readonly targets: Int32Array; // [B, T]
}

/** A few windows of text, the same ones every time. */
export function zipfWindows(V: number, B: number, T: number): Window[] {
  const source = new ZipfWords(V, new Random(1));
  return Array.from({ length: 8 }, () => {
    const [inputs, targets] = [new Int32Array(B * T), new Int32Array(B * T)];
    source.fill(targets);
    for (let b = 0; b < B; b++) {
      for (let t = 0; t < T; t++) inputs[t * B + b] = t > 0 ? targets[b * T + t - 1] : source.next();
    }
    return { inputs, targets };
  });
}

/** A text of so many words in sentences, of which V are different; with `everyWord` each occurs at least twice. */
export function zipfText(words: number, V: number, everyWord = false, seed = 1): string {
  const source = new ZipfWords(V, new Random(seed));
  const out: string[] = [];
  const say = (word: number) => out.push(spelling(word), out.length % 17 === 16 ? '.\n' : ' ');
  if (everyWord) for (let word = 0; word < 2 * V; word++) say(word % V);
  while (out.length < 2 * words) say(source.next());
  return out.join('') + '\n';
}

/** A pronounceable word for every number. */
function spelling(word: number): string {
  const syllables = ['ka', 'lo', 'mi', 'ne', 'ru', 'so', 'ti', 'va', 'po', 'de', 'gu', 'hi'];
  let text = '';
  for (let rest = word + 12; rest > 0; rest = Math.floor(rest / 12)) text += syllables[rest % 12];
  return text;
}
