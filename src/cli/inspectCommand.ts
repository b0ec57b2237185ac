// afterword inspect: how probable the network held every token of a text, and what it expected instead; with --next, what
// is suggested after it, and why.

import { Command } from 'commander';
import { numberOption, openModel } from './cliSession';
import { explainNext, explanationLines } from './nextWord';

interface InspectArguments {
  readonly model: string;
  readonly top: number;
  readonly next?: true;
  readonly json?: true;
}

export function inspectCommand(): Command {
  return new Command('inspect')
    .description('the probability and rank of every token of a text')
    .argument('<text>', 'prose')
    .requiredOption('--model <dir>', 'folder that the model is kept in')
    .option('--top <k>', 'how many expected words to show', numberOption(1, 1_000_000, true), 5)
    .option('--next', 'the words that are suggested after the text, and where their probability comes from')
    .option('--json', 'the figures as JSON')
    .action(inspect);
}

async function inspect(text: string, args: InspectArguments): Promise<void> {
  const { session } = await openModel(args.model);
  if (args.next) {
    const explanation = explainNext(session, text, args.top);
    console.log(args.json ? JSON.stringify(explanation) : explanationLines(explanation).join('\n'));
    return;
  }
  const tokens = [...session.inspect({ text, before: '', format: 'plaintext', k: args.top })];
  if (args.json) {
    console.log(JSON.stringify({ tokens }));
    return;
  }
  for (const { text: token, probability, rank, unknown, top } of tokens) {
    const expected = top.map((word) => `${word.text} ${(100 * word.probability).toFixed(1)} %`).join(', ');
    const spelled = unknown ? `${token} (unknown)` : token;
    console.log(`${(100 * probability).toFixed(2).padStart(6)} %  rank ${rank}  ${spelled}   ← ${expected}`);
  }
}
