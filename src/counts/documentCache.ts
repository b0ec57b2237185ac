// What the note being written says itself: a cache (Kuhn & De Mori 1990) of its words, by context. No n-gram is stored, so
// that a note can grow and shrink at its end at no cost: the events are chained by their nearest word, and a look-up
// follows the chain of its own nearest word and sees how far each context agrees with its own.
//
// The orders are interpolated as by Witten & Bell (1991), from the empty context, which has the shares of the words in the
// note, to the longest: n(c) events after a context, of T(c) different words, are trusted with n(c) / (n(c) + T(c)).

export class DocumentCache {
  private readonly inputs: number[] = []; // [positions]
  private readonly targets: number[] = []; // [positions]
  /** The last event before each position with the same input, or −1. [positions] */
  private readonly previous: number[] = [];
  /** The last event with each input, or −1. [V] */
  private readonly last: Int32Array;
  /** How often each word is a target. [V] */
  private readonly counts: Int32Array;
  /** How many events the note has. */
  events = 0;
  /** Of the last look-up: words of the context, from the nearest, that stood together in the note before. */
  agreed = 0;
  /** Of a look-up: the longest context of each word that agrees. All 0 in between. [V] */
  private readonly longest: Uint8Array;

  constructor(
    readonly vocabSize: number,
    readonly order = 5,
  ) {
    this.last = new Int32Array(vocabSize).fill(-1);
    this.counts = new Int32Array(vocabSize);
    this.longest = new Uint8Array(vocabSize);
  }

  /**
   * The note before the cursor, as a stream (see TokenStream): a target of −1 is none, and inputs beyond the targets, whose
   * followers are still to be written, are left out. What it shares with the former note, from its beginning, is kept.
   */
  set(inputs: readonly number[], targets: readonly number[]): void {
    let kept = 0;
    const most = Math.min(this.targets.length, targets.length);
    while (kept < most && inputs[kept] === this.inputs[kept] && targets[kept] === this.targets[kept]) kept++;
    while (this.targets.length > kept) this.pop();
    for (let at = kept; at < targets.length; at++) this.push(inputs[at], targets[at]);
  }

  /**
   * Adds weight × P(w | context) to `out` [V], and returns the mass added: the weight, or 0 when the note has no event.
   * The nearest word stands last in the context; one shorter than order − 1 begins where the note begins.
   */
  addTo(context: ArrayLike<number>, out: Float32Array, weight: number): number {
    if (this.events === 0) return 0;
    const { targets, counts, previous, longest, order } = this;
    const seen = new Int32Array(order); // n(c), by the length of the context [order]
    const types = new Int32Array(order); // T(c) [order]
    const nearest = context.length > 0 && order > 1 ? this.last[context[context.length - 1]] : -1;
    const lengths: number[] = []; // along the chain
    this.agreed = 0;
    for (let at = nearest; at >= 0; at = previous[at]) {
      const length = this.agreement(context, at);
      const target = targets[at];
      lengths.push(length);
      if (length > this.agreed) this.agreed = length;
      for (let k = 1; k <= length; k++) seen[k]++;
      while (longest[target] < length) types[++longest[target]]++;
    }
    // What an event adds to its word, by the length to which its context agrees.
    const gains = new Float64Array(order);
    let rest = weight;
    for (let k = order - 1; k > 0; k--) {
      gains[k] = rest / (seen[k] + types[k] || 1);
      rest -= gains[k] * seen[k];
    }
    for (let k = 1; k < order; k++) gains[k] += gains[k - 1];
    for (let at = nearest, i = 0; at >= 0; at = previous[at], i++) {
      out[targets[at]] += gains[lengths[i]];
      longest[targets[at]] = 0;
    }
    const share = rest / this.events;
    for (let word = 0; word < counts.length; word++) if (counts[word] > 0) out[word] += share * counts[word];
    return weight;
  }

  /** How many words of the context, from the nearest, stood before the event as well; before the note is the boundary. */
  private agreement(context: ArrayLike<number>, at: number): number {
    const { inputs, vocabSize } = this;
    for (let k = 1; k < this.order - 1; k++) {
      const place = context.length - 1 - k;
      const word = place >= 0 ? context[place] : vocabSize;
      if (word !== (at >= k ? inputs[at - k] : vocabSize)) return k;
    }
    return this.order - 1;
  }

  private push(input: number, target: number): void {
    this.previous.push(this.last[input]);
    const at = this.inputs.push(input) - 1;
    this.targets.push(target);
    if (target < 0) return;
    this.last[input] = at;
    this.counts[target]++;
    this.events++;
  }

  private pop(): void {
    const input = this.inputs.pop()!;
    const target = this.targets.pop()!;
    const previous = this.previous.pop()!;
    if (target < 0) return;
    this.last[input] = previous;
    this.counts[target]--;
    this.events--;
  }
}
