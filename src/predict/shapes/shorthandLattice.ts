// Which words a shorthand can stand for, and where each begins and ends in it: a word of a script with spaces stands for
// all that is between two of them; Chinese words follow each other without any. What fits is told by how words are
// abbreviated; which of it is meant, by whoever searches here.

import { impliesSpace } from '../../text/scripts';
import { abbreviationsOf } from '../../text/shorthand/abbreviations';
import { isWord } from '../../text/tokenize';

interface Meant {
  readonly id: number;
  /** ln P(shorthand | word) */
  readonly logprob: number;
}

export interface Step extends Meant {
  /** Where in the shorthand the next word begins. */
  readonly to: number;
}

/** No abbreviation is longer. */
const longest = 30;

export class ShorthandWords {
  private readonly byShorthand = new Map<string, Meant[]>();
  private readonly spaced: (boolean | undefined)[] = [];

  /** @param words by id. */
  constructor(words: readonly string[] = []) {
    words.forEach((word, id) => this.add(word, id));
  }

  add(word: string, id: number): void {
    if (!isWord(word)) return;
    this.spaced[id] = impliesSpace('A', word);
    for (const { text, probability } of abbreviationsOf(word)) {
      const meant = { id, logprob: Math.log(probability) };
      const known = this.byShorthand.get(text);
      if (known) known.push(meant);
      else this.byShorthand.set(text, [meant]);
    }
  }

  /** The words that can begin at a place of a shorthand. */
  stepsFrom(shorthand: string, from: number): Step[] {
    const steps: Step[] = [];
    for (let end = from + 1; end <= Math.min(shorthand.length, from + longest); end++) {
      const closes = end === shorthand.length || shorthand[end] === ' ';
      const to = afterSpaces(shorthand, end);
      for (const meant of this.byShorthand.get(shorthand.slice(from, end)) ?? []) {
        if (this.spaced[meant.id] && !closes) continue;
        steps.push({ ...meant, to });
      }
      if (shorthand[end] === ' ') break;
    }
    return steps;
  }
}

export function afterSpaces(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at++;
  return at;
}

/** A shorthand with every step that can be taken in it, found once. */
export class ShorthandLattice {
  readonly start: number;
  private readonly steps = new Map<number, ReadonlyMap<number, readonly Step[]>>();

  constructor(
    readonly shorthand: string,
    private readonly words: ShorthandWords,
    /** What it may stand for. */
    private readonly isWanted: (id: number) => boolean = () => true,
  ) {
    this.start = afterSpaces(shorthand, 0);
  }

  /** By word. */
  from(place: number): ReadonlyMap<number, readonly Step[]> {
    const known = this.steps.get(place);
    if (known) return known;
    const byWord = new Map<number, Step[]>();
    for (const step of this.words.stepsFrom(this.shorthand, place)) {
      if (!this.isWanted(step.id)) continue;
      const same = byWord.get(step.id);
      if (same) same.push(step);
      else byWord.set(step.id, [step]);
    }
    this.steps.set(place, byWord);
    return byWord;
  }

  /** Where one can be after these words; none: they do not fit. */
  placesAfter(ids: readonly number[]): number[] {
    let places = [this.start];
    for (const id of ids) {
      places = [...new Set(places.flatMap((place) => (this.from(place).get(id) ?? []).map(({ to }) => to)))];
    }
    return places;
  }

  isEnd(place: number): boolean {
    return place >= this.shorthand.length;
  }
}
