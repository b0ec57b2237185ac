// node:worker_threads from the side that starts one, as far as the engine uses it: a worker that this worker starts. What it
// writes goes its way through this one, and so comes before what it tells of it.

import path from 'node:path';
import { type FileOperation, sendFile } from '../files';
import { Listeners } from '../listeners';
import { knownScripts, scriptAt } from '../scripts';

/** From a thread. */
export type FromThread =
  | { readonly told: unknown }
  | { readonly file: FileOperation }
  | { readonly ended: true }
  | { readonly failed: string };

export interface ToThread {
  readonly job: unknown;
  readonly scripts: Readonly<Record<string, string>>;
}

/** The memory of one that cannot be shared. */
export interface MemoryCopy {
  readonly memoryCopy: ArrayBuffer;
}

interface Happenings {
  message: [unknown];
  error: [Error];
  exit: [number];
}

export class Worker extends Listeners<Happenings> {
  private worker: globalThis.Worker | undefined;

  constructor(script: string, { workerData, name }: { readonly workerData: object; readonly name: string }) {
    super();
    this.worker = new globalThis.Worker(scriptAt(path.basename(script)), { name });
    this.worker.onmessage = ({ data }: MessageEvent<FromThread>) => this.heard(data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.fail(event.message);
    };
    const job = Object.fromEntries(Object.entries(workerData).map(([key, value]) => [key, sendable(value)]));
    const message: ToThread = { job, scripts: knownScripts() };
    this.worker.postMessage(message);
  }

  postMessage(message: unknown): void {
    this.worker?.postMessage(message);
  }

  terminate(): Promise<number> {
    this.end(1);
    return Promise.resolve(1);
  }

  private heard(message: FromThread): void {
    if ('told' in message) this.tell('message', message.told);
    else if ('ended' in message) this.end(0);
    else if ('failed' in message) this.fail(message.failed);
    else sendFile(message.file);
  }

  private fail(reason: string): void {
    this.tell('error', new Error(reason));
    this.end(1);
  }

  private end(code: number): void {
    if (!this.worker) return;
    this.worker.terminate();
    this.worker = undefined;
    this.tell('exit', code);
  }
}

function sendable(value: unknown): unknown {
  if (!(value instanceof WebAssembly.Memory) || crossOriginIsolated) return value;
  const copy: MemoryCopy = { memoryCopy: new Uint8Array(value.buffer).slice().buffer };
  return copy;
}
