// Learning from sequences: of labelled texts a class or a label for each token, of pairs the target from the source.

import type { Kernels } from '../kernels/kernels';
import type { Arena } from '../rnn/arena';
import { noDropout } from '../rnn/dropout';
import type { Learner } from '../rnn/learner';
import type { LayerState } from '../rnn/recurrentLayer';
import type { ShapeConfig } from '../rnn/shapes/config';
import { createShapeLearner, newState, type ShapeModel, type ShapeWindow } from '../rnn/shapes/learner';
import { countOf, type Ends, type Examples, fillWindow, orderOf } from '../rnn/shapes/sequences';
import { share, type Team } from '../rnn/team';
import type { Task } from './task';

/** Sizes of what is in the memory that a run's threads share. */
export interface ExampleSizes {
  readonly examples: number;
  readonly sourceIds: number;
  readonly targetIds: number;
}

export interface SequenceSettings extends Ends {
  readonly kind: 'sequences';
  readonly config: ShapeConfig;
  readonly batchSize: number;
  readonly window: ShapeWindow;
  readonly seed: number;
  readonly train: ExampleSizes;
  readonly valid: ExampleSizes;
  /** Losses that a look at what is held out sums up. */
  readonly validLength: number;
}

export class SequenceTask implements Task {
  readonly learner: Learner<ShapeModel>;
  /** Room for the sequences of a window: nothing goes on from one to the next. */
  readonly state: readonly LayerState[];
  /** Filled by whoever starts the run. */
  readonly train: Examples;
  readonly valid: Examples;
  readonly rowLosses: Float32Array;
  private order: Int32Array = new Int32Array(0);
  private epoch = -1;

  constructor(
    arena: Arena,
    kernels: Kernels,
    private readonly team: Team,
    private readonly settings: SequenceSettings,
  ) {
    const { config, window, batchSize } = settings;
    this.learner = createShapeLearner(arena, kernels, team, config, window);
    this.state = newState(arena, this.learner.network);
    const part = (count: number, ids: number) => ({ ids: arena.ints(ids), starts: arena.ints(count + 1) });
    const examples = ({ examples: count, sourceIds, targetIds }: ExampleSizes): Examples => ({
      sources: part(count, sourceIds),
      targets: part(count, targetIds),
    });
    this.train = examples(settings.train);
    this.valid = examples(settings.valid);
    this.rowLosses = arena.floats(batchSize);
  }

  get windows(): number {
    return Math.ceil(this.settings.train.examples / this.settings.batchSize);
  }

  get tokensPerEpoch(): number {
    return this.settings.train.sourceIds;
  }

  get validLength(): number {
    return this.settings.validLength;
  }

  get lookInSteps(): number {
    // A look goes forward only: a third of a step's arithmetic.
    return this.settings.valid.examples / this.settings.batchSize / 3;
  }

  get losses(): Float32Array {
    return this.learner.network.output.losses;
  }

  get targets(): Int32Array {
    return this.learner.network.output.targets;
  }

  fill(epoch: number, window: number): void {
    const { batchSize, seed } = this.settings;
    if (epoch !== this.epoch) {
      this.epoch = epoch;
      this.order = orderOf(this.train, batchSize, seed + epoch);
    }
    const chosen = this.order.subarray(window * batchSize, (window + 1) * batchSize);
    fillWindow(this.learner.network, this.train, chosen, this.settings);
  }

  evaluate(): void {
    const { rowLosses, team, valid } = this;
    const { batchSize } = this.settings;
    const { network } = this.learner;
    const [from, to] = share(team, batchSize);
    const perRow = network.output.losses.length / batchSize;
    network.drop(noDropout);
    team.barrier();
    network.packWeights();
    rowLosses.fill(0, from, to);
    for (let first = 0; first < countOf(valid.sources); first += batchSize) {
      if (team.index === 0) {
        const chosen = Array.from({ length: Math.min(batchSize, countOf(valid.sources) - first) }, (_, i) => first + i);
        fillWindow(network, valid, chosen, this.settings);
      }
      team.barrier();
      network.embed();
      team.barrier();
      network.forward(this.state);
      network.output.loss();
      for (let b = from; b < to; b++)
        for (let i = 0; i < perRow; i++) rowLosses[b] += network.output.losses[b * perRow + i];
      team.barrier();
    }
  }
}
