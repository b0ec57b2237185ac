// afterword inspect: how probable the network held every token of a text, what it expected instead, and what that comes to
// for each sentence and for the text: the numbers of the inspector's text. With --next, what is suggested after it, and why;
// with --memory, what the words that are expected after it remember of it; with --network, the network unrolled over its
// last words.

import { Command } from 'commander';
import { NetworkStudies } from '../engine/networkStudies';
import { ProblemError } from '../engine/problem';
import { bitsOf } from '../predict/bands';
import { inspectedTokens } from '../predict/inspection';
import { wholeText } from '../predict/textOutline';
import { perplexityOf, sentenceSums } from '../predict/textSums';
import { finish } from '../rnn/stepwise';
import { numberOption, openModel } from './cliSession';
import { memoryAfter, memoryLines } from './memoryReport';
import { explainNext, explanationLines } from './nextWord';

interface InspectArguments {
  readonly model: string;
  readonly top: number;
  readonly next?: true;
  readonly memory?: true;
  readonly network?: true;
  readonly json?: true;
}

export function inspectCommand(): Command {
  return new Command('inspect')
    .description('the probability and rank of every token of a text')
    .argument('<text>', 'prose')
    .requiredOption('--model <dir>', 'folder that the model is kept in')
    .option('--top <k>', 'how many expected words to show', numberOption(1, 1_000_000, true), 5)
    .option('--next', 'the words that are suggested after the text, and where their probability comes from')
    .option(
      '--memory',
      'how much the words expected after the text hang on each word of it, and the gradient on its way back',
    )
    .option('--network', 'the network unrolled over the last words: states, gates, logits, matrices')
    .option('--json', 'the figures as JSON')
    .action(inspect);
}

async function inspect(text: string, args: InspectArguments): Promise<void> {
  if (args.network) return unrolled(text, args);
  const { session } = await openModel(args.model);
  if (args.next) {
    const explanation = explainNext(session, text, args.top);
    console.log(args.json ? JSON.stringify(explanation) : explanationLines(explanation).join('\n'));
    return;
  }
  if (args.memory) {
    const memory = memoryAfter(session.network(), text, args.top);
    console.log(args.json ? JSON.stringify(memory) : [...memoryLines(memory)].join('\n'));
    return;
  }
  const tokens = inspectedTokens(session.inspect({ ...wholeText(text), format: 'plaintext', k: args.top }));
  const sentences = sentenceSums(tokens);
  const perplexity = perplexityOf(tokens);
  if (args.json) {
    console.log(JSON.stringify({ tokens, sentences, perplexity }));
    return;
  }
  for (const token of tokens) {
    const expected = token.top.map((word) => `${word.text} ${(100 * word.probability).toFixed(1)} %`).join(', ');
    const spelled = token.unknown ? `${token.text} (unknown)` : token.text;
    const probability = `${(100 * token.probability).toFixed(2).padStart(6)} %`;
    console.log(
      `${probability} ${bitsOf(token).toFixed(1).padStart(5)} bits  rank ${token.rank}  ${spelled}   ← ${expected}`,
    );
  }
  const sums = sentences.map(({ nats }) => `${nats.toFixed(2)} nats`).join(' + ');
  console.log(`${sums || '0 nats'}; perplexity ${perplexity.toFixed(1)}`);
}

async function unrolled(text: string, { model, top, json }: InspectArguments): Promise<void> {
  const { session, files } = await openModel(model);
  const request = { text, before: '', format: 'plaintext', caret: text.length, k: top } as const;
  const found = finish(new NetworkStudies(session, files).unroll(request));
  if (!found) throw new ProblemError('noProse', 'There is no prose in this text');
  if (json) {
    console.log(JSON.stringify(found));
    return;
  }
  for (const { name, shape, frobenius, spectral } of found.tensors) {
    const sigma = spectral.length > 0 ? `  largest σ ${spectral.map((value) => value.toFixed(2)).join(' ')}` : '';
    console.log(`${name} [${shape.join(', ')}]  ‖·‖ ${frobenius.toFixed(2)}${sigma}`);
  }
  for (const { input, layers, top: words } of found.steps) {
    const { h } = layers[layers.length - 1];
    const strongest = h.reduce((most, value, unit) => (Math.abs(value) > Math.abs(h[most]) ? unit : most), 0);
    const expected = words.map((word) => `${word.text} ${(100 * word.probability).toFixed(1)} %`).join(', ');
    console.log(`${input.text} (${input.id})  s[${strongest}] = ${h[strongest].toFixed(3)}  → ${expected}`);
  }
}
