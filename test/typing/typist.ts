// A person who writes, in English and Chinese: sentences out of their notes, at the pace of a fast typist, who now and then
// opens the list and stops to think. What they type and when follows from a seed.

import fs from 'node:fs';
import path from 'node:path';
import { Random } from '../../src/rnn/random';
import type { Keystroke } from '../host/pageDriver';

/** Milliseconds between two keys: the median, how far they spread, and the limits. */
const pace = { median: 85, spread: 0.45, least: 30, most: 600 };
/** Between two sentences. */
const thought = { least: 300, most: 900 };
/** How many of the words are looked for in the list. */
const looksInList = 0.08;

export interface Sentence {
  readonly text: string;
  readonly keystrokes: readonly Keystroke[];
}

export class Typist {
  private readonly random: Random;

  constructor(
    seed: number,
    private readonly sentences: readonly string[],
  ) {
    this.random = new Random(seed);
  }

  /** About so many characters. */
  *write(characters: number): Generator<Sentence> {
    for (let left = characters; left > 0;) {
      const text = `${this.one(this.sentences)}${this.random.uniform() < 0.2 ? '\n' : ' '}`;
      left -= text.length;
      yield { text, keystrokes: this.keystrokes(text) };
    }
  }

  /** As fast as keys can be struck. */
  *hurry(characters: number, wait: number): Generator<Sentence> {
    for (const { text } of this.write(characters)) {
      yield { text, keystrokes: [...text].map((character) => ({ key: keyOf(character), wait })) };
    }
  }

  private keystrokes(text: string): Keystroke[] {
    const keystrokes: Keystroke[] = [];
    let listOpen = 0;
    for (const [index, character] of [...text].entries()) {
      const key = keyOf(character);
      const wait = index === 0 ? this.random.uniform(thought.least, thought.most) : this.pause();
      const wordEnds = /[\s\p{P}]/u.test(character);
      if (listOpen > 0 && (wordEnds || ++listOpen > 4)) {
        keystrokes.push({ key: 'Escape', wait: this.pause() });
        listOpen = 0;
      }
      keystrokes.push({ key, wait });
      if (key === ' ' || /\p{Script=Han}/u.test(key)) {
        if (listOpen === 0 && this.random.uniform() < looksInList) {
          keystrokes.push({ key: 'Control+Space', wait: this.pause() });
          listOpen = 1;
        }
      }
    }
    if (listOpen > 0) keystrokes.push({ key: 'Escape', wait: this.pause() });
    return keystrokes;
  }

  private pause(): number {
    // Box and Muller: people's pauses are spread about so.
    const radius = Math.sqrt(-2 * Math.log(1 - this.random.uniform()));
    const normal = radius * Math.cos(2 * Math.PI * this.random.uniform());
    return Math.min(pace.most, Math.max(pace.least, pace.median * Math.exp(pace.spread * normal)));
  }

  private one<T>(all: readonly T[]): T {
    return all[Math.floor(this.random.uniform(0, all.length))]!;
  }
}

function keyOf(character: string): string {
  return character === '\n' ? 'Enter' : character;
}

/** Sentences of the notes below a folder, without what an editor would complete by itself, such as brackets. */
export function sentencesIn(folder: string): string[] {
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));
  const lines = files.sort().flatMap((file) => fs.readFileSync(path.join(folder, file), 'utf8').split('\n'));
  const sentences = lines.flatMap((line) => line.match(/[^.!?。！？]+[.!?。！？]/gu) ?? []).map((text) => text.trim());
  return sentences.filter(
    (text) => /^[\p{L}\p{N}\s,.!?;:，。！？；：、’—-]{8,120}$/u.test(text) && /^\p{L}/u.test(text),
  );
}
