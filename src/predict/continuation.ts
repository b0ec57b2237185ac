// Ghost text over several words: after the first suggestion the most probable token is added, and the next, as long as the
// whole is probable enough. As a longer text is always less probable, its probability is normalised by length (Smart
// Compose: Chen et al. 2019): log P / nᵅ. It ends where a sentence does; whoever asks for that gets all up to there.

import { joinedText, isWord } from '../text/tokenize';
import { end } from '../text/vocabulary';
import type { TextRead } from './evidence';
import { lately, wouldRepeat } from './repetition';

const lengthPower = 0.5;
/** However long: what is right less often than this is in the way. */
const leastProbability = 0.2;
const mostTokens = 8;
const mostOfSentence = 40;
/** A sentence to its end may not say so many tokens in a row again. */
const blockNgram = 3;

export interface Continuation {
  /** What is added, word by word, each with the space before it and the marks that belong to it. None ends in a space. */
  readonly parts: readonly string[];
  /** Of the whole, the first suggestion included. */
  readonly probability: number;
  readonly endsSentence: boolean;
}

export interface NextTokens {
  probsAfter(read: TextRead): Float32Array;
  after(read: TextRead, token: string): TextRead;
  textOf(id: number): string;
  /** Whether a token may be suggested, as a rule: a word that is never to be may not, nor the unknown one. */
  mayFollow(id: number): boolean;
}

/**
 * @param first the suggestion to go on from, and how probable it is.
 * @param threshold what its probability had to reach to be shown; undefined: everything is wanted up to the sentence's end.
 */
export function continueFrom(
  read: TextRead,
  first: { readonly text: string; readonly probability: number },
  threshold: number | undefined,
  next: NextTokens,
): Continuation {
  const parts: string[] = [];
  let { probability, text: previous } = first;
  let text = next.after(read, previous);
  let lead = '';
  for (let n = 2; n <= (threshold === undefined ? mostOfSentence : mostTokens); n++) {
    const probs = next.probsAfter(text);
    const best = threshold === undefined ? bestAllowed(probs, text, next) : mostProbable(probs, () => true);
    const whole = probability * probs[best];
    const unsure = threshold !== undefined && (whole < leastProbability || whole ** (1 / n ** lengthPower) < threshold);
    if (best === end) return { parts, probability, endsSentence: true };
    if (unsure || !next.mayFollow(best)) break;
    const token = next.textOf(best);
    const added = lead + joinedText(previous, token);
    // A space at the end waits for what comes next: it would only be in the way of what the writer types.
    const written = added.trimEnd();
    lead = added.slice(written.length);
    if (written !== '' && (isWord(token) || parts.length === 0)) parts.push(written);
    else if (written !== '') parts[parts.length - 1] += written;
    probability = whole;
    previous = token;
    text = next.after(text, token);
  }
  return { parts, probability, endsSentence: false };
}

/** The most probable token that may follow, or the end, without going round in circles. */
function bestAllowed(probs: Float32Array, { inputs }: TextRead, next: NextTokens): number {
  const repeated = wouldRepeat(inputs.slice(-lately), blockNgram);
  return mostProbable(probs, (id) => next.mayFollow(id) && !repeated.has(id));
}

/** The sentence's end always may be. */
function mostProbable(probs: Float32Array, may: (id: number) => boolean): number {
  let best = end;
  for (let id = 0; id < probs.length; id++) if (probs[id] > probs[best] && may(id)) best = id;
  return best;
}
