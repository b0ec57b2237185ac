// A text token by token, as the network alone reads it: how probable it held each, and what it expected there instead.

import type { Sentence } from '../text/tokenize';
import type { TokenUnit } from '../text/units';
import { end, lineStart, start, unk, type Vocabulary } from '../text/vocabulary';
import type { InspectedToken } from './answers';
import type { LanguageModel } from './languageModel';
import { TextReader } from './reading';
import { rankOf, topK } from './topK';

export class Inspection {
  private readonly reader: TextReader;

  constructor(
    private readonly model: LanguageModel,
    private readonly vocabulary: Vocabulary,
    unit: TokenUnit,
  ) {
    this.reader = new TextReader(vocabulary, unit);
  }

  /** Every token of `lines`. `before` is context only. */
  *tokens(before: readonly string[], lines: readonly string[], k: number): Generator<InspectedToken> {
    const context = [...this.reader.readLines(before).inputs];
    for (const line of lines) {
      for (const sentence of this.reader.sentences(line)) yield* this.sentence(context, sentence, k);
    }
  }

  private *sentence(context: number[], { tokens, startsLine }: Sentence, k: number): Generator<InspectedToken> {
    const { vocabulary } = this;
    context.push(startsLine ? lineStart : start);
    for (const token of [...tokens, undefined]) {
      const id = token === undefined ? end : vocabulary.idOf(token);
      const probs = this.model.nextProbs(context);
      const probability = probs[id];
      yield {
        text: token ?? vocabulary.textOf(end),
        probability,
        logprob: Math.log(Math.max(probability, Number.MIN_VALUE)),
        rank: rankOf(probs, id),
        unknown: id === unk,
        top: topK(probs, k).map((best) => ({ text: vocabulary.textOf(best), probability: probs[best] })),
      };
      if (token !== undefined) context.push(id);
    }
  }
}
