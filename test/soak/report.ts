// What a long life has come to: how memory has grown, what has been leaked, what was left.

import type { Lived, ProcessSample, Sample } from './samples';

export interface Slope {
  readonly what: string;
  /** Megabytes at the end. */
  readonly last: number;
  /** Megabytes in an hour, and the standard error of that. */
  readonly perHour: number;
  readonly error: number;
}

/** This part of a life, at its begin, does not count: caches fill, code is compiled. */
const warmUp = 0.25;

export function afterWarmUp(samples: readonly Sample[]): readonly Sample[] {
  const total = samples.at(-1)?.minutes ?? 0;
  return samples.filter(({ minutes }) => minutes >= warmUp * total);
}

/** Least squares over what was measured after the warm-up. */
export function slopesOf(samples: readonly Sample[]): Slope[] {
  const later = afterWarmUp(samples);
  const slope = (what: string, value: (sample: Sample) => number | undefined): Slope[] => {
    const points = later.flatMap((sample) => {
      const y = value(sample);
      return y === undefined ? [] : [{ x: sample.minutes / 60, y }];
    });
    return points.length < 3 ? [] : [{ what, last: points.at(-1)!.y, ...fitted(points) }];
  };
  const ofMemory = (name: string, process: (sample: Sample) => ProcessSample) => [
    ...slope(`${name}: resident`, (sample) => process(sample).memory?.resident),
    ...slope(`${name}: heap, collected`, (sample) => process(sample).memory?.heap),
    ...slope(`${name}: outside the heap`, (sample) => process(sample).memory?.external),
  ];
  return [...ofMemory('extension host', ({ host }) => host), ...ofMemory('engine', ({ engine }) => engine)];
}

function fitted(points: readonly { x: number; y: number }[]): Pick<Slope, 'perHour' | 'error'> {
  const n = points.length;
  const mean = (key: 'x' | 'y') => points.reduce((sum, point) => sum + point[key], 0) / n;
  const [xMean, yMean] = [mean('x'), mean('y')];
  const spread = points.reduce((sum, { x }) => sum + (x - xMean) ** 2, 0);
  const perHour = points.reduce((sum, { x, y }) => sum + (x - xMean) * (y - yMean), 0) / spread;
  const rest = points.reduce((sum, { x, y }) => sum + (y - yMean - perHour * (x - xMean)) ** 2, 0);
  return { perHour, error: Math.sqrt(rest / (n - 2) / spread) };
}

export interface Count {
  readonly what: string;
  /** When warm: the most; at the end: the least of the last three. What there is more of then has been leaked. */
  readonly warm: number;
  readonly last: number;
}

export function countsOf(samples: readonly Sample[]): Count[] {
  const [first, ...later] = afterWarmUp(samples);
  if (!first) return [];
  const warm = [first, ...later.slice(0, Math.floor(later.length / 3))];
  const last = later.slice(-3);
  const count = (what: string, value: (sample: Sample) => number | undefined): Count[] => {
    const [before, after] = [warm, last].map((some) => some.map(value).filter((each) => each !== undefined));
    if (before!.length === 0 || after!.length === 0) return [];
    return [{ what, warm: Math.max(...before!), last: Math.min(...after!) }];
  };
  const total = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((sum, n) => sum + n, 0);
  const ofProcess = (name: string, process: (sample: Sample) => ProcessSample) => [
    ...count(`${name}: threads`, (sample) => process(sample).threads),
    ...count(`${name}: open files`, (sample) => process(sample).openFiles),
    ...count(`${name}: child processes`, (sample) => process(sample).children),
  ];
  return [
    ...ofProcess('extension host', ({ host }) => host),
    ...ofProcess('engine', ({ engine }) => engine),
    ...count('registered with VS Code, listeners', ({ registrations }) => total(registrations)),
    ...count('timers, pipes, processes of ours in the extension host', ({ handles }) => total(handles)),
    ...count('files left in the folder of the model', ({ strays }) => strays.length),
  ];
}

/** What is still there when all is over: nothing should be. */
export function leftOf({
  afterEnd,
  afterwards,
}: Lived & { afterwards: { running: readonly number[]; strays: readonly string[] } }) {
  const still = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts).flatMap(([name, n]) => (n > 0 ? [`${n} ${name}`] : []));
  return [
    ...still(afterEnd.registrations).map((what) => `registered after the end: ${what}`),
    ...still(afterEnd.handles).map((what) => `in the extension host after the end: ${what}`),
    ...(afterEnd.engineRuns ? ['the engine ran on after the end'] : []),
    ...afterwards.running.map((pid) => `process ${pid} ran on when the window was closed`),
    ...afterwards.strays.map((file) => `left behind: ${file}`),
  ];
}
