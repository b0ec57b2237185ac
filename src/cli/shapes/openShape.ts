// A model of another shape, opened for a command.

import type { KernelModule } from '../../engine/kernelHost';
import { ProblemError } from '../../engine/problem';
import { ShapeStore, type StoredShape } from '../../engine/shapes/shapeStore';
import type { ShapeConfig } from '../../rnn/shapes/config';
import { trainerFiles } from '../cliSession';

/** @throws ProblemError noModel, where there is none or one of another shape. */
export async function openShape(
  folder: string,
  ...shapes: readonly ShapeConfig['shape'][]
): Promise<{ readonly model: StoredShape; readonly kernels: KernelModule }> {
  const model = await new ShapeStore(folder).load();
  if (!model || !shapes.includes(model.config.shape)) {
    const how = shapes.map((shape) => `afterword train --shape ${shape} FILES --model ${folder}`).join(' or ');
    throw new ProblemError('noModel', `There is no model for this in ${folder}: make one with ${how}`);
  }
  return { model, kernels: trainerFiles().kernels };
}
