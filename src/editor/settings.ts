// The user's settings, read and checked in one place: whatever settings.json says, what comes out of here can be used.
// Read anew each time it is asked for, so that a change works at once.

import { availableParallelism } from 'node:os';
import * as vscode from 'vscode';
import type { CellKind, TrainingOptions } from '../engine/protocol';
import { settingNames, settingsSection } from './identifiers';

export interface Settings {
  /** Suggestions at all, as ghost text and in the list. */
  readonly enabled: boolean;
  /** The most probable next word, shown behind the cursor. */
  readonly ghostText: boolean;
  /** The most probable next words in the completion list. */
  readonly list: boolean;
  /** How many words the list offers. */
  readonly listSize: number;
  /** Globs of the files that are notes. */
  readonly include: readonly string[];
  /** Globs of files that are not, even so. */
  readonly exclude: readonly string[];
  readonly training: TrainingSettings;
}

export interface TrainingSettings {
  /** How long one run may take. */
  readonly minutes: number;
  /** The kind of recurrent network. */
  readonly cell: CellKind;
  /** Width of the hidden state. */
  readonly hiddenSize: number;
  /** Recurrent layers on top of each other. */
  readonly layers: number;
  /** Share of activations dropped while training. */
  readonly dropout: number;
  /** Threads that train; 0: as many as the machine has cores, at most 8. */
  readonly threads: number;
  /** Where the randomness starts: the same seed and notes give the same model. */
  readonly seed: number;
}

const cells: readonly CellKind[] = ['lstm', 'gru', 'rnn'];
const mostAutomaticThreads = 8;

export function readSettings(): Settings {
  const values = vscode.workspace.getConfiguration(settingsSection);
  const get = (name: keyof typeof settingNames): unknown => values.get(settingNames[name]);
  return {
    enabled: get('enabled') !== false,
    ghostText: get('ghostText') !== false,
    list: get('list') !== false,
    listSize: whole(get('listSize'), 5, 10, 7),
    include: globs(get('include'), ['**/*.{md,markdown,mdx,txt,text}']),
    exclude: globs(get('exclude'), []),
    training: {
      minutes: number(get('minutes'), 0.05, 24 * 60, 5),
      cell: cells.find((cell) => cell === get('cell')) ?? 'lstm',
      hiddenSize: whole(get('hiddenSize'), 8, 4096, 256),
      layers: whole(get('layers'), 1, 4, 1),
      dropout: number(get('dropout'), 0, 0.9, 0.25),
      threads: whole(get('threads'), 0, 64, 0),
      seed: whole(get('seed'), 0, 2 ** 31 - 1, 1),
    },
  };
}

/** Writes where the value in effect comes from: a workspace's own value would hide one in the user's settings. */
export async function writeEnabled(enabled: boolean) {
  const values = vscode.workspace.getConfiguration(settingsSection);
  const inWorkspace = values.inspect(settingNames.enabled)?.workspaceValue !== undefined;
  await values.update(settingNames.enabled, enabled, !inWorkspace);
}

export function trainingOptions(settings: TrainingSettings): TrainingOptions {
  const { cell, hiddenSize, layers, dropout, seed, minutes, threads } = settings;
  return {
    cell,
    hiddenSize,
    numLayers: layers,
    dropout,
    seed,
    minutes,
    threads: threads || Math.min(mostAutomaticThreads, Math.max(1, availableParallelism())),
    activation: 'tanh',
    tied: true,
    batchSize: 32,
    seqLen: 32,
    learningRate: 0.002,
    gradClip: 1,
    epochs: undefined,
    maxVocabSize: 10_000,
    tokens: 'words',
  };
}

function number(value: unknown, least: number, most: number, byDefault: number): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) return byDefault;
  return Math.min(most, Math.max(least, value));
}

function whole(value: unknown, least: number, most: number, byDefault: number): number {
  return Math.round(number(value, least, most, byDefault));
}

function globs(value: unknown, byDefault: readonly string[]): readonly string[] {
  if (!Array.isArray(value)) return byDefault;
  return value.filter((glob): glob is string => typeof glob === 'string' && glob !== '');
}
