// Time to a perplexity on wikitext-2: PyTorch trains with the exact softmax for some minutes, then Afterword is asked how
// long it takes to be as good on the same validation text. The text is not part of the project: give its folder.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runCli } from './cli';
import { pythonWithTorch, runPeer } from './peers';
import type { Report } from './report';

export async function benchWikitext(report: Report, folder: string, minutes: number, threads: number): Promise<void> {
  const [train, valid] = ['train', 'valid'].map((part) => path.join(folder, `wiki.${part}.tokens`));
  report.section('Time to a perplexity on wikitext-2 (validation, all 33,278 words)', ['', 'minutes', 'perplexity']);
  const python = pythonWithTorch();
  if (python) {
    const texts = ['--train', train, '--valid', valid, '--minutes', String(minutes), '--lr', '6e-3'];
    const result = runPeer(python, ['pytorch.py', 'train', ...texts], { OPENBLAS_NUM_THREADS: String(threads) });
    report.row('PyTorch, exact softmax, its best recipe', minutes, result?.validPerplexity ?? 'failed');
  }
  const models = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-bench-'));
  try {
    for (const share of [1 / 15, 2 / 15, 4 / 15, 1]) {
      const model = path.join(models, String(share));
      const text = [train, '--valid', valid, '--tokens', 'spaces', '--vocab', '33278', '--threads', String(threads)];
      await runCli(['train', ...text, '--model', model, '--minutes', String(minutes * share)]);
      const { stdout } = await runCli(['eval', valid, '--model', model, '--json']);
      report.row('Afterword', minutes * share, (JSON.parse(stdout) as { perplexity: number }).perplexity);
    }
  } finally {
    fs.rmSync(models, { recursive: true, force: true });
  }
}
