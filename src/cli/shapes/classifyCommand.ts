// afterword classify: which label a text has, and which of its words moved the decision; afterword tag: the label of each
// token of a sentence. Without a text, one a line on stdin.

import readline from 'node:readline';
import { Command } from 'commander';
import { Labelling } from '../../engine/shapes/labelling';
import { tokensOf } from '../../text/examples/units';
import { numberOption } from '../cliSession';
import { openShape } from './openShape';

interface LabelArguments {
  readonly model: string;
  readonly top: number;
  readonly why?: true;
  readonly json?: true;
}

export function classifyCommand(): Command {
  return new Command('classify')
    .description('the labels of a text, most probable first')
    .argument('[text]', 'a text (left out: one a line on stdin)')
    .requiredOption('--model <dir>', 'folder that the model is kept in')
    .option('--top <k>', 'how many labels', numberOption(1, 1000, true), 5)
    .option('--why', 'which words speak for the first label, and which against it')
    .option('--json', 'the answers as JSON, one a line')
    .action(classify);
}

export function tagCommand(): Command {
  return new Command('tag')
    .description('the label of each token of a sentence')
    .argument('[text]', 'a sentence (left out: one a line on stdin)')
    .requiredOption('--model <dir>', 'folder that the model is kept in')
    .option('--json', 'the answers as JSON, one a line')
    .action(tag);
}

async function classify(given: string | undefined, { model: folder, top, why, json }: LabelArguments): Promise<void> {
  const { model, kernels } = await openShape(folder, 'classify');
  const labelling = new Labelling(kernels, model);
  for await (const text of texts(given)) {
    const labels = labelling.classify(text).labels.slice(0, top);
    const words = why ? labelling.explain(text, labels[0].label) : undefined;
    if (json) console.log(JSON.stringify({ labels, words }));
    else console.log([...labels.map(labelLine), ...(words ?? []).map(wordLine)].join('\n'));
  }
}

async function tag(given: string | undefined, { model: folder, json }: LabelArguments): Promise<void> {
  const { model, kernels } = await openShape(folder, 'tag');
  const labelling = new Labelling(kernels, model);
  for await (const text of texts(given)) {
    // In files of tokens a mark is the same with a space before it and without.
    const tokens = tokensOf(text, model.cuts.source).map((token) => token.trim());
    if (tokens.length === 0) continue;
    const labels = labelling.tag(tokens);
    if (json) console.log(JSON.stringify({ tokens: tokens.map((token, i) => ({ token, ...labels[i] })) }));
    else console.log(tokens.map((token, i) => `${token}\t${labels[i]?.label ?? ''}`).join('\n') + '\n');
  }
}

export async function* texts(given: string | undefined): AsyncGenerator<string> {
  if (given !== undefined) return yield given;
  for await (const line of readline.createInterface({ input: process.stdin })) if (line.trim() !== '') yield line;
}

function labelLine({ label, probability }: { label: string; probability: number }): string {
  return `${(100 * probability).toFixed(1).padStart(5)} %  ${label}`;
}

function wordLine({ token, contribution }: { token: string; contribution: number }): string {
  return `${contribution.toFixed(3).padStart(8)}  ${token}`;
}
