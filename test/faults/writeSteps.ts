// Saving a model, killed at every single step of it, before the step and half-way through what it writes.

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ModelStore } from '../../src/engine/modelStore';
import { modelOf, saveModel } from '../unit/engine/storedModels';
import { leftovers, onDisk } from './engine';
import type { Fault } from './preload';

export interface StepResult {
  readonly how: Fault['how'];
  readonly at: number;
  /** The call that did not come to its end. */
  readonly step: string;
  /** undefined: nothing could be read any more. */
  readonly generation: number | undefined;
  readonly wrong: string | undefined;
}

/**
 * A folder with generations 1 and 2; each time generation 3 is saved over a copy of it.
 * @param every 1: at every step; 3: at the first, the fourth, … and the last.
 */
export async function killAtEveryStep(
  scratch: string,
  hows: readonly Fault['how'][],
  every = 1,
): Promise<StepResult[]> {
  const template = path.join(scratch, 'two generations');
  const store = new ModelStore(template);
  for (const generation of [1, 2]) await saveModel(store, generation);
  const log = path.join(scratch, 'steps');
  const whole = path.join(scratch, 'whole');
  fs.cpSync(template, whole, { recursive: true });
  if (save(whole, { at: 0, how: 'kill', log }) !== null) throw new Error('a save that nothing happens to is killed');
  const steps = fs.readFileSync(log, 'utf8').trim().split('\n');
  const results: StepResult[] = [];
  for (const how of hows) {
    for (const [index, step] of steps.entries()) {
      if (index % every > 0 && index < steps.length - 1) continue;
      const folder = path.join(scratch, `${how} ${index}`);
      fs.cpSync(template, folder, { recursive: true });
      const signal = save(folder, { at: index + 1, how });
      results.push({ how, at: index + 1, step, ...(await found(folder, signal)) });
      fs.rmSync(folder, { recursive: true });
    }
  }
  return results;
}

/** @returns the signal that ended it. */
function save(folder: string, fault: Omit<Fault, 'folder'>): string | null {
  const args = ['--require', path.resolve('dist/test/faults/preload.js'), path.resolve('dist/test/faults/saver.js')];
  const env = { ...process.env, AFTERWORD_FAULT: JSON.stringify({ folder: path.resolve(folder), ...fault }) };
  const { signal, status, stderr } = spawnSync(process.execPath, [...args, folder, '3'], { env, encoding: 'utf8' });
  if (signal === null && status !== 0) throw new Error(stderr);
  return signal;
}

async function found(folder: string, signal: string | null): Promise<Pick<StepResult, 'generation' | 'wrong'>> {
  if (signal !== 'SIGKILL') return { generation: undefined, wrong: `ended by ${String(signal)}` };
  const stored = await onDisk(folder);
  const generation = stored?.model.tokensSeen;
  if (generation !== 2 && generation !== 3) return { generation, wrong: `generation ${String(generation)}` };
  const { weights } = modelOf(generation);
  if (String(stored!.model.weights) !== String(weights)) return { generation, wrong: 'other weights' };
  if (stored!.checkpoint?.position.step !== generation) return { generation, wrong: 'another checkpoint' };
  const left = leftovers(folder);
  if (left.length > 0) return { generation, wrong: `left behind: ${left.join(', ')}` };
  // What comes after it is written as ever.
  await saveModel(new ModelStore(folder), 4);
  const next = await onDisk(folder);
  return { generation, wrong: next?.model.tokensSeen === 4 ? undefined : 'nothing more can be saved' };
}
