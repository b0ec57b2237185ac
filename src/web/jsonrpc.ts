// vscode-jsonrpc/node, over a port between the extension and the engine's worker.

import {
  AbstractMessageReader,
  AbstractMessageWriter,
  type DataCallback,
  type Message,
  type MessageReader,
  type MessageWriter,
} from 'vscode-jsonrpc/browser';
import { clientPort } from './beginning';

export * from 'vscode-jsonrpc/browser';

/** What in Node is a process: the one at the other end, or, in the engine, its own. */
interface Process {
  readonly port?: Promise<MessagePort>;
}

export class IPCMessageReader extends AbstractMessageReader implements MessageReader {
  private readonly port: Promise<MessagePort>;

  constructor({ port = clientPort() }: Process) {
    super();
    this.port = port;
  }

  listen(hear: DataCallback) {
    let listens = true;
    void this.port.then((port) => {
      port.onmessage = ({ data }: MessageEvent<Message>) => {
        if (listens) hear(data);
      };
    });
    return { dispose: () => void (listens = false) };
  }
}

export class IPCMessageWriter extends AbstractMessageWriter implements MessageWriter {
  private readonly port: Promise<MessagePort>;

  constructor({ port = clientPort() }: Process) {
    super();
    this.port = port;
  }

  async write(message: Message): Promise<void> {
    (await this.port).postMessage(message);
  }

  end(): void {
    // A port needs no farewell.
  }
}
