// Our Kneser–Ney beside another program of the same definition, on wikitext-2: both must say the same perplexity.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NgramModel } from '../../src/counts/kneserNey';
import { countTokens, encodeNotes, type TokenStream } from '../../src/text/corpus';
import { cutText } from '../../src/text/units';
import { Vocabulary } from '../../src/text/vocabulary';
import { projectRoot } from '../host/paths';
import type { Report } from './report';

const order = 5;
/** Behind the point. */
const digits = 4;

export function benchKneserNey(report: Report, folder: string): void {
  report.section('Kneser–Ney of order 5 on wikitext-2 (test text, all words)', ['', 'perplexity']);
  const read = (part: string) => {
    const file = path.join(folder, `wiki.${part}.tokens`);
    return [{ path: file, sentences: cutText(fs.readFileSync(file, 'utf8'), 'spaces', 'plaintext') }];
  };
  const train = read('train');
  const limits = { maxSize: Infinity, minCount: 1 };
  const vocabulary = Vocabulary.build(countTokens(train), limits, train[0].sentences.length);
  const streams = [train, read('test')].map((notes) => encodeNotes(notes, vocabulary));
  report.row('src/counts/kneserNey.ts', perplexity(streams[0], streams[1], vocabulary.size).toFixed(digits));
  report.row('test/bench/peers/kneserNey.py', elsewhere(streams, vocabulary.size));
}

function perplexity(train: TokenStream, { inputs, targets }: TokenStream, vocabSize: number): number {
  const model = NgramModel.build([train], vocabSize, order);
  let loss = 0;
  for (let i = 0; i < targets.length; i++) {
    loss -= Math.log(model.prob(inputs.subarray(Math.max(0, i + 2 - order), i + 1), targets[i]));
  }
  return Math.exp(loss / targets.length);
}

function elsewhere(streams: readonly TokenStream[], vocabSize: number): string {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-bench-'));
  try {
    const files = streams.map(({ inputs, targets }, index) => {
      const file = path.join(scratch, `${index}.ids`);
      fs.writeFileSync(file, Int32Array.from([...inputs, ...targets]));
      return file;
    });
    const script = path.join(projectRoot, 'test', 'bench', 'peers', 'kneserNey.py');
    const answer = execFileSync('python3', [script, String(order), String(vocabSize), ...files], { encoding: 'utf8' });
    return (JSON.parse(answer) as { perplexity: number }).perplexity.toFixed(digits);
  } catch (error) {
    return `not measured: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}
