// What is counted again and again over a long life, each time when everything rests. Types only.

import type { Memory } from './memory';

export interface ProcessSample {
  readonly memory: Memory | undefined;
  /** undefined, each: the system does not say. */
  readonly threads: number | undefined;
  readonly openFiles: number | undefined;
  readonly children: number | undefined;
}

export interface Sample {
  /** Since the begin. */
  readonly minutes: number;
  readonly host: ProcessSample;
  readonly engine: ProcessSample;
  /** What is registered with VS Code, and listeners to the engine's client, by kind. */
  readonly registrations: Readonly<Record<string, number>>;
  /** Timers, pipes, child processes of ours in the extension host, by kind. */
  readonly handles: Readonly<Record<string, number>>;
  /** Files in the model's folder that do not belong to a model. */
  readonly strays: readonly string[];
}

export interface Lived {
  readonly samples: readonly Sample[];
  /** How often each thing was done. */
  readonly done: Readonly<Record<string, number>>;
  /** What could not be done. */
  readonly failed: readonly string[];
  /** What was still there after Afterword was ended as VS Code ends it. */
  readonly afterEnd: Pick<Sample, 'registrations' | 'handles'> & { readonly engineRuns: boolean };
  /** Of the extension host and its last engine, which learnt when the window was closed. */
  readonly processes: readonly number[];
  readonly storage: string;
}

export interface SoakPlan {
  readonly seed: number;
  readonly minutes: number;
  /** Everything is done at least so often. */
  readonly rounds: number;
  /** Of the time that a person takes: 1, or less for somebody in haste. */
  readonly pace: number;
}
