// What is left of a draft of which some has been written already, and its next word and sentence.

import type { DraftPart } from '../../engine/protocol/suggestions';
import type { Portion } from './protocol';

export function textOf(parts: readonly DraftPart[]): string {
  return parts.map(({ text }) => text).join('');
}

/** What is left; undefined: what has been written is not how the draft begins. */
export function leftOf(parts: readonly DraftPart[], written: string): readonly DraftPart[] | undefined {
  if (!textOf(parts).startsWith(written)) return undefined;
  let skipped = written.length;
  return parts.flatMap((part) => {
    const text = part.text.slice(skipped);
    skipped = Math.max(0, skipped - part.text.length);
    return text === '' ? [] : [{ ...part, text }];
  });
}

/** The text of what comes next: a word has the marks after it with it. */
export function portionOf(left: readonly DraftPart[], portion: Portion): string {
  if (portion === 'all') return textOf(left);
  if (portion === 'sentence') return textOf(left.filter(({ sentence }) => sentence === left[0].sentence));
  const word = left.findIndex(({ isWord }) => isWord);
  const next = left.findIndex(({ isWord }, i) => i > word && isWord);
  return textOf(next < 0 ? left : left.slice(0, next));
}
