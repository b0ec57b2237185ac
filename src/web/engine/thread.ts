// How a thread gets its job where it is a worker of a browser. It ends when the work is done.

import type { ThreadPort } from '../../engine/thread';
import { carryFilesBy, transferOf } from '../files';
import type { FromThread, MemoryCopy, ToThread } from '../node/worker_threads';
import { knowScripts } from '../scripts';

export function runThread<Job, Message>(work: (job: Job, port: ThreadPort<Message>) => void | Promise<void>): void {
  carryFilesBy((file) => {
    post({ file }, transferOf(file));
    return Promise.resolve();
  });
  const begin = async ({ data }: MessageEvent<ToThread>) => {
    knowScripts(data.scripts);
    try {
      await work(received(data.job as object) as Job, {
        post: (told, transfer) => post({ told }, transfer),
        listen: (hear) => self.addEventListener('message', ({ data: order }: MessageEvent) => hear(order)),
      });
      post({ ended: true });
    } catch (error) {
      // What a browser says of it may not say why.
      post({ failed: error instanceof Error ? error.message : String(error) });
    }
  };
  self.addEventListener('message', (event) => void begin(event), { once: true });
}

function post(message: FromThread, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

/** What could not be shared has been copied. */
function received(job: object): unknown {
  return Object.fromEntries(
    Object.entries(job).map(([key, value]) => [key, isMemoryCopy(value) ? memoryOf(value) : value]),
  );
}

function isMemoryCopy(value: unknown): value is MemoryCopy {
  return typeof value === 'object' && value !== null && 'memoryCopy' in value;
}

function memoryOf({ memoryCopy }: MemoryCopy): WebAssembly.Memory {
  const pages = memoryCopy.byteLength / 65536;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  new Uint8Array(memory.buffer).set(new Uint8Array(memoryCopy));
  return memory;
}
