// A text token by token, as the network alone reads it: how probable it held each, and what it expected there instead. The
// paragraphs nearest to a place come first. What has been read is kept in passages of a few sentences, each after the one
// before it: a text that is read again, with the same beginning, by the same weights, is read only from the change on.

import type { Sentence } from '../text/tokenize';
import type { TokenUnit } from '../text/units';
import { end, lineStart, start, unk, type Vocabulary } from '../text/vocabulary';
import type { InspectedPart, InspectedToken } from './answers';
import type { LanguageModel, TextState } from './languageModel';
import { TextReader } from './reading';
import { nearest, outlineOf, type OutlinedParagraph, type TextToRead } from './textOutline';
import { rankOf, topK } from './topK';

export interface TextToInspect extends TextToRead {
  /** How many expected words are told for each token. */
  readonly k: number;
}

/** Sentences are taken together until there are so many tokens. */
const passageLength = 48;
/** A text that is shown has about a hundred. */
const mostPassages = 400;
/** Work between two moments for others: of the softmax a few milliseconds each, of a state much less. */
const softmaxesAtOnce = 8;
const statesAtOnce = 32;

interface Passage {
  readonly number: number;
  readonly before: Passage | undefined;
  readonly sentences: readonly Sentence[];
  /** Once it has been read. */
  after: TextState | undefined;
  /** Once it has been inspected; of every sentence, with its end. */
  tokens: readonly InspectedToken[] | undefined;
}

export class Inspection {
  private readonly reader: TextReader;
  /** By what stands in it and before it; those used last come last. */
  private kept = new Map<string, Passage>();
  private made = 0;

  constructor(
    private readonly model: LanguageModel,
    private readonly vocabulary: Vocabulary,
    unit: TokenUnit,
  ) {
    this.reader = new TextReader(vocabulary, unit);
  }

  /** To be called when the weights have changed. What is being read then ends: whoever asked has to ask again. */
  forget(): void {
    this.kept = new Map();
  }

  /** undefined: a moment for others. */
  *read(request: TextToInspect): Generator<InspectedPart | undefined> {
    const { kept } = this;
    const paragraphs = yield* outlineOf(request, (line) => this.reader.sentences(line));
    if (this.kept !== kept) return;
    const passages = this.passages(paragraphs, request.k);
    const order = nearest(paragraphs, request);
    const shown = [...order].sort((a, b) => a - b);
    const all = paragraphs.filter(({ first, last }) => first < last).length;
    yield {
      paragraphs: shown.map((index) => {
        const { start, tokens, first, last } = paragraphs[index];
        return { start, tokens: tokens.slice(first, last) };
      }),
      whole: shown.length === all,
    };
    for (const index of order) {
      const { first, last } = paragraphs[index];
      let at = 0;
      for (const passage of passages[index]) {
        const inspected = passage.tokens ?? (yield* this.inspect(passage, request.k));
        if (this.kept !== kept) return;
        const tokens = inspected.slice(Math.max(0, first - at), Math.max(0, last - at));
        if (tokens.length > 0) {
          yield { paragraph: shown.indexOf(index), from: Math.max(0, at - first), tokens };
        }
        at += inspected.length;
      }
    }
  }

  /** Of each paragraph; those that are known already among them. */
  private passages(paragraphs: readonly OutlinedParagraph[], k: number): Passage[][] {
    let before: Passage | undefined;
    const passages = paragraphs.map(({ sentences }) =>
      inPassages(sentences).map((some) => (before = this.passage(some, before, k))),
    );
    for (const key of this.kept.keys()) {
      if (this.kept.size <= mostPassages) break;
      this.kept.delete(key);
    }
    return passages;
  }

  private passage(sentences: readonly Sentence[], before: Passage | undefined, k: number): Passage {
    const spelled = sentences.map(({ tokens, startsLine }) => [startsLine ? '\n' : '', ...tokens].join('\0'));
    const key = [k, before?.number ?? '', ...spelled].join('\0\0');
    const known = this.kept.get(key);
    const passage = known ?? { number: this.made++, before, sentences, after: undefined, tokens: undefined };
    this.kept.delete(key);
    this.kept.set(key, passage);
    return passage;
  }

  private *inspect(passage: Passage, k: number): Generator<undefined, readonly InspectedToken[]> {
    const tokens: InspectedToken[] = [];
    let state = passage.before && (yield* this.stateAfter(passage.before));
    for (const sentence of passage.sentences) {
      state = this.model.stateAfter(state, boundary(sentence));
      for (const text of [...sentence.tokens, undefined]) {
        const id = text === undefined ? end : this.vocabulary.idOf(text);
        tokens.push(this.token(text, id, this.model.probsAfter(state), k));
        if (text !== undefined) state = this.model.stateAfter(state, id);
        if (tokens.length % softmaxesAtOnce === 0) yield undefined;
      }
    }
    passage.after = state;
    passage.tokens = tokens;
    return tokens;
  }

  private token(text: string | undefined, id: number, probs: Float32Array, k: number): InspectedToken {
    const { vocabulary } = this;
    const probability = probs[id];
    return {
      text: text ?? vocabulary.textOf(end),
      probability,
      logprob: Math.log(Math.max(probability, Number.MIN_VALUE)),
      rank: rankOf(probs, id),
      unknown: id === unk,
      top: topK(probs, k).map((best) => ({ text: vocabulary.textOf(best), probability: probs[best] })),
    };
  }

  /** Reads on from the last passage whose state is known. */
  private *stateAfter(passage: Passage): Generator<undefined, TextState | undefined> {
    const unread: Passage[] = [];
    let last: Passage | undefined = passage;
    for (; last && !last.after; last = last.before) unread.unshift(last);
    let state = last?.after;
    let count = 0;
    for (const one of unread) {
      for (const sentence of one.sentences) {
        for (const id of [boundary(sentence), ...sentence.tokens.map((token) => this.vocabulary.idOf(token))]) {
          state = this.model.stateAfter(state, id);
          if (++count % statesAtOnce === 0) yield undefined;
        }
      }
      one.after = state;
    }
    return state;
  }
}

/** All tokens of parts that come in the order of the text. */
export function inspectedTokens(parts: Iterable<InspectedPart | undefined>): readonly InspectedToken[] {
  return [...parts].flatMap((part) => (part && 'tokens' in part ? part.tokens : []));
}

/** What the network reads before the first word of a sentence. */
function boundary({ startsLine }: Sentence): number {
  return startsLine ? lineStart : start;
}

function inPassages(sentences: readonly Sentence[]): Sentence[][] {
  const passages: Sentence[][] = [];
  let length = passageLength;
  for (const sentence of sentences) {
    if (length >= passageLength) {
      passages.push([]);
      length = 0;
    }
    passages[passages.length - 1].push(sentence);
    length += sentence.tokens.length + 1;
  }
  return passages;
}
