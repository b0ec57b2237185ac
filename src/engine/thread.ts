// How a thread of ours gets its job, and tells what comes of it: over worker_threads; in a browser as src/web/engine/thread.ts
// has it.

import { parentPort, workerData } from 'node:worker_threads';

export interface ThreadPort<Message> {
  post(message: Message, transfer?: ArrayBuffer[]): void;
  /** What whoever started the thread tells it. One that listens does not end by itself. */
  listen<Order>(hear: (order: Order) => void): void;
}

/** The whole of a thread. What fails in it ends it: whoever waits for it hears of that. */
export function runThread<Job, Message>(work: (job: Job, port: ThreadPort<Message>) => void | Promise<void>): void {
  void work(workerData as Job, {
    post: (message, transfer) => parentPort!.postMessage(message, transfer),
    listen: (hear) => parentPort!.on('message', hear),
  });
}
