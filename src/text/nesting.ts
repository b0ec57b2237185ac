// How deep the brackets of a paragraph are nested, and how many marks of emphasis and code it has. The parser takes time that
// grows with the square of the marks, and for images within images with the cube of their depth: seconds for a line of
// some thousands. Nobody writes so; what is written so is not parsed as one.

const deepest = 30;
/** Runs of them: a paragraph of 3,000 words in which every third is bold has 2,000. */
const mostMarks = 2_000;

export class Nesting {
  private depth = 0;
  private marks = 0;

  /** Whether a line is too much, together with those before it. */
  isAbsurdWith(line: string): boolean {
    for (let i = 0; i < line.length; i++) {
      switch (line.charCodeAt(i)) {
        case 0x5b: // [
          this.depth++;
          break;
        case 0x28: // ( counts where it opens a link's target
          if (line.charCodeAt(i - 1) === 0x5d) this.depth++;
          break;
        case 0x29: // )
          if (this.depth > 0) this.depth--;
          break;
        case 0x5d: // ] that closes nothing is looked for all the way back
          if (this.depth > 0) this.depth--;
          else this.marks++;
          break;
        case 0x2a: // *
        case 0x5f: // _
        case 0x60: // `
        case 0x7e: // ~
        case 0x24: // $
        case 0x3c: // <
          // Three together are one mark; in longer runs each opens emphasis of its own.
          if (line.charCodeAt(i) !== line.charCodeAt(i - 1) || line.charCodeAt(i) === line.charCodeAt(i - 3))
            this.marks++;
      }
      if (this.depth > deepest || this.marks > mostMarks) return true;
    }
    return false;
  }
}
