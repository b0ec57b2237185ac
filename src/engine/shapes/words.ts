// The words and labels of a model of another shape, and its examples as numbers.

import { type Examples, type Sequences } from '../../rnn/shapes/sequences';
import { type CutOptions, tokensOf } from '../../text/examples/units';
import { checkLength, type Example, ExampleError } from '../../text/examples/example';
import { Vocabulary } from '../../text/vocabulary';

/** How the two sides of an example are cut. */
export interface Cuts {
  readonly source: CutOptions;
  /** Of pairs. */
  readonly target: CutOptions;
}

export interface ShapeWords {
  readonly source: Vocabulary;
  /** Of pairs: the words of targets; else the labels, each with the id that is its place. */
  readonly target: Vocabulary | readonly string[];
}

/** A word that stands once is too rare to learn from where there is as much text as this, in tokens. */
const muchText = 20_000;

/** Examples that are gone through between two turns of others. */
const inOneTurn = 500;

export function sourceWords(examples: readonly Example[], maxSize: number): Generator<undefined, Vocabulary> {
  return vocabularyOf(examples, ({ source }) => source, maxSize);
}

export function targetWords(examples: readonly Example[], maxSize: number): Generator<undefined, Vocabulary> {
  return vocabularyOf(examples, ({ targets }) => targets, maxSize);
}

/** In the order of their spelling. */
export function labelsOf(examples: readonly Example[]): string[] {
  return [...new Set(examples.flatMap(({ targets }) => targets))].sort();
}

function* vocabularyOf(
  examples: readonly Example[],
  sideOf: (example: Example) => readonly string[],
  maxSize: number,
): Generator<undefined, Vocabulary> {
  const counts = new Map<string, number>();
  let all = 0;
  for (const [i, example] of examples.entries()) {
    if (i % inOneTurn === 0) yield;
    const tokens = sideOf(example);
    for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
    all += tokens.length;
  }
  return Vocabulary.build(counts, { maxSize, minCount: all > muchText ? 2 : 1 }, examples.length);
}

/** @throws ExampleError for a label that was not learnt. */
export function* encodeExamples(
  examples: readonly Example[],
  { source, target }: ShapeWords,
): Generator<undefined, Examples> {
  const ids = target instanceof Vocabulary ? undefined : new Map(target.map((label, id) => [label, id]));
  const idOf = (token: string, place: string) => {
    if (target instanceof Vocabulary) return target.idOf(token);
    const id = ids?.get(token);
    if (id !== undefined) return id;
    throw new ExampleError(`${place}: the label "${token}" was not among the examples that were learnt`);
  };
  const sources = emptySequences(examples.map((example) => example.source.length));
  const targets = emptySequences(examples.map((example) => example.targets.length));
  for (const [i, example] of examples.entries()) {
    if (i % inOneTurn === 0) yield;
    sources.ids.set(
      example.source.map((token) => source.idOf(token)),
      sources.starts[i],
    );
    targets.ids.set(
      example.targets.map((token) => idOf(token, example.place)),
      targets.starts[i],
    );
  }
  return { sources, targets };
}

/** @throws ExampleError where it holds nothing, or too much. */
export function encodeSource(text: string, cut: CutOptions, words: Vocabulary): { tokens: string[]; ids: Int32Array } {
  const tokens = tokensOf(text, cut);
  if (tokens.length === 0) throw new ExampleError('There is no text to read');
  checkLength({ source: tokens, targets: [], place: 'the text' });
  return { tokens, ids: Int32Array.from(tokens, (token) => words.idOf(token)) };
}

/** Room for sequences of these lengths. */
function emptySequences(lengths: readonly number[]): Sequences {
  const starts = new Int32Array(lengths.length + 1);
  lengths.forEach((length, i) => (starts[i + 1] = starts[i] + length));
  return { ids: new Int32Array(starts[lengths.length]), starts };
}
