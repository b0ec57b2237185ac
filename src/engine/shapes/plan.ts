// The plan of a run of another shape: what its network is made of, how it learns, and what its threads find in memory.

import type { StackConfig } from '../../rnn/config';
import { initialisingWeights } from '../../rnn/initialWeights';
import { cellOf, type Pooling, type ShapeConfig } from '../../rnn/shapes/config';
import type { ShapeWindow } from '../../rnn/shapes/learner';
import { countOf, type Examples, type Sequences, targetCount, windowsFor } from '../../rnn/shapes/sequences';
import { end, start, Vocabulary } from '../../text/vocabulary';
import { SequenceTask } from '../sequenceTask';
import type { RunPlan } from '../trainer';
import type { TrainingOptions } from '../protocol/training';
import type { ShapeWords } from './words';

export interface ShapeOptions extends Pick<
  TrainingOptions,
  'cell' | 'activation' | 'numLayers' | 'gradClip' | 'seed' | 'minutes' | 'epochs' | 'maxVocabSize' | 'threads'
> {
  readonly shape: ShapeConfig['shape'];
  readonly hiddenSize: number;
  readonly dropout: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly pooling: Pooling;
  /** Several labels may hold at once. */
  readonly several: boolean;
  readonly attention: boolean;
  /** Which part of the files is learnt from: by the seed the others are found again. */
  readonly parts: ExampleParts;
  /** Where the labels are the tags of notes: the tags of each, by its path. */
  readonly learntTags?: Readonly<Record<string, readonly string[]>>;
  /** Where the pairs are the phrases of notes: how many. */
  readonly learntPhrases?: number;
}

export interface ExampleParts {
  readonly validShare: number;
  readonly testShare: number;
  readonly reversed: boolean;
  /** The pairs are the phrases of notes, and their shorthand. */
  readonly shorthand: boolean;
}

/** Where nobody says otherwise: chosen on sentiment sentences and on sentence pairs, of the parts held out to choose on. */
export const usualShapeOptions: Readonly<
  Record<ShapeConfig['shape'], Pick<ShapeOptions, 'hiddenSize' | 'dropout' | 'batchSize' | 'learningRate'>>
> = {
  classify: { hiddenSize: 128, dropout: 0.5, batchSize: 32, learningRate: 1e-3 },
  tag: { hiddenSize: 128, dropout: 0.5, batchSize: 32, learningRate: 2e-3 },
  pairs: { hiddenSize: 256, dropout: 0.3, batchSize: 64, learningRate: 2e-3 },
};

export interface PlannedShape {
  readonly config: ShapeConfig;
  /** The shortest first. */
  readonly windows: readonly ShapeWindow[];
  readonly plan: RunPlan;
}

/** @param earlier of a run to go on with. */
export function planShapeRun(
  { train, valid }: { readonly train: Examples; readonly valid: Examples },
  words: ShapeWords,
  options: ShapeOptions,
  earlier?: { readonly config: ShapeConfig; readonly windows: readonly ShapeWindow[] },
): PlannedShape {
  const { seed, dropout, learningRate, gradClip, minutes, epochs, threads } = options;
  const config = earlier?.config ?? configOf(words, options);
  const batchSize = earlier?.windows[0].batchSize ?? Math.max(1, Math.min(options.batchSize, countOf(train.sources)));
  const windows = earlier?.windows ?? windowsFor(config, train, batchSize);
  const sizes = ({ sources, targets }: Examples) => {
    return { examples: countOf(sources), sourceIds: sources.ids.length, targetIds: targets.ids.length };
  };
  const validLength = targetCount(config, valid);
  const examples = { train: sizes(train), valid: sizes(valid), validLength };
  const task = { kind: 'sequences', config, batchSize, windows, seed, start, end, ...examples } as const;
  const shares = { units: dropout, words: 0.2 * dropout, recurrent: 0 };
  const settings = { task, dropout: shares, learningRate, gradClip, minutes, epochs, threads };
  function* filling(made: Parameters<RunPlan['filling']>[0]) {
    if (!(made instanceof SequenceTask)) throw new Error('sequences are learnt by a network of their shape');
    put(train, made.train);
    put(valid, made.valid);
    const { hiddenSize } = config.shape === 'pairs' ? config.target : config.stack;
    const counts = countsOf(train.targets, config, words);
    yield* initialisingWeights(made.learner.params, { cell: cellOf(config), hiddenSize }, counts, seed);
  }
  return { config, windows, plan: { settings, filling } };
}

function configOf({ source, target }: ShapeWords, options: ShapeOptions): ShapeConfig {
  const { shape, cell, activation, hiddenSize, numLayers, pooling, several, attention } = options;
  const stack = (vocabSize: number): StackConfig => {
    return { cell, activation, vocabSize, embedSize: hiddenSize, hiddenSize, numLayers };
  };
  if (shape !== 'pairs') {
    const classes = target instanceof Vocabulary ? target.size : target.length;
    return { shape, stack: stack(source.size), classes, pooling, several };
  }
  const targetSize = target instanceof Vocabulary ? target.size : target.length;
  return { shape, source: stack(source.size), target: stack(targetSize), attention };
}

/** How often each label or word is to be expected. */
function countsOf({ ids }: Sequences, config: ShapeConfig, { target }: ShapeWords): ArrayLike<number> {
  if (target instanceof Vocabulary) return target.counts;
  const counts = new Float64Array(config.shape === 'pairs' ? 0 : config.classes);
  for (const id of ids) counts[id]++;
  return counts;
}

function put(from: Examples, into: Examples): void {
  for (const side of ['sources', 'targets'] as const) {
    into[side].ids.set(from[side].ids);
    into[side].starts.set(from[side].starts);
  }
}
