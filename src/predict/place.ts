// Where in a text the caret stands, in tokens: the text as the network reads it, and the step that the caret is at.

import { end, lineStart, start, unk, type Vocabulary } from '../text/vocabulary';
import type { TextReader } from './reading';

/** What one step reads, and what followed it. */
export interface PlacedToken {
  /** As it stands in the text; `<p>` and `<s>` where a line or a sentence begins. */
  readonly text: string;
  readonly id: number;
  /** The vocabulary does not hold it, and the network reads `<unk>`. */
  readonly unknown: boolean;
}

export interface Place {
  /** What stands before the paragraph. */
  readonly before: readonly number[];
  /** The paragraph: one step each. */
  readonly inputs: readonly PlacedToken[];
  /** What followed each of them; `</s>` at a sentence's end. One less where the caret stands at the end: all is open. */
  readonly targets: readonly PlacedToken[];
  /** The step after which the caret stands: the last one whose token is finished before it. */
  readonly at: number;
}

/** @param upTo the lines of the paragraph that stand before the caret, as far as they do. */
export function readPlace(
  reader: TextReader,
  vocabulary: Vocabulary,
  before: readonly string[],
  lines: readonly string[],
  upTo: readonly string[],
): Place {
  const inputs: PlacedToken[] = [];
  const targets: PlacedToken[] = [];
  const special = (id: number) => ({ text: vocabulary.textOf(id), id, unknown: false });
  // How a text is cut into tokens can change at the caret, as a word is not finished; its characters do not.
  let left = characters(upTo.join(''));
  let at = 0;
  for (const { tokens, startsLine } of lines.flatMap((line) => reader.sentences(line))) {
    if (left > 0 || inputs.length === 0) at = inputs.length;
    inputs.push(special(startsLine ? lineStart : start));
    for (const text of tokens) {
      left -= characters(text);
      if (left >= 0) at = inputs.length;
      const id = vocabulary.idOf(text);
      const token = { text, id, unknown: id === unk };
      targets.push(token);
      inputs.push(token);
    }
    targets.push(special(end));
  }
  if (at === inputs.length - 1) targets.pop();
  return { before: reader.readLines(before).inputs, inputs, targets, at };
}

/** Without spaces, which tokens do not keep. */
function characters(text: string): number {
  return text.replace(/\s/g, '').length;
}
