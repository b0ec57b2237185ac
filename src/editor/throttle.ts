// Lets something that is asked for often happen at most once in a while: soon after the first time it is asked for.

export class Throttle {
  private timer: NodeJS.Timeout | undefined;

  /** @param interval milliseconds between two times. */
  constructor(
    private readonly interval: number,
    private readonly action: () => void,
  ) {}

  readonly request = () => {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.action();
    }, this.interval);
  };

  dispose() {
    clearTimeout(this.timer);
  }
}
