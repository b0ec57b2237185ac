// Files as a worker of ours has them: it asks the extension, which has VS Code do it (editor/storage.ts). What is asked first is
// done first.

/** Paths are those of the storage of the folder. */
export type FileOperation =
  | { readonly kind: 'read' | 'list' | 'stat' | 'makeFolder' | 'remove'; readonly path: string }
  | { readonly kind: 'write'; readonly path: string; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'move' | 'copy'; readonly path: string; readonly to: string };

export interface FileStat {
  readonly size: number;
  readonly mtimeMs: number;
  readonly isFolder: boolean;
}

export interface FileQuestion {
  readonly id: number;
  readonly operation: FileOperation;
}

export type FileAnswer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: { readonly code: string; readonly message: string } };

export type Carrier = (operation: FileOperation) => Promise<unknown>;

let carrier: Carrier | undefined;

/** Why files could not be written for which nobody has waited. Whoever asks for one hears that, not that it is missing. */
const failures = new Map<string, unknown>();

/** Each worker has one way to them. */
export function carryFilesBy(way: Carrier): void {
  carrier = way;
}

/** @throws Error with the code that Node has for it. */
export async function askForFile<T = void>(operation: FileOperation): Promise<T> {
  if (!carrier) throw fileError('ENOENT', operation.path);
  try {
    return (await carrier(operation)) as T;
  } catch (error) {
    throw failures.get(operation.path) ?? error;
  }
}

/** Nobody waits. */
export function sendFile(operation: FileOperation): void {
  failures.delete(operation.path);
  askForFile(operation).catch((error: unknown) => {
    failures.set(operation.path, error);
    console.error(String(error));
  });
}

export function fileError(code: string, message: string): Error {
  return Object.assign(new Error(`${code}: ${message}`), { code });
}

/** What goes along with a message instead of being copied. */
export function transferOf(operation: FileOperation): ArrayBuffer[] {
  return operation.kind === 'write' ? [operation.bytes.buffer] : [];
}

/** A way to them over a port whose other end answers. */
export function carrierOver(port: MessagePort): Carrier {
  const waiting = new Map<number, (answer: FileAnswer) => void>();
  let asked = 0;
  port.onmessage = ({ data }: MessageEvent<FileAnswer>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  };
  return (operation) =>
    new Promise((resolve, reject) => {
      const question: FileQuestion = { id: asked++, operation };
      waiting.set(question.id, (answer) => {
        if ('error' in answer) reject(fileError(answer.error.code, answer.error.message));
        else resolve(answer.result);
      });
      port.postMessage(question, transferOf(operation));
    });
}
