// From the text before the cursor to the k most probable words, and from a text to the probability of every token in
// it: the network's exact softmax, with the words as they are spelled. What is typed already conditions the answer:
// P(word | context, it begins so).

import type { TokenUnit } from '../text/units';
import type { InspectedToken, Prediction, Suggestion } from './answers';
import { isWord, type Sentence } from '../text/tokenize';
import { end, lineStart, start, unk, type Vocabulary } from '../text/vocabulary';
import type { LanguageModel } from './languageModel';
import { insertion, type Reading, TextReader } from './reading';
import { rankOf, topK } from './topK';

export class Predictor {
  private readonly reader: TextReader;
  /** Ids that may be offered: words, not marks and not `<unk>`. [V] */
  private readonly offered: Uint8Array;
  private readonly texts: readonly string[];

  constructor(
    private readonly model: LanguageModel,
    private readonly vocabulary: Vocabulary,
    unit: TokenUnit,
  ) {
    this.reader = new TextReader(vocabulary, unit);
    this.texts = Array.from({ length: vocabulary.size }, (_, id) => vocabulary.textOf(id));
    this.offered = Uint8Array.from(this.texts, (text, id) =>
      !vocabulary.isSpecial(id) && (unit !== 'words' || isWord(text)) ? 1 : 0,
    );
  }

  /** @param lines prose before the cursor; the last one is being written and keeps its trailing space. */
  predict(lines: readonly string[], k: number): Prediction {
    const { unfinished, finished } = this.reader.read(lines);
    const probs = this.model.nextProbs(unfinished.context);
    const { typed } = unfinished;
    const fits = this.fitting(typed);
    const longer = fits === undefined ? 1 : fits.reduce((sum, id) => sum + probs[id], 0);
    // Both readings compete: the word stands there finished, or a longer one has been begun.
    const stands = finished ? probs[finished.wordId] : 0;
    const total = longer + stands;
    const items = this.suggestions(unfinished, probs, fits, total > 0 ? 1 / total : 0, k);
    if (finished && stands > 0) {
      const next = this.model.nextProbs(finished.reading.context);
      items.push(...this.suggestions(finished.reading, next, undefined, stands / total, k));
    }
    items.sort((a, b) => b.probability - a.probability);
    return { items: withoutRepeats(items).slice(0, k), prefixLength: typed.length };
  }

  /** Every token of `lines` with what the network expected there. `before` is context only. */
  *inspect(before: readonly string[], lines: readonly string[], k: number): Generator<InspectedToken> {
    const context: number[] = [];
    for (const line of before)
      for (const sentence of this.reader.sentences(line)) this.reader.append(context, sentence);
    for (const line of lines) {
      for (const sentence of this.reader.sentences(line)) yield* this.inspectSentence(context, sentence, k);
    }
  }

  private *inspectSentence(context: number[], { tokens, startsLine }: Sentence, k: number): Generator<InspectedToken> {
    context.push(startsLine ? lineStart : start);
    for (const token of [...tokens, undefined]) {
      const id = token === undefined ? end : this.vocabulary.idOf(token);
      const probs = this.model.nextProbs(context);
      const probability = probs[id];
      yield {
        text: token ?? this.texts[end],
        probability,
        logprob: Math.log(Math.max(probability, Number.MIN_VALUE)),
        rank: rankOf(probs, id),
        unknown: id === unk,
        top: topK(probs, k).map((best) => ({ text: this.texts[best], probability: probs[best] })),
      };
      if (token !== undefined) context.push(id);
    }
  }

  /** Ids of longer words that begin with what is typed; undefined: nothing is typed, every word fits. */
  private fitting(typed: string): number[] | undefined {
    if (typed === '') return undefined;
    const ids: number[] = [];
    this.texts.forEach((text, id) => {
      if (this.offered[id] && text.length > typed.length && text.startsWith(typed)) ids.push(id);
    });
    return ids;
  }

  private suggestions(
    reading: Reading,
    probs: Float32Array,
    ids: number[] | undefined,
    weight: number,
    k: number,
  ): Suggestion[] {
    const best = ids ? ids.sort((a, b) => probs[b] - probs[a]).slice(0, k) : topK(probs, k, this.offered);
    return best.map((id) => ({
      text: this.texts[id],
      insert: insertion(reading, this.texts[id]),
      typedLength: reading.typed.length,
      probability: Math.min(1, probs[id] * weight),
    }));
  }
}

/** The same word can come from two readings: the more probable one stays. */
function withoutRepeats(items: readonly Suggestion[]): Suggestion[] {
  const seen = new Set<string>();
  return items.filter(({ text }) => !seen.has(text) && seen.add(text));
}
