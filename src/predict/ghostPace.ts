// Which first suggestions are sure enough for ghost text, so that about the share of words that the writer wants shows
// one. Held-out notes tell how sure suggestions usually are; what is being written may be easier or harder than they
// are. So the share that is aimed at there is moved a little with every word, up where fewer than wanted were shown and
// down where more: the stochastic approximation of a quantile (Robbins & Monro 1951).

import { type Percentiles, thresholdFor } from './calibration';

/** By how much a word moves the aim. */
const step = 0.01;
/** And how far it may move at most, as a factor. */
const most = 2;

export class GhostPace {
  private wanted = 0;
  private aim = 0;

  /** The probability from which on ghost text is shown. @param share of the words that is wanted, 0 … 1. */
  threshold(share: number, percentiles: Percentiles): number {
    if (share !== this.wanted) this.wanted = this.aim = share;
    // All of them: also one that is less sure than any in the held-out notes.
    return share >= 1 ? 0 : thresholdFor(this.aim, percentiles);
  }

  /** A word has begun, with ghost text or without. */
  wordBegan(shown: boolean): void {
    const moved = this.aim + step * (this.wanted - (shown ? 1 : 0));
    this.aim = Math.min(Math.max(moved, this.wanted / most), this.wanted * most);
  }
}
