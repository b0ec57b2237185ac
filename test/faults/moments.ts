// A run that is interrupted again and again, at moments that a seed chooses, and goes on each time: what it has come to in
// the end is what it would have come to without, bit for bit.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { isAlive } from '../../src/engine/folderLock';
import { Random } from '../../src/rnn/random';
import { digestOfRun, leftovers, onDisk, sleep, TestedEngine } from './engine';
import type { Fault } from './preload';

/** What the engine was at when it was killed, or what was. */
export const kinds = [
  'training',
  'before a step of a save',
  'half-way through a step of a save',
  'its host',
  'loading',
  'predicting',
  'a training thread',
] as const;
export type Kind = (typeof kinds)[number];

export interface Tally {
  /** Times that it was at it when it was killed. */
  moments: number;
  /** Runs that came to their end afterwards, and were compared. */
  runs: number;
  /** What was lost, or left behind: one entry for each. */
  readonly lost: string[];
}

const text = { text: 'I walked to the ', format: 'markdown', k: 5 } as const;

export class Interrupted {
  readonly tallies = new Map<Kind, Tally>(kinds.map((kind) => [kind, { moments: 0, runs: 0, lost: [] }]));
  private readonly random: Random;
  private runs = 0;
  /** Of a run that nothing happens to. */
  private reference = '';

  constructor(
    private readonly scratch: string,
    seed: number,
  ) {
    this.random = new Random(seed);
  }

  async learnReference(): Promise<void> {
    const engine = new TestedEngine(this.finished);
    await engine.train();
    assert.equal((await engine.finished())?.state, 'finished');
    await engine.close();
    this.reference = digestOfRun(this.finished);
  }

  /** Once more, until it has been killed while it was at it. */
  async moment(kind: Kind): Promise<void> {
    for (let tries = 0; tries < 20; tries++) if (await this.attempt(kind)) return;
    this.tallies.get(kind)!.lost.push('it never came to it');
  }

  private async attempt(kind: Kind): Promise<boolean> {
    const tally = this.tallies.get(kind)!;
    const asks = kind === 'loading' || kind === 'predicting';
    const storage = asks ? this.finished : path.join(this.scratch, `run ${this.runs}`);
    const before = stepsOnDisk(storage);
    try {
      const hit = kind === 'its host' ? await this.killHost(storage) : await this.killEngine(kind, storage);
      if (hit) tally.moments++;
      const runEnded = await look(storage, before);
      if (runEnded) assert.equal(digestOfRun(storage), this.reference, 'it is another run than one not interrupted');
      if (!runEnded || asks) return hit;
      tally.runs++;
      this.runs++;
      fs.rmSync(storage, { recursive: true });
      return hit;
    } catch (error) {
      tally.lost.push(String(error));
      this.runs++;
      return true;
    }
  }

  private get finished(): string {
    return path.join(this.scratch, 'finished');
  }

  private below(limit: number): number {
    return Math.floor(this.random.uniform(0, limit));
  }

  private fault(kind: Kind): Omit<Fault, 'folder'> | undefined {
    // A run's first save is some thirty calls.
    const at = 1 + this.below(60);
    if (kind === 'before a step of a save') return { at, how: 'kill' };
    if (kind === 'half-way through a step of a save') return { at, how: 'half' };
    return kind === 'a training thread' ? { at: 1 + this.below(12), how: 'thread' } : undefined;
  }

  /** @returns whether it was at it. */
  private async killEngine(kind: Kind, storage: string): Promise<boolean> {
    const engine = new TestedEngine(storage, this.fault(kind));
    try {
      return await this.interrupt(kind, engine).catch((error: unknown) => {
        // It has died, or the run has come to its end, before it could be told to pause.
        const { code } = error as { readonly code?: string };
        if (code === 'engineGone' || code === 'notTraining') return hasDied(engine);
        throw error;
      });
    } finally {
      await engine.kill();
      engine.client.dispose();
    }
  }

  private async interrupt(kind: Kind, engine: TestedEngine): Promise<boolean> {
    const { client } = engine;
    if (kind === 'loading') {
      let loaded = false;
      client.start().then(
        () => (loaded = true),
        () => undefined,
      );
      await sleep(this.below(400));
      return !loaded;
    }
    await client.start();
    if (kind === 'predicting') {
      let answered = 0;
      for (let i = 0; i < 200; i++) client.predict(text).then(() => answered++, ignore);
      await sleep(this.below(20));
      return answered < 200;
    }
    await engine.train({}, client.model !== null);
    const learns = () => client.status.state === 'training';
    // A pause writes a checkpoint: what comes every half minute otherwise, comes now.
    for (let left = kind === 'training' ? 1 + this.below(3) : Infinity; left > 0 && learns(); left--) {
      await sleep(this.below(kind === 'training' ? 600 : 200));
      await client.pause();
      await client.resume();
    }
    if (kind === 'training') await sleep(this.below(300));
    return kind === 'training' ? learns() : hasDied(engine);
  }

  /** The engine has nobody left that it could tell anything. */
  private async killHost(storage: string): Promise<boolean> {
    const host = spawn(process.execPath, [path.resolve('dist/test/faults/hostProcess.js'), storage], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(host, 'exit');
    const [first] = (await once(host.stdout, 'data')) as [Buffer];
    await sleep(this.below(900));
    const hit = host.exitCode === null;
    host.kill('SIGKILL');
    await ended;
    const engine = Number(String(first));
    for (let i = 0; isAlive(engine); i++) {
      assert.ok(i < 500, 'the engine has outlived its host');
      await sleep(20);
    }
    return hit;
  }
}

/**
 * The next start.
 * @param steps of the last checkpoint that was complete before. @returns whether the run has come to its end.
 */
export async function look(storage: string, steps: number): Promise<boolean> {
  const least = Math.max(steps, stepsOnDisk(storage));
  const engine = new TestedEngine(storage);
  try {
    await engine.client.start();
    assert.deepEqual(engine.notices, [], 'nothing is damaged');
    if (engine.client.model) {
      const { items } = await engine.client.predict(text);
      assert.ok(items.length > 0 && items.every(({ probability }) => probability > 0 && probability <= 1));
    }
    assert.deepEqual(leftovers(storage), []);
  } finally {
    await engine.close();
  }
  const stored = await onDisk(storage);
  if (!stored) {
    assert.equal(least, 0, 'there was a checkpoint, and there is no model');
    return false;
  }
  const { model, checkpoint } = stored;
  assert.ok(checkpoint, 'training can go on');
  assert.ok(checkpoint.position.step >= least, `step ${checkpoint.position.step}, and there was ${least}`);
  return model.runEnded;
}

/** By its fault, or its thread has. */
function hasDied({ client }: TestedEngine): boolean {
  return client.pid === undefined || client.status.state === 'failed';
}

/** Updates of the checkpoint on disk, as it is named there. */
export function stepsOnDisk(storage: string): number {
  const file = path.join(storage, 'model.json');
  if (!fs.existsSync(file)) return 0;
  return (JSON.parse(fs.readFileSync(file, 'utf8')) as { position: { step: number } }).position.step;
}

function ignore(): void {
  // It is to be killed.
}
