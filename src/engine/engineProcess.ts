// One run of the engine process, from fork to end: the connection to it, its log, and the one reason why it ended, with
// which everything that was asked of it fails. Starting another one is the client's business.

import { fork, type ChildProcess, type ForkOptions } from 'node:child_process';
import { createInterface } from 'node:readline';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  ProgressType,
  ResponseError,
  type CancellationToken,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import { EngineError } from './engineError';
import { ProblemError } from './problem';
import type { EngineProblem } from './protocol/problem';

function engineError(error: unknown): EngineError {
  const data: unknown = error instanceof ResponseError ? error.data : undefined;
  const { code, message } = isProblem(data) ? data : ProblemError.from(error);
  return new EngineError(code, message);
}

function isProblem(data: unknown): data is EngineProblem {
  return typeof data === 'object' && data !== null && 'code' in data && 'message' in data;
}

/**
 * On Linux, glibc gives each thread a pool of memory of its own, up to eight for a core, and keeps in them what threads that have
 * ended had freed (mallopt(3), M_ARENA_MAX): some 30 MB after a few runs. Other systems do not know the name.
 */
const fewPools = { MALLOC_ARENA_MAX: '2' };

export type Fork = (modulePath: string, args: readonly string[], options: ForkOptions) => ChildProcess;

export interface EngineProcessOptions {
  readonly log: (line: string) => void;
  readonly fork?: Fork;
  /** Milliseconds that a process told to end may take before it is killed. */
  readonly graceTime: number;
}

export class EngineProcess {
  /** Resolves when the process has ended, however it ended. */
  readonly ended: Promise<EngineError>;
  private endReason: EngineError | undefined;
  private requestsInParts = 0;
  private readonly child: ChildProcess;
  private readonly connection: MessageConnection;

  constructor(
    modulePath: string,
    private readonly options: EngineProcessOptions,
  ) {
    this.child = (options.fork ?? fork)(modulePath, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // Debugger flags of the extension host must not reach the engine.
      execArgv: [],
      // In desktop VS Code, Node is Electron, and has to be told so.
      env: { ...fewPools, ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    if (this.child.stderr) createInterface(this.child.stderr).on('line', options.log);
    this.connection = createMessageConnection(new IPCMessageReader(this.child), new IPCMessageWriter(this.child));
    this.ended = new Promise((resolve) => {
      const end = (how: string) => resolve(this.fail(`The engine process ended: ${how}.`));
      this.child.once('error', (error) => end(error.message));
      this.child.once('exit', (code, signal) => end(signal ?? `exit code ${String(code)}`));
    });
    this.connection.listen();
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  onNotification<T>(method: string, handler: (value: T) => void) {
    this.connection.onNotification(method, handler);
  }

  /** @throws EngineError: the engine's answer, or the reason why there is none */
  async request<T>(method: string, parameter?: unknown, token?: CancellationToken): Promise<T> {
    if (this.endReason) throw this.endReason;
    const parameters = [parameter, token].filter((value) => value !== undefined);
    try {
      return await this.connection.sendRequest<T>(method, ...parameters);
    } catch (error) {
      // Read anew: the process may have ended while the request was under way.
      throw this.reasonOfEnd() ?? engineError(error);
    }
  }

  /** A request whose answer comes in parts. @throws EngineError. */
  async requestInParts<P, R>(
    method: string,
    parameter: object,
    onPart: (part: P) => void,
    token?: CancellationToken,
  ): Promise<R> {
    const parts = this.requestsInParts++;
    const listener = this.connection.onProgress(new ProgressType<P>(), parts, onPart);
    try {
      return await this.request<R>(method, { ...parameter, parts }, token);
    } finally {
      listener.dispose();
    }
  }

  /** Tells the process to end, by closing the channel, and kills it if it does not. */
  end(reason: string) {
    this.fail(reason);
    if (this.child.connected) this.child.disconnect();
    const kill = setTimeout(() => this.child.kill('SIGKILL'), this.options.graceTime);
    void this.ended.then(() => clearTimeout(kill));
  }

  kill(reason: string) {
    this.fail(reason);
    this.child.kill('SIGKILL');
  }

  private reasonOfEnd(): EngineError | undefined {
    return this.endReason;
  }

  /** The one place where everything under way fails: disposing the connection rejects all of it at once. */
  private fail(reason: string): EngineError {
    if (!this.endReason) {
      this.endReason = new EngineError('engineGone', reason);
      this.connection.dispose();
    }
    return this.endReason;
  }
}
