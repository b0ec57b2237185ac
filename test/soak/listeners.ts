// How many more listeners an engine's client has than when this began to count.

import type { EngineClient } from '../../src/engine/client';

const events = ['onStatus', 'onLoss', 'onModel', 'onCounts', 'onLandmarks', 'onRun', 'onNotice', 'onStudied'] as const;

export class ListenersOf {
  private readonly more = new Map<string, number>();

  constructor(client: EngineClient) {
    for (const name of events) {
      this.more.set(name, 0);
      const listen = client[name] as (...args: unknown[]) => { dispose(): void };
      const value = (...args: unknown[]) => {
        const listener = listen(...args);
        this.more.set(name, this.more.get(name)! + 1);
        let gone = false;
        return {
          dispose: () => {
            if (!gone) this.more.set(name, this.more.get(name)! - 1);
            gone = true;
            listener.dispose();
          },
        };
      };
      Object.defineProperty(client, name, { value });
    }
  }

  counts(): Record<string, number> {
    return Object.fromEntries(this.more);
  }
}
