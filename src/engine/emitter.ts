// Who listens to what the engine tells by itself. The RPC library has such a thing as well, and is loaded only when there is
// an engine to speak with.

export type Event<T> = (listener: (value: T) => unknown) => { dispose(): void };

export class Emitter<T> {
  private listeners: readonly { readonly hear: (value: T) => unknown }[] = [];

  readonly event: Event<T> = (hear) => {
    const listener = { hear };
    this.listeners = [...this.listeners, listener];
    return { dispose: () => void (this.listeners = this.listeners.filter((other) => other !== listener)) };
  };

  /** Who fails keeps it from none of the others. */
  fire(value: T): void {
    for (const { hear } of this.listeners) {
      try {
        hear(value);
      } catch (error) {
        console.error(error);
      }
    }
  }

  dispose(): void {
    this.listeners = [];
  }
}
