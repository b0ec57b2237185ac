// afterword eval, of a model of another shape: on files that it has not seen, or on the part of its own files that training
// has left alone.

import type { KernelModule } from '../../engine/kernelHost';
import { scoreMemoryless } from '../../engine/shapes/memorylessScores';
import { scoreShape } from '../../engine/shapes/shapeScores';
import type { ShapeScores } from '../../engine/shapes/scoring';
import type { StoredShape } from '../../engine/shapes/shapeStore';
import { ExampleError } from '../../text/examples/example';
import { splitExamples } from '../../text/examples/split';
import { Expander, expandingByWords } from '../../engine/shorthand/expander';
import { type Expand, type ExpansionScore, scoreExpansion } from '../../engine/shorthand/expansionScores';
import { shorthandExamples } from '../../engine/shorthand/lesson';
import { finish } from '../../rnn/stepwise';
import { readExamples } from './shapeFiles';
import { priorOfNotes, readNotes } from './shorthandNotes';

/** Phrases that are looked at, evenly over all. */
const mostPhrases = 1000;

export const exampleParts = ['all', 'test', 'valid'] as const;

/** @param counted of shorthand: notes whose counts join in. */
export async function evalShape(
  { model, kernels }: { readonly model: StoredShape; readonly kernels: KernelModule },
  paths: readonly string[],
  part: (typeof exampleParts)[number],
  counted: readonly string[] | undefined,
  progress: (done: number) => void,
): Promise<ShapeScores> {
  const { cuts, options } = model;
  const { validShare, testShare, reversed, shorthand } = options.parts;
  if (shorthand) {
    if (part !== 'all')
      throw new ExampleError('Shorthand is evaluated on notes that it was not learnt from, without --part');
    return evalShorthand({ model, kernels }, paths, counted, progress);
  }
  const examples = readExamples(paths, { shape: model.config.shape, cuts, several: options.several, reversed });
  const split = splitExamples(examples, validShare, testShare, options.seed);
  if (part === 'all') return scoreShape(kernels, model, examples, progress);
  if (split[part].length === 0) {
    throw new ExampleError(
      `Training left no ${part} part: give files that it has not seen, or train with --${part}-share`,
    );
  }
  const scores = scoreShape(kernels, model, split[part], progress);
  const { shape } = model.config;
  return { ...scores, ...scoreMemoryless({ shape, several: options.several }, split.train, split[part], cuts) };
}

/**
 * Phrases of other notes, each shortened once: by the network, with counts where there are notes to count, and by the noisy
 * channel without a network.
 */
async function evalShorthand(
  { model, kernels }: { readonly model: StoredShape; readonly kernels: KernelModule },
  paths: readonly string[],
  counted: readonly string[] | undefined,
  progress: (done: number) => void,
): Promise<ShapeScores> {
  const all = finish(shorthandExamples(await readNotes(paths, []), model.cuts, model.options.seed + 1, 1));
  const step = Math.max(1, Math.ceil(all.length / mostPhrases));
  const examples = all.filter((_, i) => i % step === 0);
  const expander = new Expander(kernels, model);
  const prior = counted && (await priorOfNotes(model, counted));
  const ways: Readonly<Record<string, Expand>> = {
    network: (typed) => finish(expander.expanding(typed)).map(({ text }) => text),
    ...(prior && { counts: (typed: string) => finish(expander.expanding(typed, prior)).map(({ text }) => text) }),
    channel: (typed) => finish(expandingByWords(model, typed)).map(({ text }) => text),
  };
  const names = Object.keys(ways);
  const scores = names.map((name, i) => {
    const score = scoreExpansion(ways[name], examples, model.cuts, (done) => progress((i + done) / names.length));
    return named(name === 'network' ? '' : name, score);
  });
  return { phrases: examples.length, ...Object.assign({}, ...scores) } as ShapeScores;
}

/** exact becomes channelExact. */
function named(way: string, { exact, exactAmong5, saved }: ExpansionScore): ShapeScores {
  return way === ''
    ? { exact, exactAmong5, saved }
    : { [`${way}Exact`]: exact, [`${way}ExactAmong5`]: exactAmong5, [`${way}Saved`]: saved };
}
