// Sampled softmax: the words that one step looks at instead of the whole vocabulary (Jean et al. 2015). One set serves
// all positions of a window: its own inputs and targets and `draws` words drawn by frequency. The softmax over the set
// stands for the one over all words when the logit of each is lowered by ln P(word is in the set), so that
// Σ exp(logit) has the expectation that it would have over all words; a position's own target is always in the set and
// keeps its logit. Prediction and evaluation use the exact softmax.

import type { Kernels } from '../kernels/kernels';
import type { Arena } from './arena';
import type { NetworkConfig } from './config';
import type { Weights } from './parameters';
import { share, type Team } from './team';
import { WordSampler } from './wordSampler';
import type { WordSet } from './wordSet';

/** Which words the step is about is decided by one member (`choose`), their rows are fetched by all (`gather`). */
export class Candidates implements WordSet {
  readonly capacity: number;
  readonly ids: Int32Array; // [capacity]
  readonly logInclusion: Float32Array; // [capacity]
  /** The weights of a network whose vocabulary is this set: rows of the words fetched, the rest shared. */
  readonly weights: Weights;
  private readonly header: Int32Array; // [1]: count
  private readonly encoder: Float32Array; // [capacity, E]
  private readonly decoder: Float32Array; // [capacity, H]; that of the encoder where they are tied
  private readonly bias: Float32Array; // [capacity]

  constructor(
    arena: Arena,
    private readonly kernels: Kernels,
    private readonly team: Team,
    private readonly config: NetworkConfig,
    private readonly params: Weights,
    windowTokens: number,
    draws: number,
  ) {
    const { vocabSize, embedSize, hiddenSize, tied } = config;
    this.capacity = Math.min(vocabSize, draws + 2 * windowTokens);
    this.header = arena.ints(1);
    this.ids = arena.ints(this.capacity);
    this.logInclusion = arena.floats(this.capacity);
    this.encoder = arena.floats(this.capacity * embedSize);
    this.decoder = tied ? this.encoder : arena.floats(this.capacity * hiddenSize);
    this.bias = arena.floats(this.capacity);
    const fetched: Readonly<Record<string, Float32Array>> = {
      'encoder.weight': this.encoder,
      'decoder.weight': this.decoder,
      'decoder.bias': this.bias,
    };
    this.weights = { get: (name) => fetched[name] ?? params.get(name) };
  }

  get count(): number {
    return this.header[0];
  }

  /** Takes the chosen words over; one member calls it, and a barrier must follow. */
  set(ids: Int32Array, logInclusion: Float32Array, count: number): void {
    this.ids.set(ids.subarray(0, count));
    for (let i = 0; i < count; i++) this.logInclusion[i] = logInclusion[ids[i]];
    this.header[0] = count;
  }

  /** Fetches this member's share of the rows; a barrier must follow. */
  gather(): void {
    const { embedSize: E, hiddenSize: H, tied } = this.config;
    const [from, to] = share(this.team, this.count);
    const ids = this.ids.subarray(from, to);
    const fetch = (rows: Float32Array, name: string, width: number) =>
      this.kernels.gatherRows(rows.subarray(from * width, to * width), this.params.get(name), ids, to - from, width);
    fetch(this.encoder, 'encoder.weight', E);
    if (!tied) fetch(this.decoder, 'decoder.weight', H);
    const bias = this.params.get('decoder.bias');
    for (let i = from; i < to; i++) this.bias[i] = bias[this.ids[i]] - this.logInclusion[i];
  }
}

/** Chooses the candidates of every step: what the leading member keeps for it. */
export class CandidateChooser {
  private readonly sampler: WordSampler;
  /** ln P(word is in the set of a step, though it is not the target at hand). [V] */
  private readonly logInclusion: Float32Array;
  private readonly drawn: Int32Array; // [draws]
  private readonly chosen: Int32Array; // [capacity]
  /** Where in the set a word is, −1 if it is not. [V] */
  private readonly places: Int32Array;
  private count = 0;

  /** @param counts how often each word occurs in the training text [V]. */
  constructor(
    private readonly candidates: Candidates,
    counts: Int32Array,
    windowTokens: number,
    draws: number,
  ) {
    this.sampler = new WordSampler(counts, draws);
    this.drawn = new Int32Array(draws);
    this.chosen = new Int32Array(candidates.capacity);
    this.places = new Int32Array(counts.length).fill(-1);
    const tokens = counts.reduce((sum, n) => sum + n, 0);
    this.logInclusion = Float32Array.from({ length: counts.length }, (_, j) => {
      const missInText = (1 - counts[j] / Math.max(1, tokens)) ** windowTokens;
      return Math.log(1 - this.sampler.missProbability(j) * missInText);
    });
  }

  /** Chooses for a window of `inputs` and `targets`, which are renumbered by place. @param seed one for every step. */
  choose(inputs: Int32Array, targets: Int32Array, seed: number): void {
    for (let i = 0; i < this.count; i++) this.places[this.chosen[i]] = -1;
    this.count = 0;
    for (let i = 0; i < inputs.length; i++) inputs[i] = this.place(inputs[i]);
    for (let i = 0; i < targets.length; i++) if (targets[i] >= 0) targets[i] = this.place(targets[i]);
    this.sampler.draw(this.drawn, seed);
    for (const word of this.drawn) this.place(word);
    this.candidates.set(this.chosen, this.logInclusion, this.count);
  }

  private place(word: number): number {
    if (this.places[word] < 0) {
      this.chosen[this.count] = word;
      this.places[word] = this.count++;
    }
    return this.places[word];
  }
}
