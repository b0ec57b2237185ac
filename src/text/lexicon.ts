// All the words that the notes hold, also those that a network does not know because they are too rare to learn from.
// The network's words come first, with the ids that they have in its vocabulary; others are added as they are met. Ids
// never change while a lexicon lives, so that a note encoded once stays encoded.

import { isSpecialId, specials, unk, type Vocabulary } from './vocabulary';

/** From a word to its id, `unk` where it has none. */
export interface WordIds {
  idOf(token: string): number;
}

export class Lexicon implements WordIds {
  private readonly ids: Map<string, number>;

  private constructor(private readonly texts: string[]) {
    this.ids = new Map(texts.slice(specials.length).map((text, index) => [text, index + specials.length]));
  }

  /** @param vocabulary undefined: there is no network, and only the special ids are known. */
  static over(vocabulary: Vocabulary | undefined): Lexicon {
    return new Lexicon(vocabulary ? [...vocabulary.words] : [...specials]);
  }

  get size(): number {
    return this.texts.length;
  }

  idOf(token: string): number {
    return this.ids.get(token) ?? unk;
  }

  /** The word's id, a new one where it has none yet. */
  add(token: string): number {
    const known = this.ids.get(token);
    if (known !== undefined) return known;
    if (token === specials[unk]) return unk;
    const id = this.texts.push(token) - 1;
    this.ids.set(token, id);
    return id;
  }

  /** For what encodes notes: every word that it meets is added. */
  get growing(): WordIds {
    return { idOf: (token) => this.add(token) };
  }

  textOf(id: number): string {
    return this.texts[id];
  }

  isSpecial(id: number): boolean {
    return isSpecialId(id);
  }

  /** The words from an id on. */
  wordsFrom(id: number): readonly string[] {
    return this.texts.slice(id);
  }
}
