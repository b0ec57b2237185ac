// How time and memory grow with the notes: files read, cut into words, numbered, batched and counted. No note repeats
// another, and words are drawn each by itself: more n-grams are different than in any real text.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runCli } from './cli';
import type { Report } from './report';
import { zipfText } from './zipf';

const wordsPerNote = 1000;

export async function benchReading(report: Report): Promise<void> {
  report.section('Reading and counting notes, and the first updates', ['words', 'seconds', 'peak MB']);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-bench-'));
  try {
    for (const words of [50_000, 500_000, 5_000_000]) {
      const notes = path.join(folder, String(words));
      fs.mkdirSync(notes);
      for (let i = 0; i < words / wordsPerNote; i++) {
        const text = zipfText(wordsPerNote, 50_000, false, i + 1);
        fs.writeFileSync(path.join(notes, `${i}.md`), text.replaceAll('\n', '\n\n'));
      }
      // The shortest run there is: what is left is reading.
      const args = ['train', notes, '--model', path.join(folder, `${words}-model`), '--epochs', '0.01'];
      const { seconds, peakMegabytes } = await runCli([...args, '--hidden', '32']);
      report.row(words, seconds, peakMegabytes);
      fs.rmSync(notes, { recursive: true });
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
