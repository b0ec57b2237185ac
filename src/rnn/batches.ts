// A long stream of tokens as the windows that training reads: the stream is cut into B lanes of equal length that are
// read side by side, T tokens at a time; the hidden state of a lane goes on from window to window, cut off from its
// gradient (truncated BPTT). No token is dropped: positions past the end are padding without a target.

/** x and y of the language model, one after the other; the target of inputs[i] is targets[i], −1 for none. */
export interface Stream {
  readonly inputs: Int32Array; // [N]
  readonly targets: Int32Array; // [N]
}

export interface Lanes {
  readonly batchSize: number; // B
  readonly seqLen: number; // T
  /** Tokens of a lane. */
  readonly laneLength: number;
  /** Windows that cover a lane: steps of an epoch. */
  readonly windows: number;
}

export function batchify(length: number, batchSize: number, seqLen: number): Lanes {
  const laneLength = Math.ceil(length / batchSize);
  return { batchSize, seqLen, laneLength, windows: Math.ceil(laneLength / seqLen) };
}

/** Fills rows [from, to) of inputs [T, B] and targets [B, T] with window `window` of the stream. */
export function getBatch(
  inputs: Int32Array,
  targets: Int32Array,
  stream: Stream,
  { batchSize, seqLen, laneLength }: Lanes,
  window: number,
  from: number,
  to: number,
): void {
  for (let b = from; b < to; b++) {
    for (let t = 0; t < seqLen; t++) {
      const place = window * seqLen + t;
      const i = b * laneLength + place;
      const inside = place < laneLength && i < stream.inputs.length;
      inputs[t * batchSize + b] = inside ? stream.inputs[i] : 0;
      targets[b * seqLen + t] = inside ? stream.targets[i] : -1;
    }
  }
}
