// Whether a new line begins where a sentence ends. The network says only that it ends; what the writer does then is
// counted: after which last token of a sentence how often. A sentence that ends in a word, a heading or the item of a
// list, ends its line; after a full stop many do not.

import type { Sentence } from '../text/tokenize';

/** Sentences that a rare ending is believed to have been seen after, with the share of all endings. */
const prior = 2;
/** Where nothing has been counted. */
const usualShare = 0.3;
const sentenceMark = /[.!?。！？…]["'”’」』）)]*$/;

export class LineBreaks {
  private readonly ends = new Map<string, [sentences: number, breaks: number]>();
  private sentences = 0;
  private breaks = 0;

  /** @param notes each the sentences of one. */
  constructor(notes: Iterable<readonly Sentence[]> = []) {
    for (const sentences of notes) {
      sentences.forEach(({ tokens }, i) => this.count(tokens.at(-1)?.trim(), sentences[i + 1]?.startsLine !== false));
    }
  }

  /** P(a new line begins | a sentence has ended with this token). */
  share(last: string): number {
    const token = last.trim();
    if (!sentenceMark.test(token)) return 1;
    const [sentences, breaks] = this.ends.get(token) ?? [0, 0];
    const base = this.sentences > 0 ? this.breaks / this.sentences : usualShare;
    return (breaks + prior * base) / (sentences + prior);
  }

  private count(last: string | undefined, breaks: boolean): void {
    if (last === undefined || !sentenceMark.test(last)) return;
    const [sentences, broken] = this.ends.get(last) ?? [0, 0];
    this.ends.set(last, [sentences + 1, broken + (breaks ? 1 : 0)]);
    this.sentences++;
    if (breaks) this.breaks++;
  }
}
