// The training loop that every thread runs: windows of the epoch's stream, an update each, a look at the held-out notes
// now and then, early stopping, and an end when the budget is used up.

import { batchify, getBatch, type Lanes } from '../rnn/batches';
import { CandidateChooser } from '../rnn/candidates';
import { Random } from '../rnn/random';
import { share } from '../rnn/team';
import { trainingStep } from '../rnn/trainingStep';
import type { ThreadTeam } from './threadTeam';
import { RunLeader, type Decision } from './runLeader';
import type { ThreadData, ThreadMessage, TrainingTensors } from './trainingJob';

export class TrainingLoop {
  private readonly lanes: Lanes;
  private readonly validLanes: Lanes;
  private readonly leader: RunLeader;
  private readonly chooser: CandidateChooser | undefined;
  private readonly rows: readonly [number, number];
  /** Of which the stream has the order of notes. */
  private epoch = -1;

  constructor(
    private readonly tensors: TrainingTensors,
    private readonly team: ThreadTeam,
    private readonly data: ThreadData,
    clock: () => number,
    post: (message: ThreadMessage, transfer: ArrayBuffer[]) => void,
  ) {
    const { batchSize, seqLen, draws, validLength, config } = data.settings;
    this.lanes = batchify(tensors.stream.inputs.length, batchSize, seqLen);
    this.validLanes = batchify(validLength, batchSize, tensors.evaluator.shape.seqLen);
    this.rows = share(team, batchSize);
    this.leader = new RunLeader(tensors, data, this.lanes, clock, post);
    const { candidates } = tensors.learner;
    if (candidates && team.index === 0) {
      const counts = countIds(tensors.notes.targets, config.vocabSize);
      this.chooser = new CandidateChooser(candidates, counts, batchSize * seqLen, draws);
    }
  }

  run(): void {
    if (this.team.index === 0) this.leader.begin();
    for (;;) {
      if (this.team.index === 0) this.lead();
      this.team.barrier();
      const decision = this.leader.readDecision();
      if (decision.action === 'end') return;
      if (decision.action === 'evaluate') {
        this.evaluate();
        if (this.team.index === 0) this.leader.evaluated();
      } else {
        this.step(decision);
        if (this.team.index === 0) this.leader.stepped();
      }
    }
  }

  /** What one member does for all: it decides, and fills in the window that comes next. */
  private lead(): void {
    const { stream, learner, state } = this.tensors;
    this.leader.decide();
    const { action, epoch, window, step } = this.leader.readDecision();
    if (action !== 'step') return;
    if (epoch !== this.epoch) {
      this.epoch = epoch;
      this.orderNotes(epoch);
      // Lanes start from zeros; a resumed epoch keeps its state.
      if (window === 0) for (const { h, c } of state) [h, c].forEach((part) => part.fill(0));
    }
    const { inputs, output } = learner.network;
    getBatch(inputs, output.targets, stream, this.lanes, window, 0, this.lanes.batchSize);
    this.chooser?.choose(inputs, output.targets, this.stepSeed(step));
  }

  private step({ step, learningRate }: Decision): void {
    const { learner, state } = this.tensors;
    const { gradClip, dropout } = this.data.settings;
    trainingStep(learner, this.team, state, step, {
      learningRate,
      gradClip,
      dropout: { ...dropout, seed: this.stepSeed(step) },
    });
  }

  private stepSeed(step: number): number {
    return (Math.imul(this.data.settings.seed, 0x9e3779b9) ^ step) >>> 0;
  }

  /** Notes in an order of their own for every epoch. */
  private orderNotes(epoch: number): void {
    const { notes, stream } = this.tensors;
    let start = 0;
    const places = this.data.settings.noteLengths.map((length): [number, number] => [start, (start += length)]);
    let at = 0;
    for (const [from, to] of new Random(this.data.settings.seed + epoch).shuffle(places)) {
      stream.inputs.set(notes.inputs.subarray(from, to), at);
      stream.targets.set(notes.targets.subarray(from, to), at);
      at += to - from;
    }
  }

  /** Summed loss of each row over the held-out notes: exact, over all words. */
  private evaluate(): void {
    const { evaluator, valid, validState, rowLosses } = this.tensors;
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
}

/** How often each of V words occurs. */
function countIds(ids: Int32Array, V: number): Int32Array {
  const counts = new Int32Array(V);
  for (const id of ids) counts[id]++;
  return counts;
}
