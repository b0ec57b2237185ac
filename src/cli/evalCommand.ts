// afterword eval: how good a model is on files that it has not seen; with --ablation also beside its rivals and with each
// ingredient left out, each time with the weights that are best without it.

import { Command, Option } from 'commander';
import { ablation, type AblationRow } from '../engine/ablation';
import {
  documentsOf,
  expectationOf,
  expectationOfNetwork,
  ghostShare,
  scoreSuggestions,
  type SuggestionScore,
} from '../engine/evaluation';
import { shapeIn } from '../engine/modelSettings';
import type { TokenUnit } from '../text/units';
import { countedSources, networkSources, type SourceName, sourceNames } from '../predict/evidence';
import { weighedAnew } from '../engine/weighedAnew';
import { tokenUnits } from '../text/units';
import { noteFiles, openModel } from './cliSession';
import { evalShape, exampleParts } from './shapes/evalShape';
import { openShape } from './shapes/openShape';

interface EvalArguments {
  readonly model: string;
  readonly tokens?: TokenUnit;
  readonly networkOnly?: true;
  readonly countsOnly?: true;
  readonly sources?: readonly SourceName[];
  readonly weigh?: readonly string[];
  readonly ablation?: true;
  readonly part: (typeof exampleParts)[number];
  readonly notes?: readonly string[];
  readonly json?: true;
}

export function evalCommand(): Command {
  return new Command('eval')
    .description('perplexity, hit rates, keystrokes saved and calibration on files that the model has not seen')
    .argument('<paths...>', 'files or folders')
    .requiredOption('--model <dir>', 'folder that the model is kept in')
    .addOption(new Option('--tokens <unit>', 'how texts are cut (as in training)').choices([...tokenUnits]))
    .option('--network-only', "the network's softmax, without counts")
    .option('--counts-only', 'the counts, without the network')
    .addOption(new Option('--sources <names...>', 'these sources alone, weighed anew').choices(sourceNames))
    .option('--weigh <paths...>', 'notes to weigh the sources on (left open: those that training held out)')
    .option('--ablation', 'rivals, and every ingredient left out: a table')
    .addOption(
      new Option('--part <part>', 'of examples: those that training held out, or left alone')
        .choices([...exampleParts])
        .default('all'),
    )
    .option('--notes <paths...>', 'of shorthand: notes that are counted, which helps the network')
    .option('--json', 'figures as JSON')
    .action(run);
}

async function run(paths: string[], args: EvalArguments): Promise<void> {
  if (await shapeIn(args.model)) {
    const opened = await openShape(args.model, 'classify', 'tag', 'pairs');
    return print(await evalShape(opened, paths, args.part, args.notes, progressOf('reading')), args.json);
  }
  const { session, files } = await openModel(args.model);
  const unit = args.tokens ?? session.network().unit;
  const noteList = noteFiles(paths);
  if (args.ablation) return printTable(await ablation(session, noteList, progressOf('table')), args.json);
  const notes = await session.readNotes(noteList, unit);
  const without = leftOutBy(args);
  const held = args.weigh && (await session.readNotes(noteFiles(args.weigh), unit));
  const [answerer] =
    args.sources || held ? await weighedAnew(session, [without], held) : [session.answers(new Set(without))];
  const base = args.networkOnly
    ? expectationOfNetwork(session.network(), files.kernels, notes)
    : expectationOf(answerer, notes, progressOf('reading'));
  // What is left of the network where it sees one word: what its memory has to better.
  const lastWord = args.countsOnly ? undefined : expectationOfNetwork(session.network(), files.kernels, notes, true);
  const memoryless = lastWord && { memorylessPerplexity: lastWord.perplexity };
  if (unit !== 'words') return print({ files: notes.length, ...base, ...memoryless }, args.json);
  const predict = (lines: readonly string[], ignored: readonly string[]) =>
    answerer.predictLines(lines, 5, ignored).items;
  const score = scoreSuggestions(predict, await documentsOf(noteList), answerer.percentiles, progressOf('typing'));
  print({ files: notes.length, ...base, ...memoryless, ...score }, args.json);
}

function leftOutBy({ networkOnly, countsOnly, sources }: EvalArguments): readonly SourceName[] {
  if (sources) return sourceNames.filter((name) => !sources.includes(name));
  return networkOnly ? countedSources : countsOnly ? networkSources : [];
}

function progressOf(what: string): (done: number) => void {
  return (done) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${what} … ${Math.round(100 * done)} % ${done === 1 ? '\n' : ''}`);
  };
}

const labels: Readonly<Partial<Record<string, string>>> = {
  files: 'files',
  tokens: 'tokens',
  unknown: 'unknown words',
  crossEntropy: 'cross-entropy, nats per token',
  perplexity: 'perplexity',
  words: 'words',
  accuracy: 'right, %',
  accuracyAmong3: 'right among three, %',
  f1: 'F1 of all labels, %',
  firstRight: 'first label right, %',
  networkAccuracy: 'network alone: right, %',
  networkAccuracyAmong3: 'network alone: right among three, %',
  networkCrossEntropy: 'network alone: cross-entropy',
  networkF1: 'network alone: F1 of all labels, %',
  networkFirstRight: 'network alone: first label right, %',
  memorylessAccuracy: 'single words alone: right, %',
  memorylessAccuracyAmong3: 'single words alone: right among three, %',
  memorylessCrossEntropy: 'single words alone: cross-entropy',
  memorylessF1: 'single words alone: F1 of all labels, %',
  memorylessFirstRight: 'single words alone: first label right, %',
  memorylessExact: 'word by word, exactly, %',
  memorylessChrf: 'word by word: chrF2',
  memorylessPerplexity: 'network with the last word alone: perplexity',
  naiveBayes: 'naive Bayes: right, %',
  logisticRegression: 'logistic regression: right, %',
  presenceRegression: 'logistic regression over presence: right, %',
  whole: 'sentences without an error, %',
  exact: 'restored exactly, %',
  exactAmong5: 'restored exactly by one of five, %',
  chrf: 'chrF2',
  saved: 'keystrokes saved, %',
  countsExact: 'with counts: restored exactly, %',
  countsExactAmong5: 'with counts: by one of five, %',
  countsSaved: 'with counts: keystrokes saved, %',
  channelExact: 'without the network: restored exactly, %',
  channelExactAmong5: 'without the network: by one of five, %',
  channelSaved: 'without the network: keystrokes saved, %',
  hit1: 'hit@1, %',
  hit3: 'hit@3, %',
  hit5: 'hit@5, %',
  ksr5: 'KSR@5, % of keystrokes saved',
  ksr5Repeating: 'KSR@5 where words typed past are offered again',
  ksr5Interval: 'KSR@5, 95 % interval ±',
  hit1Interval: 'hit@1, 95 % interval ±',
  calibrationError: 'expected calibration error',
  shown: `ghost text shown, % of words (${100 * ghostShare} wanted)`,
  shownRight: 'of those right, %',
};

function print(result: Readonly<Record<string, number>>, json: true | undefined): void {
  if (json) return console.log(JSON.stringify(result));
  for (const [name, value] of Object.entries(result)) {
    console.log(`${(labels[name] ?? name).padEnd(50)} ${Number.isInteger(value) ? value : Number(value.toFixed(4))}`);
  }
}

function printTable(rows: readonly AblationRow[], json: true | undefined): void {
  if (json) return console.log(JSON.stringify(rows));
  const columns: readonly (keyof SuggestionScore)[] = ['ksr5', 'ksr5Repeating', 'hit1', 'hit5', 'calibrationError'];
  console.log(`| predictor | KSR@5 | repeating | hit@1 | hit@5 | calibration error |\n| --- |${' ---: |'.repeat(5)}`);
  for (const { name, ...score } of rows) {
    console.log(`| ${name} | ${columns.map((column) => score[column]).join(' | ')} |`);
  }
}
