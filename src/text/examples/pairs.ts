// Pairs, one a line: source, tab, target; whatever follows another tab is not read.

import { checkLength, type Example, ExampleError, type ExampleFile } from './example';
import { lines } from './labelled';
import { type CutOptions, tokensOf } from './units';

export interface PairCuts {
  readonly source: CutOptions;
  readonly target: CutOptions;
  /** From the second column to the first. */
  readonly reversed: boolean;
}

/** @throws ExampleError for a line that cannot be used. */
export function readPairs(files: readonly ExampleFile[], cuts: PairCuts): Example[] {
  const examples = files.flatMap(({ name, text }) =>
    lines(text).map(([line, number]) => {
      const place = `${name}:${number}`;
      const [first, second] = line.split('\t');
      if (second === undefined) throw new ExampleError(`${place}: there is no tab between source and target`);
      const [source, target] = cuts.reversed ? [second, first] : [first, second];
      if (source.trim() === '') throw new ExampleError(`${place}: the source is empty`);
      if (target.trim() === '') throw new ExampleError(`${place}: the target is empty`);
      const made = { source: tokensOf(source, cuts.source), targets: tokensOf(target, cuts.target), place };
      checkLength(made);
      return made;
    }),
  );
  if (examples.length === 0) throw new ExampleError('There are no pairs: a line is a source, a tab and a target');
  return examples;
}
