// What has been shown for the word being typed: a writer who types on has seen it and meant another word. As soon as more
// than letters are typed, another word is being written. In scripts without spaces nobody can tell, and nothing is
// remembered.

import { impliesSpace } from '../text/scripts';

const letters = /^[\p{L}\p{M}\p{N}'’]+$/u;

export class ShownWords {
  private text: string | undefined;
  private words: string[] = [];

  /** Moves on to this text before the cursor. @returns what was shown for the same word before. */
  typedPast(text: string): readonly string[] {
    const typed = this.text !== undefined && text.startsWith(this.text) ? text.slice(this.text.length) : '';
    if (!letters.test(typed) || !impliesSpace(typed, typed)) this.words = [];
    this.text = text;
    return this.words;
  }

  /** These have been shown for the text moved on to last. */
  show(words: readonly string[]): void {
    this.words = [...this.words, ...words];
  }
}
