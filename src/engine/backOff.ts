// When to try again what keeps failing: after a while that doubles each time, up to a limit, and is short again after a
// long good service.

export interface BackOffTiming {
  /** Milliseconds, all of them. */
  readonly firstDelay: number;
  readonly longestDelay: number;
  /** What served this long was good: the next delay is the first again. */
  readonly goodService: number;
}

export class BackOff {
  private failures = 0;
  private waiting: { readonly timer: NodeJS.Timeout; readonly until: number } | undefined;

  constructor(private readonly timing: BackOffTiming) {}

  /** Until the next try; undefined: none is waited for. */
  get secondsLeft(): number | undefined {
    return this.waiting && Math.max(1, Math.ceil((this.waiting.until - Date.now()) / 1000));
  }

  /** @param service how long it went well, in milliseconds. */
  tryAgain(service: number, action: () => void) {
    const { firstDelay, longestDelay, goodService } = this.timing;
    this.failures = service >= goodService ? 0 : this.failures;
    const delay = Math.min(longestDelay, firstDelay * 2 ** this.failures++);
    this.cancel();
    const timer = setTimeout(() => {
      this.waiting = undefined;
      action();
    }, delay);
    this.waiting = { timer, until: Date.now() + delay };
  }

  cancel() {
    clearTimeout(this.waiting?.timer);
    this.waiting = undefined;
  }
}
