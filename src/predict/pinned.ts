// Words and phrases that the writer has pinned: offered as soon as their beginning is typed, however probable they are.

import { impliesSpace } from '../text/scripts';
import { isWord } from '../text/tokenize';
import type { Ghost, Prediction, Suggestion } from './answers';

/** How many stand in the list. */
const most = 3;
/** Characters that must be typed of one to see it as ghost text; fewer where each says more. */
const enough = { spaced: 3, unspaced: 2 };

/** The prediction with what is pinned before all else. @param line that is being written, up to the cursor. */
export function withPinned(
  prediction: Prediction,
  line: string,
  pinned: readonly string[],
  wantsGhost: boolean,
): Prediction {
  const begun = pinned.flatMap((phrase) => begunBy(line, phrase.trim())).sort((a, b) => b.typedLength - a.typedLength);
  if (begun.length === 0) return prediction;
  const { items } = prediction;
  const first = begun.slice(0, most).map((each) => {
    const known = items.find(({ text }) => text === each.text);
    return { ...each, probability: known?.probability ?? 0, sources: known?.sources ?? {} };
  });
  const others = items.filter(({ text }) => first.every((each) => each.text !== text));
  const ghost = wantsGhost ? (ghostOf(first[0]) ?? prediction.ghost) : prediction.ghost;
  return { ...prediction, items: [...first, ...others], ghost };
}

/** As it is spelled or, as where a sentence begins, with a capital letter. */
function begunBy(line: string, phrase: string): Suggestion[] {
  for (const text of [phrase, phrase.slice(0, 1).toUpperCase() + phrase.slice(1)]) {
    for (let length = Math.min(text.length - 1, line.length); length > 0; length--) {
      if (!line.endsWith(text.slice(0, length)) || !beginsAt(line, line.length - length)) continue;
      return [{ text, insert: text.slice(length), typedLength: length, probability: 0, sources: {}, pinned: true }];
    }
  }
  return [];
}

/** Whether a word can begin there. */
function beginsAt(line: string, at: number): boolean {
  const [before, after] = [line.slice(0, at), line.slice(at)];
  const last = [...before].at(-1);
  return last === undefined || !isWord(last) || !impliesSpace(last, after);
}

function ghostOf({ text, insert, typedLength }: Suggestion): Ghost | undefined {
  if (!insert || typedLength < enough[impliesSpace(text[0], text[0]) ? 'spaced' : 'unspaced']) return undefined;
  return { parts: wordByWord(insert), probability: 1, endsSentence: false };
}

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** Each word with the spaces before it and the marks behind. */
function wordByWord(text: string): string[] {
  const parts: string[] = [];
  let lead = '';
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    if (segment.trim() === '') lead += segment;
    else if (isWordLike || parts.length === 0) parts.push(lead + segment);
    else parts[parts.length - 1] += lead + segment;
    if (segment.trim() !== '') lead = '';
  }
  return parts;
}
