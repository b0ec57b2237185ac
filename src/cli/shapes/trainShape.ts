// afterword train --shape classify | tag | pairs: learns from files of examples, with the same reports as the language model.

import { ProblemError } from '../../engine/problem';
import type { TrainingOptions } from '../../engine/protocol/training';
import { type ShapeOptions, usualShapeOptions } from '../../engine/shapes/plan';
import { type ShapeListener, ShapeRun } from '../../engine/shapes/shapeRun';
import { ShapeStore } from '../../engine/shapes/shapeStore';
import { finish } from '../../rnn/stepwise';
import { phrasesIn, shorthandCuts, shorthandExamples } from '../../engine/shorthand/lesson';
import type { Pooling, ShapeConfig } from '../../rnn/shapes/config';
import { splitExamples } from '../../text/examples/split';
import type { TokenUnit } from '../../text/units';
import { trainerFiles } from '../cliSession';
import { readExamples } from './shapeFiles';
import { readNotes } from './shorthandNotes';

/** What the command line says beside the options of every training. */
export interface ShapeArguments {
  readonly model: string;
  readonly valid?: readonly string[];
  readonly validShare: number;
  readonly testShare: number;
  readonly pooling: Pooling;
  readonly several?: true;
  readonly attention: boolean;
  readonly sourceTokens: TokenUnit;
  readonly targetTokens: TokenUnit;
  readonly reverse?: true;
  readonly shorthand?: true;
  readonly exclude?: readonly string[];
  readonly resume?: true;
}

export async function trainShape(
  paths: readonly string[],
  shape: ShapeConfig['shape'],
  args: ShapeArguments,
  asked: Partial<TrainingOptions>,
  common: Pick<ShapeOptions, 'cell' | 'activation' | 'numLayers' | 'gradClip' | 'seed' | 'maxVocabSize' | 'threads'>,
  listener: ShapeListener,
): Promise<void> {
  const store = new ShapeStore(args.model);
  const earlier = args.resume ? await store.load() : undefined;
  if (args.resume && !earlier) throw new ProblemError('noModel', `There is no model in ${args.model} to go on with`);
  const folded = shape === 'classify';
  const cut = (unit: TokenUnit) => ({ unit, folded });
  const shorthand = earlier?.options.parts.shorthand ?? args.shorthand ?? false;
  const notes = shorthand ? await readNotes(paths, [...(args.exclude ?? []), ...(args.valid ?? [])]) : [];
  const cutsOfFiles = shorthand
    ? shorthandCuts(notes)
    : { source: cut(args.sourceTokens), target: cut(args.targetTokens) };
  const cuts = earlier?.cuts ?? cutsOfFiles;
  const { pooling, attention } = args;
  // What was held out stays held out: a run that goes on reads its examples as it did at first.
  const several = earlier?.options.several ?? args.several ?? false;
  const { validShare, testShare, reversed } = earlier?.options.parts ?? {
    validShare: args.valid ? 0 : args.validShare,
    testShare: args.testShare,
    reversed: args.reverse ?? false,
  };
  const readAs = { shape, cuts, several, reversed };
  const { seed } = earlier?.options ?? common;
  const read = async (given: readonly string[]) =>
    shorthand ? finish(shorthandExamples(await readNotes(given, []), cuts, seed)) : readExamples(given, readAs);
  const examples = shorthand ? finish(shorthandExamples(notes, cuts, seed)) : readExamples(paths, readAs);
  const split = splitExamples(examples, validShare, testShare, seed);
  const held = args.valid ? { ...split, valid: await read(args.valid) } : split;
  const usual = usualShapeOptions[shape];
  const options: ShapeOptions = {
    ...common,
    shape,
    hiddenSize: asked.hiddenSize ?? usual.hiddenSize,
    dropout: asked.dropout ?? usual.dropout,
    batchSize: asked.batchSize ?? usual.batchSize,
    learningRate: asked.learningRate ?? usual.learningRate,
    minutes: asked.minutes,
    epochs: asked.epochs,
    seed,
    pooling,
    several,
    attention,
    parts: { validShare, testShare, reversed, shorthand },
    ...(shorthand && { learntPhrases: finish(phrasesIn(notes)) }),
  };
  const run = await ShapeRun.start(trainerFiles(), held, cuts, options, store, listener, args.resume ?? false);
  process.once('SIGINT', () => run.stop());
  await run.finished;
}
