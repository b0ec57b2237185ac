// How probable a word is that neither the notes nor the document hold. As often as a word of the notes was seen there once
// only, the next one will be new (Good 1953); how it is spelled nobody knows, so each of its characters is one of those
// that the notes are written with, all alike. Without it a text that ends in a new word would have to be read otherwise,
// and whatever goes on from there would be certain.

import { isWord } from '../text/tokenize';
import { isSpecialId } from '../text/vocabulary';

export class NewWords {
  /** P(the next token is a word that is new) */
  private readonly share: number;
  private readonly alphabet: number;

  /**
   * @param texts of the notes' words, by id.
   * @param counts how often the notes hold each.
   */
  constructor(texts: readonly string[], counts: ArrayLike<number>) {
    const characters = new Set<string>();
    let [once, all] = [0, 0];
    texts.forEach((text, id) => {
      if (isSpecialId(id) || !isWord(text) || counts[id] === 0) return;
      for (const character of text) characters.add(character);
      all += counts[id];
      if (counts[id] === 1) once++;
    });
    this.share = all > 0 ? once / all : 0;
    this.alphabet = Math.max(1, characters.size);
  }

  /** P(the next token is a new word that begins so). */
  beginningWith(typed: string): number {
    return isWord(typed) ? this.share / this.alphabet ** [...typed].length : 0;
  }

  /** P(the next token is this new word), a new word being as likely as not to end after each of its characters. */
  probability(text: string): number {
    return this.beginningWith(text) / 2 ** [...text].length;
  }
}
