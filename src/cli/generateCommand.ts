// afterword generate: goes on from a text, token by token as it is drawn; with --measure how good such drafts are on files
// that the model has not seen, beside what their writer went on with.

import { Command } from 'commander';
import { type DraftQuality, measureDrafts, type TextFigures } from '../engine/draftQuality';
import { ProblemError } from '../engine/problem';
import type { DraftOptions, DraftPart, TextFormat } from '../engine/protocol/suggestions';
import type { Session } from '../engine/session';
import { defaultDraftOptions, draftLimits } from '../predict/draftOptions';
import { noteFiles, numberOption, openModel } from './cliSession';

interface GenerateArguments extends DraftOptions {
  readonly model: string;
  readonly drafts: number;
  readonly markdown?: true;
  readonly networkOnly?: true;
  readonly measure?: readonly string[];
  readonly json?: true;
}

export function generateCommand(): Command {
  const command = new Command('generate')
    .description('goes on from a text: drafts, drawn word by word')
    .argument('[text...]', 'what stands before: a word, a title, a beginning; nothing: a new line')
    .requiredOption('--model <dir>', 'folder that the model is kept in')
    .option('--sentences <n>', 'ends after so many sentences', numberOption(1, 1000, true))
    .option('--drafts <n>', 'how many, of seeds that follow each other', numberOption(1, 1000, true), 1)
    .option('--markdown', 'the text is Markdown: lines are parted by an empty one')
    .option('--network-only', "the network's softmax, without counts")
    .option('--measure <paths...>', 'drafts beside the continuations in these files, in figures')
    .option('--json', 'the drafts, or the figures, as JSON')
    .action(generate);
  const number = (name: keyof typeof draftLimits, flags: string, description: string) => {
    const { least, most, whole } = draftLimits[name];
    return command.option(flags, description, numberOption(least, most, whole), defaultDraftOptions[name]);
  };
  number('words', '--words <n>', 'at most so many words');
  number('temperature', '--temperature <t>', 'P^(1/t): below 1 bolder choices are rarer; 0: always the most probable');
  number('topK', '--top-k <k>', 'only the k most probable; 0: all');
  number('topP', '--top-p <p>', 'only the most probable that hold this share together; 1: all');
  number('repetitionPenalty', '--repetition-penalty <x>', 'P^x for words said lately; 1: none');
  number('blockNgram', '--block-ngram <n>', 'no n tokens in a row twice; 0: allowed');
  number('seed', '--seed <n>', 'of the first draft: the same seed writes the same');
  return command;
}

async function generate(texts: readonly string[], args: GenerateArguments): Promise<void> {
  const { session } = await openModel(args.model);
  if (args.measure) {
    const notes = await session.readNotes(noteFiles(args.measure), session.answers().unit);
    const measured = measureDrafts(session, notes, args);
    console.log(args.json ? JSON.stringify(measured) : [...tableOf(measured)].join('\n'));
    return;
  }
  const drafts = [];
  for (let i = 0; i < args.drafts; i++) {
    const seed = args.seed + i;
    if (!args.json && args.drafts > 1) process.stdout.write(`${i > 0 ? '\n\n' : ''}── seed ${seed}\n`);
    drafts.push(draft(session, texts.join(' '), { ...args, seed }));
  }
  console.log(args.json ? JSON.stringify({ drafts }) : '');
}

/** Writes it to stdout as it comes, but for JSON. @throws ProblemError noProse. */
function draft(session: Session, text: string, args: GenerateArguments) {
  const format: TextFormat = args.markdown ? 'markdown' : 'plaintext';
  const work = session.generate({ ...args, text, format });
  const parts: DraftPart[] = [];
  for (;;) {
    const { done, value } = work.next();
    if (done) {
      if (value === 'noProse') throw new ProblemError('noProse', 'The text ends in code or other markup, not in prose');
      const words = parts.filter(({ isWord }) => isWord).length;
      const logprob = parts.reduce((sum, part) => sum + part.logprob, 0);
      return { seed: args.seed, text: parts.map((part) => part.text).join(''), words, logprob, ended: value };
    }
    parts.push(value);
    if (!args.json) process.stdout.write(value.text);
  }
}

function* tableOf({ places, drafts, writer }: DraftQuality): Generator<string> {
  yield `${places} places        words  perplexity  distinct-1, -2, -3   repeated-2, -3, -4`;
  yield rowOf('drafts', drafts);
  yield rowOf('their writer', writer);
}

function rowOf(name: string, { words, perplexity, distinct, repeated }: TextFigures): string {
  const share = (value: number) => `${(100 * value).toFixed(1)} %`.padStart(7);
  const figures = [...distinct, ...repeated].map(share).join('');
  return `${name.padEnd(16)} ${String(words).padStart(6)}  ${perplexity.toFixed(1).padStart(10)} ${figures}`;
}
