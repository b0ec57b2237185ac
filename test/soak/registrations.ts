// How much of what an extension has registered with VS Code is still there, by kind.

export class Registrations {
  private readonly live = new Map<string, number>();

  /** What cannot be disposed of, or goes when VS Code says so, such as panels, does not count. */
  made(origin: string, made: unknown): void {
    if (origin.includes('Webview') || !isDisposable(made) || !Object.isExtensible(made)) return;
    const dispose = made.dispose.bind(made);
    let gone = false;
    this.add(origin, 1);
    made.dispose = () => {
      if (!gone) this.add(origin, -1);
      gone = true;
      return dispose();
    };
  }

  counts(): Record<string, number> {
    return Object.fromEntries([...this.live].filter(([, count]) => count > 0));
  }

  private add(origin: string, change: number): void {
    this.live.set(origin, (this.live.get(origin) ?? 0) + change);
  }
}

function isDisposable(value: unknown): value is { dispose(): unknown } {
  return typeof value === 'object' && value !== null && 'dispose' in value && typeof value.dispose === 'function';
}
