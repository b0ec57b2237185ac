// How long code of ours keeps a thread busy: what is run here, and everything that comes of it later, such as what goes on
// after an await, timers, and messages of processes that it has started. Times are counted by what it all began with.

import { AsyncLocalStorage, createHook, executionAsyncResource } from 'node:async_hooks';
import { timeWaited } from '../host/processes';

export class OwnTime {
  private readonly storage = new AsyncLocalStorage<string>();
  /** What comes of ours, once it is its turn. */
  private readonly origins = new WeakMap<object, string>();
  private readonly spent = new Map<string, number>();
  private depth = 0;
  private since = 0;
  private waitedBefore = 0;
  private readonly timeWaited = timeWaited();

  /** Milliseconds in all, without `waited`. */
  total = 0;
  /** Milliseconds in which others had the processor. */
  waited = 0;

  constructor() {
    createHook({
      init: (_id, _type, _trigger, resource: object) => {
        const origin = this.storage.getStore();
        if (origin !== undefined) this.origins.set(resource, origin);
      },
      before: () => {
        if (this.origins.has(executionAsyncResource())) this.enter();
      },
      after: () => {
        const origin = this.origins.get(executionAsyncResource());
        if (origin !== undefined) this.leave(origin);
      },
    }).enable();
  }

  run<T>(origin: string, action: () => T): T {
    this.enter();
    try {
      return this.storage.run(origin, action);
    } finally {
      this.leave(origin);
    }
  }

  /** Milliseconds by origin, since the last time that was asked. */
  takeOrigins(): Record<string, number> {
    const spent = Object.fromEntries(this.spent);
    this.spent.clear();
    return spent;
  }

  private enter(): void {
    if (this.depth++ > 0) return;
    this.waitedBefore = this.timeWaited();
    this.since = performance.now();
  }

  private leave(origin: string): void {
    if (--this.depth > 0) return;
    const passed = performance.now() - this.since;
    const waited = Math.min(passed, this.timeWaited() - this.waitedBefore);
    const time = passed - waited;
    this.total += time;
    this.waited += waited;
    this.spent.set(origin, (this.spent.get(origin) ?? 0) + time);
  }
}
