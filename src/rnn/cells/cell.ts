// One time step of a recurrent cell, forward beside backward. A layer prepares the views of a step once; a cell only
// says how gates become the next state and how a gradient goes back through them.

import type { Kernels } from '../../kernels/kernels';

/** A member's rows of the batch at one time step; R rows, G gate blocks. */
export interface CellStep {
  readonly rows: number;
  readonly hiddenSize: number;
  /** W_ih x + b_ih (+ W_hh h + b_hh unless the cell keeps that apart); forward leaves activations. [R, G·H] */
  readonly gates: Float32Array;
  /** W_hh h + b_hh where the cell keeps it apart; else the same array as `gates`. [R, G·H] */
  readonly gatesHidden: Float32Array;
  readonly h: Float32Array; // [R, H]
  readonly hPrev: Float32Array; // [R, H]
  readonly c: Float32Array; // [R, H]; empty without a memory cell
  readonly cPrev: Float32Array; // [R, H]
}

/** The gradients that belong to a step; R rows, G gate blocks. */
export interface CellGradients {
  readonly dGates: Float32Array; // [R, G·H]
  readonly dGatesHidden: Float32Array; // [R, G·H]; the same array as dGates unless the cell keeps them apart
  /** In: the gradient of h. Out: what goes straight to hPrev, past the gates, where `directPath`. [R, H] */
  readonly dh: Float32Array;
  /** In: the gradient of c from the step after. Out: that of cPrev. [R, H] */
  readonly dc: Float32Array;
}

export interface Cell {
  /** The cell needs W_hh h + b_hh apart from W_ih x + b_ih (GRU: the reset gate multiplies it). */
  readonly separateHidden: boolean;
  /** Besides h a state c is handed on (LSTM). */
  readonly memoryCell: boolean;
  /** hPrev also reaches h past the gates (GRU), so backward leaves a gradient in dh. */
  readonly directPath: boolean;
  forward(kernels: Kernels, step: CellStep): void;
  backward(kernels: Kernels, step: CellStep, gradients: CellGradients): void;
}
