// afterword translate: the best targets of a source, by a model of pairs. Without a text, one a line on stdin.

import { Command } from 'commander';
import { Translation } from '../../engine/shapes/translation';
import { numberOption } from '../cliSession';
import { texts } from './classifyCommand';
import { openShape } from './openShape';

interface TranslateArguments {
  readonly model: string;
  readonly top: number;
  readonly beam: number;
  readonly attention?: true;
  readonly json?: true;
}

export function translateCommand(): Command {
  return new Command('translate')
    .description('the best targets of a source, by what was learnt from pairs')
    .argument('[text]', 'a source (left out: one a line on stdin)')
    .requiredOption('--model <dir>', 'folder that the model is kept in')
    .option('--top <k>', 'how many targets', numberOption(1, 100, true), 1)
    .option('--beam <n>', 'beginnings that are kept side by side', numberOption(1, 100, true), 5)
    .option('--attention', 'how much each word looked at each of the source')
    .option('--json', 'the answers as JSON, one a line')
    .action(translate);
}

async function translate(
  given: string | undefined,
  { model: folder, top, beam, attention, json }: TranslateArguments,
): Promise<void> {
  const { model, kernels } = await openShape(folder, 'pairs');
  const translation = new Translation(kernels, model, Math.max(beam, top));
  for await (const text of texts(given)) {
    const found = translation.translate(text).slice(0, top);
    if (json) console.log(JSON.stringify({ source: text, targets: found }));
    else
      for (const each of found)
        console.log(top > 1 ? `${each.logprob.toFixed(2).padStart(7)}  ${each.text}` : each.text);
    if (!json && attention && found.length > 0) console.log(grid(found[0]));
  }
}

/** Percent of what each word looked at, in a table. */
function grid({
  source,
  tokens,
  attention,
}: {
  source: readonly string[];
  tokens: readonly string[];
  attention: readonly (readonly number[])[];
}): string {
  const rows = attention.map((row, t) =>
    [tokens[t] ?? '</s>', ...row.map((share) => Math.round(100 * share))].join('\t'),
  );
  return [['', ...source].join('\t'), ...rows].join('\n');
}
