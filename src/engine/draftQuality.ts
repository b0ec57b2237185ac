// How good drafts are, in figures: notes that the model has not seen are read up to some place, and what is drafted there is
// held beside what their writer went on with: how well the model expects both, how varied they are, how much they repeat
// themselves. A good draft is like its writer's text in each; nothing here says whether it is true.

import { distinct, repeated } from '../predict/ngramVariety';
import type { Note } from '../text/corpus';
import { detokenize, isWord, type Sentence } from '../text/tokenize';
import { cutText, type TokenUnit } from '../text/units';
import type { Answerer } from './answerer';
import { ProblemError } from './problem';
import type { DraftOptions, GenerateRequest } from './protocol/suggestions';
import type { Session } from './session';

/** Words before the place. */
const promptWords = 25;

export interface TextFigures {
  readonly words: number;
  /** Under the model that drafts, given all that stands before; words that nobody knows are left out. */
  readonly perplexity: number;
  /** distinct-1, -2, -3. */
  readonly distinct: readonly number[];
  /** seq-rep-2, -3, -4. */
  readonly repeated: readonly number[];
}

export interface DraftQuality {
  readonly places: number;
  readonly drafts: TextFigures;
  readonly writer: TextFigures;
}

/** A text that is gone on with: what stands before, and what follows it. */
interface Continued {
  readonly before: string;
  readonly after: string;
}

/** @throws ProblemError tooLittleText: no note is long enough. */
export function measureDrafts(
  session: Session,
  notes: readonly Note[],
  { networkOnly, ...options }: DraftOptions & Pick<GenerateRequest, 'networkOnly'>,
): DraftQuality {
  const answerer = session.answererOf({ networkOnly });
  const { unit } = answerer;
  const written = notes.flatMap((note) => continuedAt(note, unit, options.words) ?? []);
  if (written.length === 0) {
    const needed = `${promptWords} words and then ${options.words} more`;
    throw new ProblemError('tooLittleText', `None of these files is long enough: a place needs ${needed}`);
  }
  const drafted = written.map(({ before }, i) => {
    const request = { ...options, seed: options.seed + i, text: before, format: 'plaintext' } as const;
    return { before, after: [...answerer.generate(request)].map(({ text }) => text).join('') };
  });
  return { places: written.length, drafts: figures(answerer, drafted), writer: figures(answerer, written) };
}

/** undefined: the note is too short. */
function continuedAt({ sentences }: Note, unit: TokenUnit, words: number): Continued | undefined {
  const counts = (token: string) => unit !== 'words' || isWord(token);
  let [before, count] = [0, 0];
  while (before < sentences.length && count < promptWords) count += sentences[before++].tokens.filter(counts).length;
  const rest = sentences.slice(before);
  const after: Sentence[] = [];
  let left = words;
  for (const { tokens, startsLine } of rest) {
    const taken: string[] = [];
    for (const token of tokens) {
      if (counts(token) && left-- === 0) break;
      taken.push(token);
    }
    if (taken.length > 0) after.push({ tokens: taken, startsLine });
    if (left < 0) break;
  }
  if (left > 0) return undefined;
  const prompt = textOf(sentences.slice(0, before), unit) + (rest[0].startsLine ? '\n' : '');
  const whole = textOf([...sentences.slice(0, before), ...after], unit);
  return { before: prompt, after: whole.slice(prompt.length) };
}

function textOf(sentences: readonly Sentence[], unit: TokenUnit): string {
  const lines =
    unit === 'words' ? detokenize(sentences) : sentences.map(({ tokens }) => tokens.join(unit === 'spaces' ? ' ' : ''));
  return lines.join('\n');
}

function figures(answerer: Answerer, texts: readonly Continued[]): TextFigures {
  const { unit } = answerer;
  let [loss, tokens] = [0, 0];
  const continuations = texts.map(({ before, after }) => {
    const given = cutText(before, unit, 'plaintext').reduce((sum, sentence) => sum + sentence.tokens.length + 1, 0);
    const sentences = cutText(before + after, unit, 'plaintext');
    const probabilities = [...answerer.probabilities({ path: '', sentences })];
    // That the last sentence ends is the measure's own doing.
    for (const probability of probabilities.slice(given, -1)) {
      if (probability === 0) continue;
      loss -= Math.log(probability);
      tokens++;
    }
    return cutText(after, unit, 'plaintext').flatMap((sentence) => sentence.tokens);
  });
  return {
    words: continuations.flat().filter((token) => unit !== 'words' || isWord(token)).length,
    perplexity: Math.exp(loss / Math.max(1, tokens)),
    distinct: [1, 2, 3].map((n) => distinct(continuations, n)),
    repeated: [2, 3, 4].map((n) => repeated(continuations, n)),
  };
}
