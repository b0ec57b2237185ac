// P(w) = Σ λ_i P_i(w): one distribution from all that is known, and what each part of it comes from. The last few
// contexts are kept: while a word is typed, letter by letter, the distribution it is chosen from stays the same.

import { sourceNames, type Evidence, type EvidenceReader, type SourceName, type TextRead } from './evidence';
import type { Gate } from './gate';

export interface Mixed {
  readonly probs: Float32Array; // [capacity]
  readonly lambdas: Float64Array<ArrayBuffer>; // [K]
  readonly evidence: Evidence;
}

interface Kept extends Mixed {
  read: TextRead;
  ownNote: number;
}

/** The readings of one keystroke, of the one before, and a few words of a continuation. */
const keptContexts = 6;

export class Mixture {
  private kept: Kept[] = [];

  constructor(
    private readonly reader: EvidenceReader,
    private gate: Gate,
  ) {}

  get capacity(): number {
    return this.reader.capacity;
  }

  use(gate: Gate): void {
    this.gate = gate;
    this.forget();
  }

  /** To be called when what a source says has changed. */
  forget(): void {
    this.kept = [];
  }

  /** Whoever asks what comes after this text need not wait so long then. Yields every few milliseconds. */
  readUp(read: TextRead): Generator<undefined, void> {
    return this.reader.readUp(read);
  }

  /** Not to be written to, and valid until as many other contexts have been asked for as are kept. */
  after(read: TextRead, ownNote: number): Mixed {
    const place = this.kept.findIndex((kept) => kept.ownNote === ownNote && same(kept.read.inputs, read.inputs));
    const known = place >= 0;
    const entry = known ? this.kept.splice(place, 1)[0] : this.room();
    this.kept.push(entry);
    if (known) return entry;
    const { probs, lambdas, evidence } = entry;
    entry.read = read;
    entry.ownNote = ownNote;
    this.reader.read(read, evidence, ownNote);
    mixInto(probs, evidence, this.gate.lambdas(evidence.features, evidence.speaks, lambdas));
    return entry;
  }

  private room(): Kept {
    const read = { inputs: [], targets: [] };
    if (this.kept.length >= keptContexts) return this.kept.shift()!;
    const evidence = this.reader.newEvidence();
    return {
      probs: new Float32Array(this.capacity),
      lambdas: new Float64Array(sourceNames.length),
      evidence,
      read,
      ownNote: -1,
    };
  }
}

/** probs = Σ λ_i P_i. */
export function mixInto(probs: Float32Array, { probs: said }: Evidence, lambdas: ArrayLike<number>): void {
  probs.fill(0);
  said.forEach((each, k) => {
    const lambda = lambdas[k];
    if (lambda === 0) return;
    for (let word = 0; word < probs.length; word++) probs[word] += lambda * each[word];
  });
}

/** Shares of each source in the probability of a word; they sum to one. */
export function sharesOf({ probs, lambdas, evidence }: Mixed, word: number): Record<SourceName, number> {
  const share = (k: number) => (lambdas[k] === 0 ? 0 : (lambdas[k] * evidence.probs[k][word]) / probs[word]);
  return Object.fromEntries(sourceNames.map((name, k) => [name, share(k)])) as Record<SourceName, number>;
}

/** Contexts of one document differ at their end. */
function same(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = a.length - 1; i >= 0; i--) if (a[i] !== b[i]) return false;
  return true;
}
