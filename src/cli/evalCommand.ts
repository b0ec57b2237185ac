// afterword eval: how good a model is on files that it has not seen.

import { Command, Option } from 'commander';
import { evaluate } from '../engine/evaluation';
import type { TokenUnit } from '../engine/protocol';
import { tokenUnits } from '../text/units';
import { noteFiles, openModel } from './cliSession';

export function evalCommand(): Command {
  return new Command('eval')
    .description('perplexity, hit rates and keystrokes saved on files that the model has not seen')
    .argument('<paths...>', 'files or folders')
    .requiredOption('--model <dir>', 'folder that the model is kept in')
    .addOption(new Option('--tokens <unit>', 'how texts are cut (as in training)').choices([...tokenUnits]))
    .option('--json', 'figures as JSON')
    .action(run);
}

async function run(paths: string[], args: { model: string; tokens?: TokenUnit; json?: true }): Promise<void> {
  const { session, files } = await openModel(args.model);
  const unit = args.tokens ?? session.answers().unit;
  const progress = (done: number) => {
    if (process.stderr.isTTY) process.stderr.write(`\rtyping … ${Math.round(100 * done)} %${done === 1 ? '\n' : ''}`);
  };
  const result = await evaluate(session, files.kernels, noteFiles(paths), unit, progress);
  if (args.json) {
    console.log(JSON.stringify(result));
    return;
  }
  const share = ((100 * result.unknown) / Math.max(1, result.tokens)).toFixed(1);
  console.log(`files          ${result.files}`);
  console.log(`tokens         ${result.tokens} (${result.unknown} unknown words, ${share} %)`);
  console.log(`cross-entropy  ${result.crossEntropy.toFixed(4)} nats per token`);
  console.log(`perplexity     ${result.perplexity.toFixed(2)}`);
  console.log(`hit@1/3/5      ${result.hit1} / ${result.hit3} / ${result.hit5} %`);
  if (result.ksr5 !== undefined) console.log(`KSR@5          ${result.ksr5} % of keystrokes saved`);
}
