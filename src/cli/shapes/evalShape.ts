// afterword eval, of a model of another shape: on files that it has not seen, or on the part of its own files that training
// has left alone.

import type { KernelModule } from '../../engine/kernelHost';
import { scoreMemoryless } from '../../engine/shapes/memorylessScores';
import { scoreShape } from '../../engine/shapes/shapeScores';
import type { ShapeScores } from '../../engine/shapes/scoring';
import type { StoredShape } from '../../engine/shapes/shapeStore';
import { ExampleError } from '../../text/examples/example';
import { splitExamples } from '../../text/examples/split';
import { Expander, scoreExpansion } from '../../engine/shapes/expander';
import { readExamples } from './shapeFiles';
import { readNotes, shorthandExamples } from './shorthandNotes';

/** Phrases that are looked at, evenly over all. */
const mostPhrases = 1000;

export const exampleParts = ['all', 'test', 'valid'] as const;

export async function evalShape(
  { model, kernels }: { readonly model: StoredShape; readonly kernels: KernelModule },
  paths: readonly string[],
  part: (typeof exampleParts)[number],
  progress: (done: number) => void,
): Promise<ShapeScores> {
  const { cuts, options } = model;
  const { validShare, testShare, reversed, shorthand } = options.parts;
  if (shorthand) return evalShorthand({ model, kernels }, paths, progress);
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

/** Phrases of other notes, each shortened once; the network, and the noisy channel without it. */
async function evalShorthand(
  { model, kernels }: { readonly model: StoredShape; readonly kernels: KernelModule },
  paths: readonly string[],
  progress: (done: number) => void,
): Promise<ShapeScores> {
  const all = shorthandExamples(await readNotes(paths, []), model.cuts, model.options.seed + 1, 1);
  const step = Math.max(1, Math.ceil(all.length / mostPhrases));
  const examples = all.filter((_, i) => i % step === 0);
  const expander = new Expander(kernels, model);
  const { phrases, ...network } = scoreExpansion(expander.expand, examples, model.cuts, (done) => progress(done * 0.9));
  const channel = scoreExpansion(expander.expandWithoutNetwork, examples, model.cuts, (done) =>
    progress(0.9 + done * 0.1),
  );
  const { exact, exactAmong5, saved } = channel;
  return { phrases, ...network, channelExact: exact, channelExactAmong5: exactAmong5, channelSaved: saved };
}
