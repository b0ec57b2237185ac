// A network together with all that it learns with: its weights, gradients, optimizer, and the candidates of a sampled
// softmax. Made by every member of a team over the same memory, in the same order.

import type { Kernels } from '../kernels/kernels';
import { Adam } from './adam';
import type { Arena } from './arena';
import { Candidates } from './candidates';
import type { NetworkConfig } from './config';
import type { Model } from './model';
import { Network } from './network';
import { type Parameter, parameterList, ParameterSet } from './parameters';
import type { Team } from './team';
import { allWords } from './wordSet';

export interface LearnerShape {
  readonly batchSize: number; // B
  readonly seqLen: number; // T
  /** Words that are drawn at every step for the sampled softmax; 0: the softmax is exact. */
  readonly draws: number;
}

/** What lasts from step to step. */
export interface Learnt {
  /** All weights. A network that learns reads the rows of words from the candidates, where it has some. */
  readonly params: ParameterSet;
  /** First and second moments of the gradients. */
  readonly m: ParameterSet;
  readonly v: ParameterSet;
}

export interface Learner<M extends Model = Network> extends Learnt {
  readonly network: M;
  readonly adam: Adam;
  /** undefined: the softmax is exact. */
  readonly candidates: Candidates | undefined;
}

export function createLearnt(arena: Arena, list: readonly Parameter[]): Learnt {
  const [params, m, v] = [1, 2, 3].map(() => new ParameterSet(arena, list));
  return { params, m, v };
}

export function createLearner(
  arena: Arena,
  kernels: Kernels,
  team: Team,
  config: NetworkConfig,
  { batchSize, seqLen, draws }: LearnerShape,
  learnt: Learnt = createLearnt(arena, parameterList(config)),
): Learner {
  const { params } = learnt;
  const candidates =
    draws > 0 ? new Candidates(arena, kernels, team, config, params, batchSize * seqLen, draws) : undefined;
  const words = candidates ?? allWords(config.vocabSize);
  const weights = candidates?.weights ?? params;
  const network = new Network(arena, kernels, team, config, { batchSize, seqLen, training: true }, weights, words);
  const adam = new Adam(arena, kernels, team, parameterList({ ...config, vocabSize: words.capacity }), words);
  return { ...learnt, network, adam, candidates };
}
