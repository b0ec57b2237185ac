// afterword predict: the most probable next words after a text; with --stdio one request a line, one answer a line.

import readline from 'node:readline';
import { Command } from 'commander';
import type { Prediction } from '../engine/protocol/suggestions';
import type { Session } from '../engine/session';
import { ShownWords } from '../predict/shownWords';
import { numberOption, openModel } from './cliSession';

interface PredictArguments {
  readonly model: string;
  readonly top: number;
  readonly stdio?: true;
  readonly networkOnly?: true;
  readonly repeat?: true;
  readonly json?: true;
}

export function predictCommand(): Command {
  return new Command('predict')
    .description('the most probable next words after a text')
    .argument('[text]', 'everything before the cursor')
    .requiredOption('--model <dir>', 'folder that the model is kept in')
    .option('--top <k>', 'how many', numberOption(1, 1000, true), 5)
    .option('--stdio', 'requests {"text", "k"} a line on stdin, answers {"items"} a line on stdout, in order')
    .option('--network-only', "the network's softmax, without counts")
    .option('--repeat', 'with --stdio: offer again what was offered for the same word and typed past')
    .option('--json', 'the answer as JSON')
    .action(predict);
}

async function predict(text: string | undefined, args: PredictArguments, command: Command): Promise<void> {
  if (!args.stdio && text === undefined) command.error('error: give a text, or --stdio');
  const { session } = await openModel(args.model);
  if (args.stdio) return answerLines(session, args);
  const { items } = ask(session, args, text ?? '', args.top);
  if (args.json) console.log(JSON.stringify({ items }));
  else if (items.length === 0) console.error('No word that the model knows fits here.');
  else for (const item of items) console.log(`${(100 * item.probability).toFixed(1).padStart(5)} %  ${item.text}`);
}

async function answerLines(session: Session, args: PredictArguments): Promise<void> {
  const shown = args.repeat ? undefined : new ShownWords();
  for await (const line of readline.createInterface({ input: process.stdin })) {
    if (line.trim() !== '') process.stdout.write(JSON.stringify(answer(session, args, line, shown)) + '\n');
  }
}

/** A line that is no request is answered with what is wrong with it, so that answers stay in step. */
function answer(
  session: Session,
  args: PredictArguments,
  line: string,
  shown: ShownWords | undefined,
): { items: Prediction['items']; error?: string } {
  try {
    const request = JSON.parse(line) as { text?: unknown; k?: unknown } | null;
    if (typeof request?.text !== 'string') throw new Error('"text" must be a string');
    const k = request.k ?? args.top;
    if (typeof k !== 'number' || !Number.isInteger(k) || k < 1)
      throw new Error('"k" must be a whole number of at least 1');
    const { items } = ask(session, args, request.text, k, shown?.typedPast(request.text));
    shown?.show(items.map(({ text }) => text));
    return { items };
  } catch (error) {
    return { items: [], error: error instanceof Error ? error.message : String(error) };
  }
}

function ask(
  session: Session,
  { networkOnly }: PredictArguments,
  text: string,
  k: number,
  ignored: readonly string[] = [],
): Prediction {
  return session.predict({ text, format: 'plaintext', k, ignored, networkOnly });
}
