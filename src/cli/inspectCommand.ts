// afterword inspect: how probable the network held every token of a text, and what it expected instead.

import { Command } from 'commander';
import { numberOption, openModel } from './cliSession';

export function inspectCommand(): Command {
  return new Command('inspect')
    .description('the probability and rank of every token of a text')
    .argument('<text>', 'prose')
    .requiredOption('--model <dir>', 'folder that the model is kept in')
    .option('--top <k>', 'how many expected words to show', numberOption(1, 1000, true), 5)
    .option('--json', 'tokens as JSON')
    .action(inspect);
}

async function inspect(text: string, args: { model: string; top: number; json?: true }): Promise<void> {
  const { session } = await openModel(args.model);
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
