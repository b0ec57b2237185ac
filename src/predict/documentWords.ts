// Words of the document being written that the notes do not hold: they get ids of their own, so that the document's
// memory can offer them again. They belong to nobody else, and are forgotten when there are too many.

import type { Lexicon, WordIds } from '../text/lexicon';
import { specials, unk } from '../text/vocabulary';
import { mostNewWords } from './evidence';

export class DocumentWords implements WordIds {
  private readonly ids = new Map<string, number>();
  private texts: string[] = [];
  /** The id after the notes' last is the boundary before a note's first word. */
  private readonly first: number;

  constructor(
    private readonly lexicon: Lexicon,
    private readonly known: number,
  ) {
    this.first = known + 1;
  }

  idOf(token: string): number {
    const id = this.lexicon.idOf(token);
    // The lexicon may have grown since the notes were counted.
    // Benchmark texts are written with the unknown word in them.
    if (token === specials[unk] || (id !== unk && id < this.known)) return id;
    const own = this.ids.get(token);
    if (own !== undefined) return own;
    if (this.texts.length >= mostNewWords) return unk;
    const added = this.first + this.texts.push(token) - 1;
    this.ids.set(token, added);
    return added;
  }

  textOf(id: number): string {
    return id < this.first ? this.lexicon.textOf(id) : this.texts[id - this.first];
  }

  /** New words and their ids. */
  entries(): Iterable<[text: string, id: number]> {
    return this.ids;
  }

  /** To be called between two readings: makes room where little is left. */
  tidy(): void {
    if (this.texts.length < 0.75 * mostNewWords) return;
    this.ids.clear();
    this.texts = [];
  }
}
