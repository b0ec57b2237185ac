// The writer comes first: training goes on while its gate is open, and waits where it is while it is closed. That is no
// pause: nobody has to resume it, nothing is written, and the time is not counted.

/** What waits: see trainer.ts. */
export interface Held {
  hold(held: boolean): void;
}

export class Gate {
  private readonly held = new Set<Held>();
  private readonly listeners: (() => void)[] = [];
  private open = true;

  get isOpen(): boolean {
    return this.open;
  }

  set(open: boolean): void {
    if (open === this.open) return;
    this.open = open;
    for (const training of this.held) training.hold(!open);
    for (const listener of this.listeners) listener();
  }

  /** For as long as the gate is there. */
  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  enter(training: Held): void {
    this.held.add(training);
    training.hold(!this.open);
  }

  leave(training: Held): void {
    this.held.delete(training);
  }
}
