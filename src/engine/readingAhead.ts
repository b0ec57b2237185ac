// Weights that are new know nothing of the text that is being written. They read it before the next key, not after it: a long
// note takes longer than a suggestion may.

import type { PredictRequest } from './protocol/suggestions';

/** Milliseconds after which nobody may be writing there any more. */
const recently = 30_000;

export class ReadingAhead {
  private last: { readonly request: PredictRequest; readonly at: number } | undefined;

  /** @param read a little at a time, and no further where another text is asked about meanwhile. */
  constructor(
    private readonly read: (request: PredictRequest) => Promise<void>,
    private readonly clock = () => performance.now(),
  ) {}

  asked(request: PredictRequest): void {
    this.last = { request, at: this.clock() };
  }

  /** Something else answers from now on. */
  answersChanged(): void {
    if (!this.last || this.clock() - this.last.at >= recently) return;
    // Where nothing answers yet there is nothing that could read.
    this.read(this.last.request).catch(() => undefined);
  }
}
