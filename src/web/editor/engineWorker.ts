// The engine as a worker of the browser, where its client expects a process: the same events, and a port in place of the
// process's channel. The programs are read through VS Code and started from memory, as no worker may be started from where an
// extension lies.

import * as vscode from 'vscode';
import type { Beginning, ErrorLine } from '../beginning';
import { Listeners } from '../listeners';
import { ErrorLines } from '../node/readline';
import type { Storage } from './storage';

const program = 'engine.js';
const programs = [program, 'trainerThread.js', 'mixtureThread.js', 'readerThread.js', 'studyThread.js'];

let started = 0;

interface Happenings {
  error: [Error];
  exit: [code: number, signal: string | null];
}

export class EngineWorker extends Listeners<Happenings> {
  readonly pid = ++started;
  readonly stderr = new ErrorLines();
  readonly port: Promise<MessagePort>;
  private worker: Worker | undefined;
  private hasEnded = false;

  constructor(scripts: Promise<Beginning['scripts']>, storage: Storage) {
    super();
    const [client, files] = [new MessageChannel(), new MessageChannel()];
    this.port = Promise.resolve(client.port1);
    storage.serve(files.port1);
    scripts.then(
      (addresses) => this.begin({ client: client.port2, files: files.port2, scripts: addresses }),
      (error: unknown) => {
        this.tell('error', error instanceof Error ? error : new Error(String(error)));
        this.end(1, null);
      },
    );
  }

  get connected(): boolean {
    return !this.hasEnded;
  }

  disconnect(): void {
    this.end(0, null);
  }

  kill(signal: string): void {
    this.end(1, signal);
  }

  private begin(beginning: Beginning): void {
    if (this.hasEnded) return;
    this.worker = new Worker(beginning.scripts[program], { name: 'Afterword' });
    this.worker.onmessage = ({ data }: MessageEvent<ErrorLine>) => this.stderr.put(data.line);
    this.worker.onerror = ({ message }) => {
      this.tell('error', new Error(message));
      this.end(1, null);
    };
    this.worker.postMessage(beginning, [beginning.client, beginning.files]);
  }

  private end(code: number, signal: string | null): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.worker?.terminate();
    this.tell('exit', code, signal);
  }
}

/** Addresses of the programs, as long as this worker lives. @param folder where they are. */
export async function readPrograms(folder: vscode.Uri): Promise<Beginning['scripts']> {
  const addresses = programs.map(async (name) => {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name));
    const blob = new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'text/javascript' });
    return [name, URL.createObjectURL(blob)] as const;
  });
  return Object.fromEntries(await Promise.all(addresses));
}
