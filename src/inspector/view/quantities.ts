// What of a run can be charted: each quantity with its series, and how its values read. A series is one number of every
// point; what is an average over a few updates is noisy and can be smoothed, what is exact is left as it is.

import { finite } from '../../engine/lossCurve';
import type { LossPoint } from '../../engine/protocol/curves';
import type { ViewStrings } from '../protocol';
import type { Numbers } from './numbers';

export const quantityNames = ['loss', 'perplexity', 'learningRate', 'gradNorm', 'wordsPerSecond'] as const;
export type Quantity = (typeof quantityNames)[number];

export interface Series {
  /** Names the line's colour and dash, too: see lineStyles.ts. */
  readonly kind: 'train' | 'valid';
  readonly name: keyof ViewStrings;
  readonly noisy: boolean;
  readonly value: (point: LossPoint) => number | undefined;
}

export interface QuantityOutline {
  readonly title: keyof ViewStrings;
  readonly caption: keyof ViewStrings;
  /** Names the axis on the left. */
  readonly unit: keyof ViewStrings;
  readonly series: readonly Series[];
  /** Of several runs, the one that they are compared by. */
  readonly compared: Series;
  /** Where values go over many powers of ten. */
  readonly log: boolean;
  /** The height of a loss in nats on this chart; undefined: it has none. */
  readonly ofLoss?: (nats: number) => number;
  readonly format: (value: number, numbers: Numbers) => string;
  readonly tick: (value: number, numbers: Numbers) => string;
}

/** A loss that is no number has come as null. */
const perplexityOf = (nats: number | undefined) => (finite(nats) === undefined ? undefined : Math.exp(nats!));

const trainLoss: Series = { kind: 'train', name: 'trainLoss', noisy: true, value: (point) => point.trainLoss };
const validLoss: Series = { kind: 'valid', name: 'validLoss', noisy: false, value: (point) => point.validLoss };
const trainPerplexity: Series = { ...trainLoss, value: (point) => perplexityOf(point.trainLoss) };
const validPerplexity: Series = { ...validLoss, value: (point) => perplexityOf(point.validLoss) };
const rate: Series = { kind: 'train', name: 'rateUnit', noisy: false, value: (point) => point.learningRate };
const norm: Series = { kind: 'train', name: 'beforeClipping', noisy: true, value: (point) => point.gradNorm };
const clipped: Series = { kind: 'valid', name: 'afterClipping', noisy: true, value: (point) => point.clippedGradNorm };
const speed: Series = { kind: 'train', name: 'wordsPerSecond', noisy: true, value: (point) => point.wordsPerSecond };

const significant = (value: number, numbers: Numbers) => numbers.significant(value);

export const quantities: Readonly<Record<Quantity, QuantityOutline>> = {
  loss: {
    title: 'lossTitle',
    caption: 'lossCaption',
    unit: 'nats',
    series: [trainLoss, validLoss],
    compared: validLoss,
    log: false,
    ofLoss: (nats) => nats,
    format: (nats, numbers) => numbers.loss(nats),
    tick: (nats, numbers) => numbers.oneDecimal(nats),
  },
  perplexity: {
    title: 'perplexityTitle',
    caption: 'perplexityCaption',
    unit: 'perplexity',
    series: [trainPerplexity, validPerplexity],
    compared: validPerplexity,
    log: true,
    ofLoss: Math.exp,
    format: (value, numbers) => numbers.perplexity(value),
    tick: (value, numbers) => numbers.perplexity(Number(value.toPrecision(2))),
  },
  learningRate: {
    title: 'learningRate',
    caption: 'learningRateCaption',
    unit: 'rateUnit',
    series: [rate],
    compared: rate,
    log: false,
    format: significant,
    tick: significant,
  },
  gradNorm: {
    title: 'gradientNorm',
    caption: 'gradNormCaption',
    unit: 'gradNorm',
    series: [norm, clipped],
    compared: norm,
    log: true,
    format: significant,
    tick: significant,
  },
  wordsPerSecond: {
    title: 'speedTitle',
    caption: 'speedCaption',
    unit: 'wordsPerSecond',
    series: [speed],
    compared: speed,
    log: false,
    format: (value, numbers) => numbers.compact(value),
    tick: (value, numbers) => numbers.compact(value),
  },
};
