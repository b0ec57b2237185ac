// The place in a document that drafts go on from, while the document changes around it: where it is now, what has been
// written there since, and whether what stands before it is still what the drafts were written after.

/** A change of a document, as VS Code tells it. */
export interface TextChange {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/** Characters before the place that it is known by: of its line, if that has enough of them not to stand anywhere. */
const knownBy = 40;
const enough = 12;

export class DraftPlace {
  private end: number;

  /** @param before what stands before it, at least as much as it is known by. */
  constructor(
    public start: number,
    readonly before: string,
    written = 0,
  ) {
    this.end = start + written;
  }

  /** Behind what has been written there. */
  get caret(): number {
    return this.end;
  }

  /** Changes of one event, in their order. What is inserted at the place, or within what was, counts as written there. */
  apply(changes: readonly TextChange[]): void {
    for (const { rangeOffset: from, rangeLength, text } of changes) {
      const to = from + rangeLength;
      const by = text.length - rangeLength;
      if (from > this.end) continue;
      if (to < this.start || (to === this.start && rangeLength > 0)) {
        this.start += by;
        this.end += by;
        continue;
      }
      const end = Math.max(this.end + by, from + text.length);
      this.start = from < this.start ? from + text.length : this.start;
      this.end = Math.max(this.start, rangeLength > 0 && to > this.end ? from : end);
    }
  }

  /** What has been inserted for the writer, without a space that parts it from what follows. */
  hasWritten(length: number): void {
    this.end = this.start + length;
  }

  /** What has been written at the place; undefined: it cannot be found in this text. */
  writtenIn(text: string): string | undefined {
    const line = this.before.slice(this.before.lastIndexOf('\n') + 1);
    const known = (line.length < enough ? this.before : line).slice(-knownBy);
    if (text.slice(Math.max(0, this.start - known.length), this.start) === known)
      return text.slice(this.start, this.end);
    const found = known.length < enough ? -1 : text.indexOf(known);
    if (found < 0 || text.includes(known, found + 1)) return undefined;
    this.start = this.end = found + known.length;
    return '';
  }
}
