// Watches the requests for words that go to the engine: how many, and what becomes of those that nobody waits for any more.

import type { EngineClient } from '../../src/engine/client';
import type { Requests } from './phase';

export class WatchedRequests {
  private asked = 0;
  private cancelled = 0;
  private toEnd: number[] = [];
  private inVain = 0;
  private waiting = 0;
  private mostAtOnce = 0;

  constructor(client: EngineClient) {
    const predict = client.predict.bind(client);
    client.predict = async (request, token) => {
      this.asked++;
      this.mostAtOnce = Math.max(this.mostAtOnce, ++this.waiting);
      let cancelledAt: number | undefined;
      let open = true;
      const done = () => {
        if (open) this.waiting--;
        open = false;
      };
      const listener = token?.onCancellationRequested(() => {
        this.cancelled++;
        cancelledAt = performance.now();
        done();
      });
      try {
        const answer = await predict(request, token);
        if (cancelledAt !== undefined) this.inVain++;
        return answer;
      } finally {
        if (cancelledAt !== undefined) this.toEnd.push(performance.now() - cancelledAt);
        listener?.dispose();
        done();
      }
    };
  }

  /** All since the last time. */
  take(): Requests {
    const { asked, cancelled, toEnd, inVain, mostAtOnce } = this;
    this.asked = this.cancelled = this.inVain = this.mostAtOnce = 0;
    this.toEnd = [];
    return { asked, cancelled, toEnd, inVain, mostAtOnce };
  }
}
