// Ghost text over several words: after the first suggestion the most probable token is added, and the next, as long as the
// whole is probable enough. As a longer text is always less probable, its probability is normalised by length (Smart
// Compose: Chen et al. 2019): log P / nᵅ. It ends where a sentence does.

import { joinedText, isWord } from '../text/tokenize';
import { end, isSpecialId } from '../text/vocabulary';
import type { TextRead } from './evidence';

const lengthPower = 0.5;
/** However long: what is right less often than this is in the way. */
const leastProbability = 0.2;
const mostTokens = 8;

export interface Continuation {
  /** What is added, word by word, each with the space or the mark that belongs to it. */
  readonly parts: readonly string[];
  /** Of the whole, the first suggestion included. */
  readonly probability: number;
}

export interface NextTokens {
  probsAfter(read: TextRead): Float32Array;
  after(read: TextRead, token: string): TextRead;
  textOf(id: number): string;
}

/**
 * @param first the suggestion to go on from, and how probable it is.
 * @param threshold what its probability had to reach to be shown.
 */
export function continueFrom(
  read: TextRead,
  first: { readonly text: string; readonly probability: number },
  threshold: number,
  next: NextTokens,
): Continuation {
  const parts: string[] = [];
  let { probability, text: previous } = first;
  let text = next.after(read, previous);
  for (let n = 2; n <= mostTokens; n++) {
    const probs = next.probsAfter(text);
    let best = end;
    for (let id = 0; id < probs.length; id++) if (probs[id] > probs[best]) best = id;
    const whole = probability * probs[best];
    if (isSpecialId(best) || whole < leastProbability || whole ** (1 / n ** lengthPower) < threshold) break;
    const token = next.textOf(best);
    const added = joinedText(previous, token);
    if (isWord(token) || parts.length === 0) parts.push(added);
    else parts[parts.length - 1] += added;
    probability = whole;
    previous = token;
    text = next.after(text, token);
  }
  const last = parts.pop();
  // A space at the end would only be in the way of what the writer types.
  const trimmed = last?.trimEnd();
  return { parts: trimmed ? [...parts, trimmed] : parts, probability };
}
