// afterword expand: what a shorthand stands for, by what was learnt from one's own sentences.

import { Command } from 'commander';
import { Expander, expandingByWords } from '../../engine/shorthand/expander';
import { finish } from '../../rnn/stepwise';
import { numberOption } from '../cliSession';
import { texts } from './classifyCommand';
import { openShape } from './openShape';
import { priorOfNotes } from './shorthandNotes';

interface ExpandArguments {
  readonly model: string;
  readonly top: number;
  readonly withoutNetwork?: true;
  readonly notes?: readonly string[];
  readonly json?: true;
}

export function expandCommand(): Command {
  return new Command('expand')
    .description('what a shorthand stands for: mtg w eng, wztsx')
    .argument('[shorthand]', 'a shorthand (left out: one a line on stdin)')
    .requiredOption('--model <dir>', 'folder that the model is kept in')
    .option('--top <k>', 'how many', numberOption(1, 5, true), 5)
    .option('--notes <paths...>', 'notes: which word follows which in them is counted, and helps')
    .option('--without-network', 'by the abbreviations and how often words stand alone')
    .option('--json', 'the answers as JSON, one a line')
    .action(expand);
}

async function expand(given: string | undefined, args: ExpandArguments): Promise<void> {
  const { model, kernels } = await openShape(args.model, 'pairs');
  const expander = new Expander(kernels, model);
  const prior = args.notes && (await priorOfNotes(model, args.notes));
  for await (const shorthand of texts(given)) {
    const found = args.withoutNetwork ? expandingByWords(model, shorthand) : expander.expanding(shorthand, prior);
    const expansions = finish(found)
      .slice(0, args.top)
      .map(({ text }) => text);
    if (args.json) console.log(JSON.stringify({ shorthand, expansions }));
    else if (expansions.length === 0) console.error(`No words that were learnt fit "${shorthand}".`);
    else console.log(expansions.join('\n'));
  }
}
