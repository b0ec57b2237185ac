// An engine process as the extension starts it, for tests that harm it: with a fault in it, killed, started again.

import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { isAlive } from '../../src/engine/folderLock';
import { EngineClient } from '../../src/engine/client';
import { defaultOptions } from '../../src/engine/defaults';
import { ModelStore } from '../../src/engine/modelStore';
import type { EngineProblem } from '../../src/engine/protocol/problem';
import type { TrainingOptions, TrainingStatus } from '../../src/engine/protocol/training';
import { decodeSafetensors } from '../../src/rnn/safetensors';
import type { Fault } from './preload';

const notesFolder = path.resolve('test/fixtures/notes');
export const notes: readonly string[] = fs
  .readdirSync(notesFolder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md'))
  .map((file) => path.join(notesFolder, file))
  .sort();

/** So small that a run takes a few seconds. */
export const small: TrainingOptions = {
  ...defaultOptions,
  cell: 'gru',
  hiddenSize: 16,
  batchSize: 6,
  seqLen: 12,
  draws: 32,
  dropout: 0.1,
  minutes: undefined,
  epochs: 4,
  threads: 2,
};

export class TestedEngine {
  readonly client: EngineClient;
  readonly statuses: TrainingStatus[] = [];
  readonly notices: EngineProblem[] = [];

  /** @param fault undefined: it is a sound one. */
  constructor(
    readonly storage: string,
    fault?: Omit<Fault, 'folder'>,
  ) {
    const injected = fault && JSON.stringify({ folder: path.resolve(storage), ...fault });
    this.client = new EngineClient(path.resolve('dist/engine.js'), {
      storage,
      timing: { firstDelay: 600_000, longestDelay: 600_000 },
      fork: (module, args, options) =>
        fork(module, args, {
          ...options,
          execArgv: injected ? ['--require', path.resolve('dist/test/faults/preload.js')] : [],
          env: { ...options.env, AFTERWORD_FAULT: injected },
        }),
    });
    this.client.onStatus((status) => this.statuses.push(status));
    this.client.onNotice((notice) => this.notices.push(notice));
  }

  /** @returns when training is under way. */
  async train(options: Partial<TrainingOptions> = {}, resume = false): Promise<void> {
    await this.client.train({ files: notes, options: { ...small, ...options }, resume });
  }

  /** @returns the status that it came to; undefined: the process has ended. */
  until(reached: (status: TrainingStatus) => boolean): Promise<TrainingStatus | undefined> {
    return new Promise((resolve) => {
      const look = (status: TrainingStatus | undefined) => {
        const ended = this.client.pid === undefined;
        if (!ended && !(status && reached(status))) return;
        clearInterval(timer);
        heard.dispose();
        resolve(status && reached(status) ? status : undefined);
      };
      const heard = this.client.onStatus(look);
      const timer = setInterval(() => look(this.statuses.at(-1)), 20);
      look(this.statuses.at(-1));
    });
  }

  finished(): Promise<TrainingStatus | undefined> {
    return this.until(({ state }) => state === 'finished' || state === 'failed');
  }

  /** SIGKILL. @returns when it has ended. */
  async kill(): Promise<void> {
    const { pid } = this.client;
    if (pid === undefined) return;
    process.kill(pid, 'SIGKILL');
    while (this.client.pid === pid) await sleep(5);
  }

  /** Ends it as a closed window does. */
  async close(): Promise<void> {
    const { pid } = this.client;
    this.client.dispose();
    while (pid !== undefined && isAlive(pid)) await sleep(10);
  }
}

/** What stands on disk, if a model does that can be trained on. */
export async function onDisk(storage: string) {
  const store = new ModelStore(storage);
  const model = await store.load();
  return model && { model, checkpoint: await store.loadCheckpoint(model) };
}

/**
 * Digest of all numbers that training goes on from: weights, moments, states. As they are in the file: a model that has learnt
 * new words since has more.
 */
export function digestOfRun(storage: string): string {
  const { files } = JSON.parse(fs.readFileSync(path.join(storage, 'model.json'), 'utf8')) as {
    files: { training: string };
  };
  const hash = createHash('sha256');
  for (const { name, data } of decodeSafetensors(
    fs.readFileSync(path.join(storage, files.training)),
  ).tensors.values()) {
    hash.update(name).update(data);
  }
  return hash.digest('hex');
}

/** What no finished write leaves behind. */
export function leftovers(storage: string): string[] {
  const named = new Set(['model.json', 'model.previous.json', 'runs.json']);
  for (const file of ['model.json', 'model.previous.json']) {
    const whole = path.join(storage, file);
    if (!fs.existsSync(whole)) continue;
    const { files } = JSON.parse(fs.readFileSync(whole, 'utf8')) as { files: Record<string, unknown> };
    for (const name of Object.values(files)) named.add(String(name));
  }
  return fs.existsSync(storage) ? fs.readdirSync(storage).filter((name) => !named.has(name)) : [];
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
