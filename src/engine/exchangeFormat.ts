// What stands in a model's one file (exchangeFile.ts): safetensors with PyTorch's names and layouts, and in its metadata, as
// JSON, what else there is to a model (docs/pytorch.md). Neither notes nor their paths go along, nor the checkpoint of a run. It
// may come from anybody: every value is checked before it is used, and what is not asked for is not looked at.

import { featureCount, sourceNames } from '../predict/evidence';
import { checkConfig, type NetworkConfig } from '../rnn/config';
import { decodeSafetensors } from '../rnn/safetensors';
import { type TokenUnit, tokenUnits } from '../text/units';
import { Vocabulary } from '../text/vocabulary';
import { defaultOptions, defaultThreads } from './defaults';
import type { Fits } from './mixtureJobs';
import { checkedName } from './modelName';
import type { StoredModel } from './modelStore';
import type { SettledOptions } from './recipe';
import { weightsIn } from './runFiles';
import { newRecord } from './runRecord';
import { firstPosition } from './trainingJob';

/** Of the metadata that holds the rest of the model. */
const key = 'afterword';
const formatVersion = 1;
/** Of a word, in UTF-16 units. */
const longestWord = 1000;

/** Settings that training goes on with, and what each may be; the others follow from the network, or from the machine. */
const optionLimits = {
  dropout: [0, 0.9],
  batchSize: [1, 1024],
  seqLen: [1, 1024],
  draws: [0, 100_000],
  learningRate: [0, 1],
  gradClip: [0, 1000],
  seed: [0, 2 ** 32 - 1],
  maxVocabSize: [10, 5_000_000],
} as const;
type KeptOption = keyof typeof optionLimits;
const anyAmount = [0, Number.MAX_SAFE_INTEGER] as const;
const keptOptions = Object.keys(optionLimits) as readonly KeptOption[];

/** The metadata. */
export function aboutModel(model: StoredModel): Readonly<Record<string, string>> {
  const { name, config, unit, vocabulary, options, position, tokensSeen, validLoss, record, fits } = model;
  const about = {
    version: formatVersion,
    ...{ name, config, unit },
    options: Object.fromEntries(keptOptions.map((option) => [option, options[option]])),
    begun: record?.started,
    tokensSeen,
    seconds: position.elapsedSeconds,
    validLoss,
    fits,
    vocabulary: vocabulary.toJSON(),
  };
  return { [key]: JSON.stringify(about) };
}

/** @throws Error that says what is wrong with it. */
export function modelIn(bytes: Uint8Array): StoredModel {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const about = jsonObject(asObject(metadata, 'its metadata')[key]);
  if (about.version !== formatVersion) {
    throw new Error(`its version is ${String(about.version)}, this Afterword reads ${formatVersion}`);
  }
  const config = configIn(about.config);
  const unit = tokenUnits.find((each) => each === about.unit);
  if (!unit) throw new Error(`its texts are cut into ${String(about.unit)}`);
  const vocabulary = vocabularyIn(about.vocabulary, config);
  const weights = weightsIn(tensors, config);
  const tokensSeen = numberIn(about, 'tokensSeen', anyAmount);
  const elapsedSeconds = numberIn(about, 'seconds', anyAmount);
  return {
    name: about.name === undefined ? undefined : checkedName(about.name),
    ...{ config, unit, vocabulary, weights, tokensSeen },
    validLoss: about.validLoss === undefined ? undefined : numberIn(about, 'validLoss', [0, 1000]),
    losses: [],
    record: { ...newRecord(), started: dateIn(about.begun) },
    options: optionsIn(about.options, config, unit),
    // The curve goes on; the optimizer begins anew.
    position: { ...firstPosition, tokensSeen, elapsedSeconds },
    runEnded: true,
    learnt: undefined,
    trainedOn: undefined,
    heldOut: undefined,
    fits: fitsIn(about.fits),
    notes: undefined,
  };
}

function jsonObject(text: unknown): Readonly<Record<string, unknown>> {
  if (typeof text !== 'string') throw new Error('Afterword has not written it: its metadata does not describe a model');
  return asObject(JSON.parse(text), 'its description');
}

function configIn(value: unknown): NetworkConfig {
  const { cell, activation, vocabSize, embedSize, hiddenSize, numLayers, tied } = asObject(
    value,
    'its config',
  ) as Partial<NetworkConfig>;
  if (activation !== 'tanh' && activation !== 'relu') throw new Error(`its activation is ${String(activation)}`);
  if (typeof tied !== 'boolean') throw new Error('it does not say whether its embeddings are tied');
  const config = { cell, activation, vocabSize, embedSize, hiddenSize, numLayers, tied } as NetworkConfig;
  checkConfig(config);
  return config;
}

/** What is suggested is written into notes: a word is part of a line. */
function vocabularyIn(value: unknown, { vocabSize }: NetworkConfig): Vocabulary {
  const vocabulary = Vocabulary.fromJSON(value);
  if (vocabulary.size !== vocabSize)
    throw new Error(`it has ${vocabulary.size} words, and says that it has ${vocabSize}`);
  const wrong = vocabulary.words.findIndex((word) => word.length > longestWord || /[\n\r]/.test(word));
  if (wrong >= 0) throw new Error(`its word ${wrong} is none`);
  return vocabulary;
}

function optionsIn(value: unknown, config: NetworkConfig, tokens: TokenUnit): SettledOptions {
  const options = asObject(value, 'its options');
  const { cell, activation, hiddenSize, numLayers, tied } = config;
  const kept = Object.fromEntries(
    keptOptions.map((name) => [name, numberIn(options, name, optionLimits[name])]),
  ) as Record<KeptOption, number>;
  const network = { cell, activation, hiddenSize, numLayers, tied };
  return { ...defaultOptions, ...kept, ...network, tokens, threads: defaultThreads() };
}

/** How the sources are trusted: what another set of sources or features was fitted for is of no use here. */
function fitsIn(value: unknown): Fits | undefined {
  if (value === undefined) return undefined;
  const fits = Object.entries(asObject(value, 'its fits')).flatMap(([without, fit]) => {
    const { gate, percentiles } = asObject(fit, 'a fit');
    const { sources, features, weights } = asObject(gate, 'a gate');
    if (sources !== sourceNames.length || features !== featureCount) return [];
    const isWhole = isNumbers(weights, sources * features) && isNumbers(percentiles, percentileCount);
    if (!isWhole) throw new Error('how it trusts its sources is not told in numbers');
    return [[without, { gate: { sources, features, weights }, percentiles }] as const];
  });
  return fits.length > 0 ? Object.fromEntries(fits) : undefined;
}
const percentileCount = 101;

function isNumbers(value: unknown, length: number): value is number[] {
  return Array.isArray(value) && value.length === length && value.every((number) => Number.isFinite(number));
}

function dateIn(value: unknown): string {
  const time = typeof value === 'string' ? Date.parse(value) : NaN;
  return new Date(Number.isNaN(time) ? Date.now() : time).toISOString();
}

function numberIn(
  values: Readonly<Record<string, unknown>>,
  name: string,
  [least, most]: readonly [number, number],
): number {
  const value = values[name];
  if (typeof value === 'number' && value >= least && value <= most) return value;
  throw new Error(`its ${name} is ${String(value)}: it must be a number from ${least} to ${most}`);
}

function asObject(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new Error(`${what} is no object`);
}
