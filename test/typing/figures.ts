// From what was measured to figures, with what is wanted of them.

import type { Phase } from './phase';

export interface Figure {
  readonly circumstance: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What is wanted. */
  readonly most?: number;
}

const circumstances: Readonly<Record<Phase['circumstance'], string>> = {
  usual: 'a run is under way, as usual',
  learning: 'learning on all threads, without a wait',
  hurried: 'the same, keys every 15 ms',
  inspected: 'the same, the inspector open',
  resting: 'the engine rests',
  off: 'suggestions are off',
};

/** As people type: what holds there is what is promised. */
const typed: readonly Phase['circumstance'][] = ['usual', 'learning', 'resting', 'off'];
const learns: readonly Phase['circumstance'][] = ['usual', 'learning', 'hurried', 'inspected'];

export function figuresOf(phase: Phase): Figure[] {
  const { characters, seconds, calls, requests, engineTime } = phase;
  const circumstance = circumstances[phase.circumstance];
  const figure = (name: string, value: number, unit = '', most?: number): Figure => {
    return { circumstance, name, value, unit, most };
  };
  const answered = calls.filter(({ cancelled }) => !cancelled).map(({ took }) => took);
  const lost = figure('characters typed that are not in the note', phase.arrived ? 0 : characters, '', 0);
  const arrived = [figure('characters typed', characters), lost];
  if (learns.includes(phase.circumstance))
    arrived.push(figure('of the sentences, while it did not learn', (100 * phase.atRest) / phase.sentences, '%', 25));
  const wanted = (most: number) => (typed.includes(phase.circumstance) ? most : undefined);
  const host = [
    figure('in the extension host for a keystroke, median', quantile(phase.overhead, 0.5), 'ms', wanted(1)),
    figure('the same, 99 of 100', quantile(phase.overhead, 0.99), 'ms', wanted(5)),
  ];
  const engine = engineTime === undefined ? [] : [figure('the engine, of one core', engineTime / seconds / 10, '%')];
  if (phase.circumstance === 'off') {
    const idle = engine.map((one) => ({ ...one, most: 1 }));
    return [...arrived, ...host, figure('requests to the engine', requests.asked, '', 0), ...idle];
  }
  return [
    ...arrived,
    ...host,
    figure('suggestions answered', answered.length),
    figure('from call to answer, median', quantile(answered, 0.5), 'ms', wanted(10)),
    figure('the same, 99 of 100', quantile(answered, 0.99), 'ms', wanted(50)),
    figure('requests to the engine', requests.asked),
    figure('of these cancelled', requests.cancelled),
    figure('cancelled, and answered all the same', requests.inVain),
    figure('from being cancelled to its end, median', quantile(requests.toEnd, 0.5) || 0, 'ms', 50),
    figure('most that were under way at once', requests.mostAtOnce, '', 2),
    ...engine,
  ];
}

/** NaN: there is nothing of it. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
