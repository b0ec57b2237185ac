// Learning from sequences: of labelled texts a class or a label for each token, of pairs the target from the source.

import type { Kernels } from '../kernels/kernels';
import { Adam } from '../rnn/adam';
import type { Arena } from '../rnn/arena';
import { noDropout } from '../rnn/dropout';
import { createLearnt, type Learner, type Learnt } from '../rnn/learner';
import type { LayerState } from '../rnn/recurrentLayer';
import { type ShapeConfig, shapeParameters } from '../rnn/shapes/config';
import { createModel, newState, type ShapeModel, type ShapeWindow } from '../rnn/shapes/learner';
import { countOf, type Ends, type Examples, fillWindow, orderOf, windowOf } from '../rnn/shapes/sequences';
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
  /** The shortest first. */
  readonly windows: readonly ShapeWindow[];
  readonly seed: number;
  readonly train: ExampleSizes;
  readonly valid: ExampleSizes;
  /** Losses that a look at what is held out sums up. */
  readonly validLength: number;
}

export class SequenceTask implements Task {
  /** Room for the sequences of a window: nothing goes on from one to the next. */
  readonly state: readonly LayerState[];
  /** Filled by whoever starts the run. */
  readonly train: Examples;
  readonly valid: Examples;
  readonly rowLosses: Float32Array;
  private readonly learnt: Learnt;
  private readonly adam: Adam;
  /** The same network over windows of several lengths, of which one is in use at a time. */
  private readonly models: readonly ShapeModel[];
  /** Which of them that is, for all members. [1] */
  private readonly model: Int32Array;
  private order: Int32Array = new Int32Array(0);
  private epoch = -1;

  constructor(
    arena: Arena,
    kernels: Kernels,
    private readonly team: Team,
    private readonly settings: SequenceSettings,
  ) {
    const { config, windows, batchSize } = settings;
    const list = shapeParameters(config);
    this.learnt = createLearnt(arena, list);
    this.adam = new Adam(arena, kernels, team, list);
    const { params } = this.learnt;
    const builds = windows.map((window) => () => createModel(arena, kernels, team, config, window, params, true));
    this.models = arena.overlay<readonly ShapeModel[]>(...builds);
    this.model = arena.ints(1);
    this.state = newState(arena, this.models[0]);
    const part = (count: number, ids: number) => ({ ids: arena.ints(ids), starts: arena.ints(count + 1) });
    const examples = ({ examples: count, sourceIds, targetIds }: ExampleSizes): Examples => ({
      sources: part(count, sourceIds),
      targets: part(count, targetIds),
    });
    this.train = examples(settings.train);
    this.valid = examples(settings.valid);
    this.rowLosses = arena.floats(batchSize);
  }

  get learner(): Learner<ShapeModel> {
    return { ...this.learnt, network: this.network, adam: this.adam, candidates: undefined };
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
    return this.network.output.losses;
  }

  get targets(): Int32Array {
    return this.network.output.targets;
  }

  fill(epoch: number, window: number): void {
    const { batchSize, seed } = this.settings;
    if (epoch !== this.epoch) {
      this.epoch = epoch;
      this.order = orderOf(this.train, batchSize, seed + epoch);
    }
    this.put(this.train, this.order.subarray(window * batchSize, (window + 1) * batchSize));
  }

  evaluate(): void {
    const { rowLosses, team, valid } = this;
    const { batchSize } = this.settings;
    const [from, to] = share(team, batchSize);
    rowLosses.fill(0, from, to);
    for (let first = 0; first < countOf(valid.sources); first += batchSize) {
      if (team.index === 0) {
        const count = Math.min(batchSize, countOf(valid.sources) - first);
        this.put(
          valid,
          Array.from({ length: count }, (_, i) => first + i),
        );
      }
      team.barrier();
      const { network } = this;
      network.drop(noDropout);
      team.barrier();
      network.packWeights();
      team.barrier();
      network.embed();
      team.barrier();
      network.forward(this.state);
      const { losses } = network.output;
      network.output.loss();
      const perRow = losses.length / batchSize;
      for (let b = from; b < to; b++) for (let i = 0; i < perRow; i++) rowLosses[b] += losses[b * perRow + i];
      team.barrier();
    }
    // Also where nothing is held out: whoever leads decides anew only when all have read what was decided.
    team.barrier();
  }

  private get network(): ShapeModel {
    return this.models[this.model[0]] ?? this.models[0];
  }

  /** By one member: the examples into the shortest window that holds them. */
  private put(examples: Examples, chosen: ArrayLike<number>): void {
    this.model[0] = windowOf(this.settings.windows, examples, chosen);
    fillWindow(this.network, examples, chosen, this.settings);
  }
}
