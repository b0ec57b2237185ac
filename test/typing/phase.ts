// What is measured while something is typed. Types only.

import type { ProviderCall } from './providerCalls';

export type Circumstance = 'usual' | 'learning' | 'hurried' | 'inspected' | 'resting' | 'off';

export interface Requests {
  readonly asked: number;
  readonly cancelled: number;
  /** Milliseconds from the cancellation to the end of the request. */
  readonly toEnd: readonly number[];
  /** Cancelled, and answered all the same. */
  readonly inVain: number;
  /** Under way at one time, and not cancelled. */
  readonly mostAtOnce: number;
}

export interface Phase {
  readonly circumstance: Circumstance;
  readonly characters: number;
  readonly seconds: number;
  /** Of what was typed, in the document. */
  readonly arrived: boolean;
  readonly sentences: number;
  /** At whose end the engine was not learning, as a run had ended. */
  readonly atRest: number;
  /** Milliseconds of our code on the extension host's thread from one change of the document to the next. */
  readonly overhead: readonly number[];
  /** The same in all, by what it came of. */
  readonly origins: Readonly<Record<string, number>>;
  readonly calls: readonly ProviderCall[];
  readonly requests: Requests;
  /** Milliseconds of processor time that the engine took; undefined: cannot be told here. */
  readonly engineTime: number | undefined;
  /** Share of the time in which the extension host's thread was busy, whoever kept it so. */
  readonly hostBusy: number;
}

export interface Plan {
  readonly seed: number;
  readonly phases: readonly { readonly circumstance: Circumstance; readonly characters: number }[];
}
