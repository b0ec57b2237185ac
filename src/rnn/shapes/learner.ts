// A network of one of the other shapes, with all that it learns with: as learner.ts makes the language model. The window
// of the model is filled by the caller; what that is differs by shape, so both kinds are told apart here.

import type { Kernels } from '../../kernels/kernels';
import { Adam } from '../adam';
import type { Arena } from '../arena';
import { createLearnt, type Learner, type Learnt } from '../learner';
import type { Weights } from '../parameters';
import type { LayerState } from '../recurrentLayer';
import type { Team } from '../team';
import { type ShapeConfig, shapeParameters } from './config';
import { EncoderDecoder } from './encoderDecoder';
import { Labeller } from './labeller';

export interface ShapeWindow {
  readonly batchSize: number; // B
  /** Of a source, or of what is labelled. */
  readonly sourceLen: number; // S
  /** Of a target; of no account where labels are learnt. */
  readonly targetLen: number; // T
}

export type ShapeModel = Labeller | EncoderDecoder;

export function createModel(
  arena: Arena,
  kernels: Kernels,
  team: Team,
  config: ShapeConfig,
  { batchSize, sourceLen, targetLen }: ShapeWindow,
  params: Weights,
  training: boolean,
): ShapeModel {
  if (config.shape === 'pairs') {
    return new EncoderDecoder(arena, kernels, team, config, { batchSize, sourceLen, targetLen, training }, params);
  }
  return new Labeller(arena, kernels, team, config, { batchSize, seqLen: sourceLen, training }, params);
}

/** Room for the state of a window's sequences. */
export function newState(arena: Arena, model: ShapeModel): LayerState[] {
  return (model instanceof EncoderDecoder ? model.encoder : model.stack).newState(arena);
}

export function createShapeLearner(
  arena: Arena,
  kernels: Kernels,
  team: Team,
  config: ShapeConfig,
  window: ShapeWindow,
  learnt: Learnt = createLearnt(arena, shapeParameters(config)),
): Learner<ShapeModel> {
  const network = createModel(arena, kernels, team, config, window, learnt.params, true);
  const adam = new Adam(arena, kernels, team, shapeParameters(config));
  return { ...learnt, network, adam, candidates: undefined };
}
