// A run that is interrupted again and again, at moments that a seed chooses, and goes on each time: what it has come to in
// the end is what it would have come to without, bit for bit.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { Random } from '../../src/rnn/random';
import { digestOfRun, leftovers, onDisk, sleep, TestedEngine } from './engine';
import type { Fault } from './preload';

/** What the engine was at when it was killed. */
export const kinds = ['training', 'checkpointing', 'half a write', 'loading', 'predicting', 'a thread ends'] as const;
export type Kind = (typeof kinds)[number];

export interface Tally {
  moments: number;
  /** Runs that came to their end, and were compared. */
  runs: number;
  /** What was lost, or left behind: one entry for each. */
  readonly lost: string[];
}

const text = { text: 'I walked to the ', format: 'markdown', k: 5 } as const;

export class Interrupted {
  readonly tallies = new Map<Kind, Tally>();
  private readonly random: Random;
  private runs = 0;

  /** @param reference the digest of a run that is not interrupted. */
  constructor(
    private readonly scratch: string,
    seed: number,
    private readonly reference: string,
  ) {
    this.random = new Random(seed);
  }

  /** Of a run that nothing happens to. */
  static async reference(scratch: string): Promise<string> {
    const engine = new TestedEngine(path.join(scratch, 'reference'));
    await engine.train();
    const end = await engine.finished();
    assert.equal(end?.state, 'finished');
    await engine.close();
    return digestOfRun(engine.storage);
  }

  async moment(kind: Kind): Promise<void> {
    const tally = this.tallies.get(kind) ?? { moments: 0, runs: 0, lost: [] };
    this.tallies.set(kind, tally);
    tally.moments++;
    const before = await this.steps();
    const engine = new TestedEngine(this.storage, this.fault(kind));
    try {
      await this.interrupt(kind, engine).catch((error: unknown) => {
        // It has died, or the run has come to its end, before it could be told to pause.
        const { code } = error as { readonly code?: string };
        if (code !== 'engineGone' && code !== 'notTraining') throw error;
      });
      const reached = await this.steps();
      await engine.kill();
      await this.look(tally, Math.max(before, reached));
    } catch (error) {
      tally.lost.push(`${kind}: ${String(error)}`);
    } finally {
      await engine.kill();
      engine.client.dispose();
    }
  }

  private below(limit: number): number {
    return Math.floor(this.random.uniform(0, limit));
  }

  private get storage(): string {
    return path.join(this.scratch, `run ${this.runs}`);
  }

  /** Updates of the checkpoint on disk, as it is named there. */
  private async steps(): Promise<number> {
    const file = path.join(this.storage, 'model.json');
    const settings = await fs.promises.readFile(file, 'utf8').catch(() => '{"position":{"step":0}}');
    return (JSON.parse(settings) as { position: { step: number } }).position.step;
  }

  private fault(kind: Kind): Omit<Fault, 'folder'> | undefined {
    const at = 1 + this.below(60);
    if (kind === 'checkpointing') return { at, how: 'kill' };
    if (kind === 'half a write') return { at, how: 'half' };
    return kind === 'a thread ends' ? { at: 1 + this.below(12), how: 'thread' } : undefined;
  }

  private async interrupt(kind: Kind, engine: TestedEngine): Promise<void> {
    if (kind === 'loading') {
      void engine.client.start().catch(() => undefined);
      return sleep(this.below(600));
    }
    await engine.client.start();
    if (kind === 'predicting') {
      if (!engine.client.model) return;
      const answers = Array.from({ length: 20 }, () => engine.client.predict(text));
      for (const answer of answers) answer.catch(() => undefined);
      return sleep(this.below(30));
    }
    await engine.train({}, engine.client.model !== null);
    // A pause writes a checkpoint: what comes every half minute otherwise, comes now.
    const written = kind === 'training' ? 1 + this.below(2) : 4;
    for (let i = 0; i < written && engine.client.pid !== undefined; i++) {
      await sleep(this.below(kind === 'training' ? 700 : 250));
      if (engine.client.status.state !== 'training') break;
      await engine.client.pause();
      await engine.client.resume();
    }
    if (kind === 'training') return sleep(this.below(400));
    await Promise.race([engine.finished(), sleep(4000)]);
  }

  /** The next start. */
  private async look(tally: Tally, steps: number): Promise<void> {
    const engine = new TestedEngine(this.storage);
    try {
      await engine.client.start();
      const { model } = engine.client;
      assert.deepEqual(engine.notices, [], 'nothing is damaged');
      if (model) {
        const { items } = await engine.client.predict(text);
        assert.ok(items.length > 0 && items.every(({ probability }) => probability > 0 && probability <= 1));
      }
      assert.deepEqual(leftovers(this.storage), []);
    } finally {
      await engine.close();
    }
    const stored = await onDisk(this.storage);
    if (!stored) return assert.equal(steps, 0, 'there was a checkpoint, and there is no model');
    const { model, checkpoint } = stored;
    assert.ok(checkpoint, 'training can go on');
    assert.ok(checkpoint.position.step >= steps, `step ${checkpoint.position.step}, and there was ${steps}`);
    if (!model.runEnded) return;
    assert.equal(digestOfRun(this.storage), this.reference, 'the weights are those of a run that was not interrupted');
    tally.runs++;
    fs.rmSync(this.storage, { recursive: true });
    this.runs++;
  }
}
