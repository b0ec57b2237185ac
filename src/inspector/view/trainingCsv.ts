// The runs of the chart as comma-separated values (RFC 4180): every point that is kept, as it was measured, with all that
// was measured there. Names are English and numbers are plain, so that programs can read them anywhere.

import type { LossPoint } from '../../engine/protocol/curves';
import type { ChartedRun } from './curves';

type Value = number | string | null | undefined;

const columns: readonly (readonly [name: string, value: (point: LossPoint, run: ChartedRun) => Value])[] = [
  ['run', (_, { label }) => label],
  ['words_seen', ({ tokens }) => tokens],
  ['epoch', ({ epoch }) => epoch],
  ['seconds', ({ elapsedSeconds }) => elapsedSeconds],
  ['train_loss', ({ trainLoss }) => trainLoss],
  ['valid_loss', ({ validLoss }) => validLoss],
  ['learning_rate', ({ learningRate }) => learningRate],
  ['grad_norm', ({ gradNorm }) => gradNorm],
  ['clipped_grad_norm', ({ clippedGradNorm }) => clippedGradNorm],
  ['words_per_second', ({ wordsPerSecond }) => wordsPerSecond],
  ['unigram_loss', (_, { baselines }) => baselines?.unigram],
  ['bigram_loss', (_, { baselines }) => baselines?.bigram],
  ['kneser_ney_loss', (_, { baselines }) => baselines?.kneserNey],
];

export function trainingCsv(runs: readonly ChartedRun[]): string {
  const head = columns.map(([name]) => name);
  const rows = runs.flatMap((run) => run.points.map((point) => columns.map(([, value]) => value(point, run))));
  return [head, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(value: Value): string {
  if (value === undefined || value === null || Number.isNaN(value)) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
