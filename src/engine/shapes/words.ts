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

export function sourceWords(examples: readonly Example[], maxSize: number): Vocabulary {
  return vocabularyOf(
    examples.map(({ source }) => source),
    maxSize,
  );
}

export function targetWords(examples: readonly Example[], maxSize: number): Vocabulary {
  return vocabularyOf(
    examples.map(({ targets }) => targets),
    maxSize,
  );
}

/** In the order of their spelling. */
export function labelsOf(examples: readonly Example[]): string[] {
  return [...new Set(examples.flatMap(({ targets }) => targets))].sort();
}

function vocabularyOf(sequences: readonly (readonly string[])[], maxSize: number): Vocabulary {
  const counts = new Map<string, number>();
  for (const tokens of sequences) for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  const tokens = sequences.reduce((sum, { length }) => sum + length, 0);
  return Vocabulary.build(counts, { maxSize, minCount: tokens > muchText ? 2 : 1 }, sequences.length);
}

/** @throws ExampleError for a label that was not learnt. */
export function encodeExamples(examples: readonly Example[], { source, target }: ShapeWords): Examples {
  const ids = target instanceof Vocabulary ? undefined : new Map(target.map((label, id) => [label, id]));
  const idOf = (token: string, place: string) => {
    if (target instanceof Vocabulary) return target.idOf(token);
    const id = ids?.get(token);
    if (id !== undefined) return id;
    throw new ExampleError(`${place}: the label "${token}" was not among the examples that were learnt`);
  };
  return {
    sources: joined(examples.map((example) => example.source.map((token) => source.idOf(token)))),
    targets: joined(examples.map(({ targets, place }) => targets.map((token) => idOf(token, place)))),
  };
}

/** @throws ExampleError where it holds nothing, or too much. */
export function encodeSource(text: string, cut: CutOptions, words: Vocabulary): { tokens: string[]; ids: Int32Array } {
  const tokens = tokensOf(text, cut);
  if (tokens.length === 0) throw new ExampleError('There is no text to read');
  checkLength({ source: tokens, targets: [], place: 'the text' });
  return { tokens, ids: Int32Array.from(tokens, (token) => words.idOf(token)) };
}

function joined(sequences: readonly (readonly number[])[]): Sequences {
  const starts = new Int32Array(sequences.length + 1);
  sequences.forEach((ids, i) => (starts[i + 1] = starts[i] + ids.length));
  return { ids: Int32Array.from(sequences.flat()), starts };
}
