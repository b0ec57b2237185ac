// afterword eval, of a model of another shape: on files that it has not seen, or on the part of its own files that training
// has left alone.

import type { KernelModule } from '../../engine/kernelHost';
import { scoreShape, type ShapeScores } from '../../engine/shapes/shapeScores';
import type { StoredShape } from '../../engine/shapes/shapeStore';
import { splitExamples } from '../../text/examples/split';
import { readExamples } from './shapeFiles';

export const exampleParts = ['all', 'test', 'valid'] as const;

export function evalShape(
  { model, kernels }: { readonly model: StoredShape; readonly kernels: KernelModule },
  paths: readonly string[],
  part: (typeof exampleParts)[number],
  progress: (done: number) => void,
): ShapeScores {
  const { cuts, options } = model;
  const { validShare, testShare, reversed } = options.parts;
  const examples = readExamples(paths, { shape: model.config.shape, cuts, several: options.several, reversed });
  const split = splitExamples(examples, validShare, testShare, options.seed);
  return scoreShape(kernels, model, part === 'all' ? examples : split[part], progress);
}
