// Learning a language model: the notes, in an order of their own for every epoch, are one stream that is read in lanes
// side by side; held-out notes are looked at with the exact softmax over all words.

import type { Kernels } from '../kernels/kernels';
import type { Arena } from '../rnn/arena';
import { batchify, getBatch, type Lanes } from '../rnn/batches';
import { CandidateChooser } from '../rnn/candidates';
import type { NetworkConfig } from '../rnn/config';
import { forwardFlops } from '../rnn/cost';
import { createLearner, createLearnt, type Learner } from '../rnn/learner';
import { Network } from '../rnn/network';
import { parameterList } from '../rnn/parameters';
import { Random } from '../rnn/random';
import type { LayerState } from '../rnn/recurrentLayer';
import { share, type Team } from '../rnn/team';
import type { Task } from './task';

export interface TextSettings {
  readonly kind: 'text';
  readonly config: NetworkConfig;
  readonly batchSize: number;
  readonly seqLen: number;
  /** Words drawn at every step for the sampled softmax; 0: exact. */
  readonly draws: number;
  readonly seed: number;
  /** Positions of the notes, one after the other: the lengths of the streams. */
  readonly noteLengths: readonly number[];
  readonly validLength: number;
}

/** Steps of a window of held-out text: few, since the exact softmax wants room for every word at every step. */
const evaluationSeqLen = 8;

interface IdPairs {
  readonly inputs: Int32Array;
  readonly targets: Int32Array;
}

export class TextTask implements Task {
  readonly learner: Learner;
  readonly state: readonly LayerState[];
  /** Training notes in the order in which they were given, filled by whoever starts the run. [N] */
  readonly notes: IdPairs;
  /** Filled likewise. */
  readonly valid: IdPairs;
  readonly rowLosses: Float32Array;
  /** The notes in the order of this epoch. [N] */
  private readonly stream: IdPairs;
  /** The same weights, all words, for held-out text. */
  private readonly evaluator: Network;
  private readonly validState: readonly LayerState[];
  private readonly lanes: Lanes;
  private readonly validLanes: Lanes;
  private readonly rows: readonly [number, number];
  private chooser: CandidateChooser | undefined;
  /** Of which the stream has the order of notes. */
  private epoch = -1;

  constructor(
    arena: Arena,
    kernels: Kernels,
    private readonly team: Team,
    private readonly settings: TextSettings,
  ) {
    const { config, batchSize, seqLen, noteLengths, validLength } = settings;
    const learnt = createLearnt(arena, parameterList(config));
    const window = { batchSize, seqLen: evaluationSeqLen, training: false };
    // Learning and looking take turns: what each needs in between lies in the same place.
    [this.learner, this.evaluator] = arena.overlay(
      () => createLearner(arena, kernels, team, config, settings, learnt),
      () => new Network(arena, kernels, team, config, window, learnt.params),
    );
    const length = noteLengths.reduce((sum, n) => sum + n, 0);
    const pair = (n: number) => ({ inputs: arena.ints(n), targets: arena.ints(n) });
    this.state = this.learner.network.newState(arena);
    this.validState = this.evaluator.newState(arena);
    this.notes = pair(length);
    this.stream = pair(length);
    this.valid = pair(validLength);
    this.rowLosses = arena.floats(batchSize);
    this.lanes = batchify(length, batchSize, seqLen);
    this.validLanes = batchify(validLength, batchSize, evaluationSeqLen);
    this.rows = share(team, batchSize);
  }

  get windows(): number {
    return this.lanes.windows;
  }

  get tokensPerEpoch(): number {
    return this.stream.inputs.length;
  }

  get validLength(): number {
    return this.settings.validLength;
  }

  get lookInSteps(): number {
    const { config, batchSize, seqLen, validLength } = this.settings;
    const words = this.learner.candidates?.capacity ?? config.vocabSize;
    const look = validLength * forwardFlops(config, config.vocabSize);
    return look / (batchSize * seqLen * 3 * forwardFlops(config, words));
  }

  get losses(): Float32Array {
    return this.learner.network.output.losses;
  }

  get targets(): Int32Array {
    return this.learner.network.output.targets;
  }

  fill(epoch: number, window: number, seed: number): void {
    if (epoch !== this.epoch) {
      this.epoch = epoch;
      this.orderNotes(epoch);
      // Lanes start from zeros; a resumed epoch keeps its state.
      if (window === 0) for (const { h, c } of this.state) [h, c].forEach((part) => part.fill(0));
    }
    const { inputs, output } = this.learner.network;
    getBatch(inputs, output.targets, this.stream, this.lanes, window, 0, this.lanes.batchSize);
    this.candidateChooser()?.choose(inputs, output.targets, seed);
  }

  /** Summed loss of each row over the held-out notes: exact, over all words. */
  evaluate(): void {
    const { evaluator, valid, validState, rowLosses } = this;
    const [from, to] = this.rows;
    const { seqLen } = evaluator.shape;
    evaluator.packWeights();
    this.team.barrier();
    const { hiddenSize } = evaluator.config;
    for (const { h, c } of validState) for (const part of [h, c]) part.fill(0, from * hiddenSize, to * hiddenSize);
    rowLosses.fill(0, from, to);
    for (let window = 0; window < this.validLanes.windows; window++) {
      getBatch(evaluator.inputs, evaluator.output.targets, valid, this.validLanes, window, from, to);
      this.team.barrier();
      evaluator.embed();
      this.team.barrier();
      evaluator.forward(validState);
      evaluator.output.forward();
      evaluator.output.loss();
      for (let b = from; b < to; b++) {
        for (let t = 0; t < seqLen; t++) rowLosses[b] += evaluator.output.losses[b * seqLen + t];
      }
    }
    this.team.barrier();
  }

  /** Notes in an order of their own for every epoch. */
  private orderNotes(epoch: number): void {
    const { notes, stream } = this;
    let start = 0;
    const places = this.settings.noteLengths.map((length): [number, number] => [start, (start += length)]);
    let at = 0;
    for (const [from, to] of new Random(this.settings.seed + epoch).shuffle(places)) {
      stream.inputs.set(notes.inputs.subarray(from, to), at);
      stream.targets.set(notes.targets.subarray(from, to), at);
      at += to - from;
    }
  }

  /** Made when the notes are there to be counted. */
  private candidateChooser(): CandidateChooser | undefined {
    const { candidates } = this.learner;
    if (!candidates) return undefined;
    const { config, batchSize, seqLen, draws } = this.settings;
    this.chooser ??= new CandidateChooser(
      candidates,
      countIds(this.notes.targets, config.vocabSize),
      batchSize * seqLen,
      draws,
    );
    return this.chooser;
  }
}

/** How often each of V words occurs. */
function countIds(ids: Int32Array, V: number): Int32Array {
  const counts = new Int32Array(V);
  for (const id of ids) counts[id]++;
  return counts;
}
