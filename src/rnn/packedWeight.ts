// A weight matrix W [rows, cols] in the two packed forms that a step multiplies with: x · Wᵀ going forward, d · W going
// back. Packed once per update by all members together, then read many times by each.

import { type Kernels, packedLength, panelWidth, rowMajor, transposed } from '../kernels/kernels';
import type { Arena } from './arena';
import { share, type Team } from './team';

export class PackedWeight {
  /** For x [·, cols] · Wᵀ. */
  readonly forward: Float32Array;
  /** For d [·, rows] · W; empty in a network that does not train. */
  readonly backward: Float32Array;

  constructor(
    arena: Arena,
    private readonly weight: Float32Array, // [rows, cols]
    private readonly rows: number,
    private readonly cols: number,
    private readonly training: boolean,
  ) {
    this.forward = arena.floats(packedLength(cols, rows));
    this.backward = arena.floats(training ? packedLength(rows, cols) : 0);
  }

  /** This member's share of packing the first `rows` rows; a barrier must follow before anyone multiplies. */
  pack(kernels: Kernels, team: Team, rows = this.rows): void {
    const { weight, cols } = this;
    packShare(kernels, team, this.forward, transposed(weight, cols), cols, rows);
    if (this.training) packShare(kernels, team, this.backward, rowMajor(weight, cols), rows, cols);
  }
}

/** Packs this member's share of the panels of B [k, n]. */
export function packShare(
  kernels: Kernels,
  team: Team,
  packed: Float32Array,
  b: { data: Float32Array; rowStride: number; colStride: number },
  k: number,
  n: number,
): void {
  const [from, to] = share(team, Math.ceil(n / panelWidth));
  kernels.packB(packed, b, k, n, from, to);
}
