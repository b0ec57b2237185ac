// What the engine's worker is given as it begins: the way to its client, to the files of the storage, and to the programs of its
// threads.

import { carrierOver, carryFilesBy } from './files';
import { knowScripts } from './scripts';

export interface Beginning {
  readonly client: MessagePort;
  readonly files: MessagePort;
  /** Addresses of the programs, by the names of their files. */
  readonly scripts: Readonly<Record<string, string>>;
}

/** From the worker: what it has to say beside its answers. */
export interface ErrorLine {
  readonly line: string;
}

let client: Promise<MessagePort> | undefined;

/** To be asked for as the engine is loaded: what it is given comes at once after that. */
export function clientPort(): Promise<MessagePort> {
  client ??= new Promise((resolve) => {
    const begin = ({ data }: MessageEvent<Beginning>) => {
      carryFilesBy(carrierOver(data.files));
      knowScripts(data.scripts);
      resolve(data.client);
    };
    self.addEventListener('message', begin, { once: true });
    console.error = (...parts) => {
      const said: ErrorLine = { line: parts.join(' ') };
      self.postMessage(said);
    };
  });
  return client;
}
