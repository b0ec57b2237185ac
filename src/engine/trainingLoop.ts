// The training loop that every thread runs: windows of the epoch's stream, an update each, a look at the held-out notes
// now and then, early stopping, and an end when the budget is used up. Evaluation costs about a tenth of the time.

import { batchify, getBatch, type Lanes } from '../rnn/batches';
import { Random } from '../rnn/random';
import { learningRateAt } from '../rnn/schedule';
import { share } from '../rnn/team';
import { trainingStep } from '../rnn/trainingStep';
import type { ThreadTeam } from './threadTeam';
import { RunLeader, type Decision } from './runLeader';
import type { ThreadData, ThreadMessage, TrainingTensors } from './trainingJob';

export class TrainingLoop {
  private readonly lanes: Lanes;
  private readonly validLanes: Lanes;
  private readonly leader: RunLeader;
  private readonly rows: readonly [number, number];

  constructor(
    private readonly tensors: TrainingTensors,
    private readonly team: ThreadTeam,
    private readonly data: ThreadData,
    clock: () => number,
    post: (message: ThreadMessage, transfer: ArrayBuffer[]) => void,
  ) {
    const { batchSize, seqLen, validLength } = data.settings;
    this.lanes = batchify(tensors.stream.inputs.length, batchSize, seqLen);
    this.validLanes = batchify(validLength, batchSize, seqLen);
    this.rows = share(team, batchSize);
    this.leader = new RunLeader(tensors, data, this.lanes, this.validLanes, clock, post);
  }

  run(): void {
    let epoch = -1;
    for (;;) {
      const decision = this.agree();
      if (decision.action === 'end') return;
      if (decision.action === 'evaluate') {
        this.evaluate();
        if (this.team.index === 0) this.leader.evaluated();
        continue;
      }
      if (decision.epoch !== epoch) {
        epoch = decision.epoch;
        this.startEpoch(epoch, decision.window);
      }
      this.step(decision);
      if (this.team.index === 0) this.leader.stepped();
    }
  }

  /** The leader decides, all know. */
  private agree(): Decision {
    if (this.team.index === 0) this.leader.decide();
    this.team.barrier();
    const decision = this.leader.readDecision();
    this.team.barrier();
    return decision;
  }

  private step({ step, window, fraction }: Decision): void {
    const { network, adam, state, stream } = this.tensors;
    const { learningRate, gradClip, dropout, seed } = this.data.settings;
    const [from, to] = this.rows;
    getBatch(network.inputs, network.output.targets, stream, this.lanes, window, from, to);
    trainingStep(network, adam, this.team, state, step, {
      learningRate: learningRateAt(learningRate, fraction),
      gradClip,
      dropout: { p: dropout, seed: (Math.imul(seed, 0x9e3779b9) ^ step) >>> 0 },
    });
  }

  /** Notes in an order of their own for every epoch; lanes start from zeros. A resumed epoch keeps its state. */
  private startEpoch(epoch: number, window: number): void {
    const { notes, stream, state } = this.tensors;
    if (this.team.index === 0) {
      let at = 0;
      for (const [from, to] of this.noteOrder(epoch)) {
        stream.inputs.set(notes.inputs.subarray(from, to), at);
        stream.targets.set(notes.targets.subarray(from, to), at);
        at += to - from;
      }
      if (window === 0) for (const { h, c } of state) [h, c].forEach((part) => part.fill(0));
    }
    this.team.barrier();
  }

  private noteOrder(epoch: number): [number, number][] {
    let start = 0;
    const places = this.data.settings.noteLengths.map((length): [number, number] => [start, (start += length)]);
    return new Random(this.data.settings.seed + epoch).shuffle(places);
  }

  /** Summed loss of each row over the held-out notes. */
  private evaluate(): void {
    const { network, valid, validState, rowLosses } = this.tensors;
    const { seqLen } = this.data.settings;
    const [from, to] = this.rows;
    network.packWeights();
    this.team.barrier();
    const { hiddenSize } = network.config;
    for (const { h, c } of validState) for (const part of [h, c]) part.fill(0, from * hiddenSize, to * hiddenSize);
    rowLosses.fill(0, from, to);
    for (let window = 0; window < this.validLanes.windows; window++) {
      getBatch(network.inputs, network.output.targets, valid, this.validLanes, window, from, to);
      network.forward(validState);
      network.output.forward();
      network.output.loss();
      for (let b = from; b < to; b++) {
        for (let t = 0; t < seqLen; t++) rowLosses[b] += network.output.losses[b * seqLen + t];
      }
    }
    this.team.barrier();
  }
}
