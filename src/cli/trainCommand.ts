// afterword train: learns from files and folders, with a progress bar on a terminal or a JSON object per report.

import { Command, Option } from 'commander';
import { Presets, SingleBar } from 'cli-progress';
import { defaultOptions, defaultThreads } from '../engine/defaults';
import type { LossPoint } from '../engine/protocol/curves';
import type { ModelInfo, SizeReason } from '../engine/protocol/models';
import type { CorpusFile } from '../engine/protocol/notes';
import type { EngineProblem } from '../engine/protocol/problem';
import type { TrainingOptions, TrainingProgress, TrainingStatus } from '../engine/protocol/training';
import type { TokenUnit } from '../text/units';
import { Session } from '../engine/session';
import { tokenUnits } from '../text/units';
import { poolings, type ShapeConfig } from '../rnn/shapes/config';
import { corpusEvent, corpusLines } from './corpusReport';
import { noteFiles, numberOption, silent, trainerFiles } from './cliSession';
import { type ShapeArguments, trainShape } from './shapes/trainShape';

interface TrainArguments extends ShapeArguments {
  readonly exclude?: readonly string[];
  readonly minutes?: number;
  readonly epochs?: number;
  readonly cell: TrainingOptions['cell'];
  readonly activation: TrainingOptions['activation'];
  readonly hidden?: number;
  readonly layers: number;
  /** A model that generates is a language model. */
  readonly shape: 'lm' | 'generate' | ShapeConfig['shape'];
  readonly dropout?: number;
  readonly draws?: number;
  readonly batch?: number;
  readonly steps: number;
  readonly rate?: number;
  readonly seed: number;
  readonly threads: number;
  readonly vocab: number;
  readonly tokens: TokenUnit;
  readonly new?: true;
  readonly verbose?: true;
  readonly json?: true;
}

export function trainCommand(): Command {
  const { cell, activation, numLayers, seed, maxVocabSize, tokens, minutes } = defaultOptions;
  const { batchSize, seqLen } = defaultOptions;
  return new Command('train')
    .description('learn from note files and folders; Ctrl+C stops and keeps what was learnt')
    .argument('<paths...>', 'files or folders')
    .requiredOption('--model <dir>', 'folder that the model is kept in')
    .addOption(
      new Option(
        '--shape <shape>',
        'lm, generate: next words; classify: labelled texts; tag: labelled tokens; pairs: source and target',
      )
        .choices(['lm', 'generate', 'classify', 'tag', 'pairs'])
        .default('lm'),
    )
    .option('--valid <paths...>', 'notes to measure on, not to learn from (otherwise a tenth is held out)')
    .option('--exclude <paths...>', 'files below the folders to leave out')
    .option('--minutes <n>', `how long (${minutes} without --epochs)`, numberOption(0.01, 10_000, false))
    .option('--epochs <n>', 'how many passes over the text', numberOption(0.01, 100_000, false))
    .addOption(new Option('--cell <kind>', 'recurrent cell').choices(['lstm', 'gru', 'rnn']).default(cell))
    .addOption(new Option('--activation <g>', 'of the vanilla RNN').choices(['tanh', 'relu']).default(activation))
    .option('--hidden <n>', 'hidden size (otherwise by text, time and machine)', numberOption(1, 4096, true))
    .option('--layers <n>', 'recurrent layers', numberOption(1, 8, true), numLayers)
    .option('--dropout <p>', 'of activations (otherwise by how often the text is read)', numberOption(0, 0.9, false))
    .option('--rate <x>', 'highest learning rate (otherwise by hidden size)', numberOption(0, 1, false))
    .option('--batch <n>', `rows read side by side (${batchSize} of text)`, numberOption(1, 1024, true))
    .option('--steps <n>', 'words that a gradient goes back', numberOption(1, 1024, true), seqLen)
    .option(
      '--draws <n>',
      'words drawn per update for the softmax, 0: all (otherwise by vocabulary)',
      numberOption(0, 100_000, true),
    )
    .option('--seed <n>', 'same seed, same text, same epochs: same model', numberOption(0, 2 ** 32 - 1, true), seed)
    .option('--threads <n>', 'training threads', numberOption(1, 64, true), defaultThreads())
    .option('--vocab <n>', 'most words to know', numberOption(10, 200_000, true), maxVocabSize)
    .addOption(new Option('--tokens <unit>', 'how texts are cut').choices([...tokenUnits]).default(tokens))
    .addOption(
      new Option('--pooling <how>', 'classify: which states of a text decide').choices([...poolings]).default('max'),
    )
    .option('--several', 'classify: several labels may hold, parted by commas')
    .option('--no-attention', 'pairs: the decoder sees the last state of the source alone')
    .addOption(
      new Option('--source-tokens <unit>', 'how texts, sentences and sources are cut')
        .choices([...tokenUnits])
        .default('words'),
    )
    .addOption(
      new Option('--target-tokens <unit>', 'pairs: how targets are cut').choices([...tokenUnits]).default('words'),
    )
    .option('--shorthand', 'pairs: the phrases of notes, from how one might shorten them (afterword expand)')
    .option('--reverse', 'pairs: from the second column to the first')
    .option('--valid-share <p>', 'of examples, held out to tell when to stop', numberOption(0, 0.5, false), 0.1)
    .option('--test-share <p>', 'of examples, left alone: afterword eval --part test', numberOption(0, 0.5, false), 0)
    .option('--resume', 'go on with the training that the model folder holds')
    .option('--new', 'learn only what is new since the model was trained, in seconds; give it all notes')
    .option('--verbose', 'which files were read, with their words, and which were left out, and why')
    .option('--json', 'one JSON object per report on stdout')
    .action(train);
}

async function train(paths: string[], args: TrainArguments): Promise<void> {
  const report = args.json ? jsonReport(args.verbose ?? false) : barReport(args.verbose ?? false);
  const { shape } = args;
  if (shape !== 'lm' && shape !== 'generate') {
    const { hidden, dropout, batch, rate, minutes, epochs, seed, threads, vocab, cell, activation, layers } = args;
    const asked = { hiddenSize: hidden, dropout, batchSize: batch, learningRate: rate };
    const budget = { minutes: minutes ?? (epochs === undefined ? defaultOptions.minutes : undefined), epochs };
    const common = { cell, activation, numLayers: layers, seed, threads, maxVocabSize: vocab };
    const { gradClip } = defaultOptions;
    return reporting(report, () =>
      trainShape(paths, shape, args, { ...asked, ...budget }, { ...common, gradClip }, report),
    );
  }
  const status = (heard: TrainingStatus) => {
    // Nobody is there to make room and to resume.
    if (heard.state === 'training' && heard.problem) void session.stop();
    report.status(heard);
  };
  const notice = ({ message }: EngineProblem) => console.error(message);
  const session: Session = new Session(
    trainerFiles(),
    { ...silent, status, notice, loss: report.loss, model: tellingSizeOnce(report) },
    true,
  );
  await reporting(report, async () => {
    await session.open(args.model).catch((error: unknown) => {
      if (args.resume || args.new) throw error;
    });
    const without = new Set(noteFiles([...(args.valid ?? []), ...(args.exclude ?? [])]));
    const files = noteFiles(paths).filter((file) => !without.has(file));
    process.once('SIGINT', () => void session.stop());
    if (args.new) {
      const words = await session.learnNew(files);
      const text = words > 0 ? `Learnt ${words} new words of text` : 'There is nothing new to learn from';
      console[args.json ? 'log' : 'error'](args.json ? JSON.stringify({ event: 'learnt', words }) : text);
      return;
    }
    await session.train(
      { files, options: optionsOf(args), resume: args.resume ?? false },
      args.valid && noteFiles(args.valid),
    );
    report.corpus(session.corpus());
    await session.finished();
  });
}

/** When a run's first weights are there. */
function tellingSizeOnce({ size }: Report): (model: ModelInfo) => void {
  let told = false;
  return ({ hiddenSize, sizeReason }) => {
    if (sizeReason && !told) size(hiddenSize, sizeReason);
    told = true;
  };
}

/** Whatever happens, the report is closed; what went wrong while it ran is thrown. */
async function reporting(report: Report, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    report.close();
  }
  if (report.failure()) throw new Error(report.failure());
}

function optionsOf(args: TrainArguments): TrainingOptions {
  const { cell, activation, dropout, seed, threads, tokens, epochs } = args;
  const minutes = args.minutes ?? (epochs === undefined ? defaultOptions.minutes : undefined);
  const sizes = { hiddenSize: args.hidden, numLayers: args.layers, maxVocabSize: args.vocab };
  const steps = {
    batchSize: args.batch ?? defaultOptions.batchSize,
    seqLen: args.steps,
    draws: args.draws,
    learningRate: args.rate,
  };
  return { ...defaultOptions, ...sizes, ...steps, cell, activation, dropout, seed, threads, tokens, minutes, epochs };
}

interface Report {
  /** What is learnt from. */
  readonly corpus: (files: readonly CorpusFile[]) => void;
  /** What the width was chosen by. */
  readonly size: (hiddenSize: number, reason: SizeReason) => void;
  readonly status: (status: TrainingStatus) => void;
  readonly loss: (point: LossPoint) => void;
  readonly close: () => void;
  /** What went wrong while it ran. */
  readonly failure: () => string | undefined;
}

function jsonReport(verbose: boolean): Report {
  let failure: string | undefined;
  const print = (event: object) => console.log(JSON.stringify(event));
  return {
    corpus: (files) => print(corpusEvent(files, verbose)),
    size: (hiddenSize, reason) => print({ event: 'size', hiddenSize, ...reason }),
    status: (status) => {
      if (status.state === 'failed') failure = status.problem.message;
      if (status.state === 'finished') {
        print({ event: 'finished', why: status.why, validPerplexity: status.validPerplexity });
      }
    },
    loss: (point) => {
      const { validLoss } = point;
      print({
        event: 'progress',
        ...point,
        validPerplexity: validLoss === undefined ? undefined : Math.exp(validLoss),
      });
    },
    close: () => undefined,
    failure: () => failure,
  };
}

function barReport(verbose: boolean): Report {
  const format = ' {bar} {percentage} % | epoch {epoch} | perplexity {perplexity} | {speed} words/s | {left} s left';
  const bar = new SingleBar({ format, hideCursor: true, clearOnComplete: false }, Presets.shades_grey);
  let started = false;
  let failure: string | undefined;
  const show = ({ fraction, epoch, validPerplexity, wordsPerSecond, secondsLeft }: TrainingProgress) => {
    const values = {
      epoch: epoch.toFixed(1),
      perplexity: validPerplexity?.toFixed(1) ?? '–',
      speed: Math.round(wordsPerSecond),
      left: Math.round(secondsLeft),
    };
    if (!started) bar.start(1000, 0, values);
    started = true;
    bar.update(Math.round(1000 * fraction), values);
  };
  return {
    corpus: (files) => console.error(corpusLines(files, verbose).join('\n')),
    size: (hiddenSize, { tokens, minutes, gflops, passes }) => {
      const time = minutes === undefined ? '' : `in ${minutes} min `;
      const machine = `this machine (${gflops.toFixed(0)} GFLOP/s)`;
      console.error(
        `\n${hiddenSize} wide: ${time}${machine} reads the ${tokens} words about ${passes.toFixed(1)} times`,
      );
    },
    status: (status) => {
      if (status.state === 'reading' && status.filesRead === 0) console.error(`Reading ${status.files} files …`);
      if (status.state === 'training' && status.progress) show(status.progress);
      if (status.state === 'failed') failure = status.problem.message;
      if (status.state === 'finished') {
        bar.stop();
        const perplexity = status.validPerplexity?.toFixed(1) ?? 'unknown: too little text to hold any out';
        const why = { budget: 'Done', earlyStopping: 'Stopped early: nothing more to gain', stopped: 'Stopped' };
        console.error(`${why[status.why]}. Perplexity on held-out notes: ${perplexity}`);
      }
    },
    loss: () => undefined,
    close: () => bar.stop(),
    failure: () => failure,
  };
}
