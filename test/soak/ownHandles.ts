// What an extension keeps a process busy with later on: child processes, pipes, watchers that code of ours, or what came of
// it, has made and that are still there; and timers of our own, but none that VS Code needs to be told something.

import { AsyncLocalStorage, createHook } from 'node:async_hooks';

const kinds = /^(Timeout|PROCESSWRAP|PIPEWRAP|FSEVENTWRAP|STATWATCHER|WORKER|TCPWRAP|Immediate)$/;

export class OwnHandles {
  private readonly storage = new AsyncLocalStorage<true>();
  private readonly live = new Map<number, string>();

  constructor() {
    createHook({
      init: (id, type) => {
        if (!kinds.test(type) || !this.storage.getStore()) return;
        if (type !== 'Timeout' || isSetByUs()) this.live.set(id, type);
      },
      destroy: (id) => this.live.delete(id),
    }).enable();
  }

  run<T>(action: () => T): T {
    return this.storage.run(true, action);
  }

  counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const type of this.live.values()) counts[type] = (counts[type] ?? 0) + 1;
    return counts;
  }
}

/** The first who is not Node itself is the one who sets a timer. */
function isSetByUs(): boolean {
  const frames = (new Error().stack ?? '').split('\n').slice(1);
  const setter = frames.find((frame) => !frame.includes(__filename) && !/\(?node:/.test(frame));
  return setter?.includes(__dirname) === true;
}
