// What a recurrent layer is fed with: W_ih x + b_ih for every step of the window, and back. The first layer reads words
// (wordInput.ts), the others the layer below (positionInput.ts).

import type { Weights } from './parameters';

export interface LayerInput {
  /** This member's share; a barrier must follow. */
  packWeights(): void;
  /** Writes W_ih x + b_ih of step t into the layer's gates, for this member's rows of the batch. */
  project(t: number): void;
  /** Takes the gradient of the gates of step t back to x, for this member's rows; nothing where that is done by word. */
  backward(t: number): void;
  /** This member's share of what weight gradients multiply with; a barrier comes before and after. */
  packActivations(): void;
  /** Overwrites this member's rows of dW_ih and db_ih. */
  weightGradients(grads: Weights): void;
}

export interface InputSizes {
  readonly batchSize: number; // B
  readonly seqLen: number; // T
  readonly inputSize: number; // I
  /** G·H */
  readonly gatesSize: number;
}

/** The gates of a layer and their gradients, which an input writes to and reads from. */
export interface GateTensors {
  readonly gates: Float32Array; // [T, B, G·H]
  readonly dGates: Float32Array; // [T, B, G·H]
}
