// What is said of a folder's size is what was measured.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { goodFrom, measuredSavings, savingsOf } from '../../../src/predict/readiness';

/** Of the table of docs/suggestions.md: words, and KSR@5 of counts alone on the two collections. */
function table(): number[][] {
  const [, section = ''] =
    /\n## By the amount of notes\n([^]*?)\n## /.exec(fs.readFileSync('docs/suggestions.md', 'utf8')) ?? [];
  const rows = [...section.matchAll(/^\| ([\d,]+) \|(.*)\|$/gm)];
  return rows.map(([, words, cells]) => {
    const [english, chinese] = cells.split('|').map((cell) => Number.parseFloat(cell));
    return [Number(words.replace(',', '')), english, chinese];
  });
}

describe('what can be expected of so many words', () => {
  it('is the mean of what was measured on two collections', () => {
    const means = table().map(([words, english, chinese]) => [words, Math.round((english + chinese) / 2)]);
    assert.ok(means.length >= 5);
    assert.deepEqual(measuredSavings, means);
  });

  it('rises between the sizes that were measured, and is not told of fewer or raised beyond', () => {
    const sizes = measuredSavings.map(([words]) => words);
    assert.equal(savingsOf(sizes[0] - 1), undefined);
    measuredSavings.forEach(([words, saved]) => assert.equal(savingsOf(words), saved));
    const between = savingsOf(Math.sqrt(sizes[0] * sizes[1]))!;
    assert.ok(Math.abs(between - (measuredSavings[0][1] + measuredSavings[1][1]) / 2) < 1e-9);
    assert.equal(savingsOf(10_000_000), measuredSavings.at(-1)![1]);
  });

  it('is called good from where twice the words add less than four of a hundred keys', () => {
    const last = sizesFrom(goodFrom);
    assert.ok(last.length >= 2);
    assert.ok(last.every(([, saved], i) => i === 0 || saved - last[i - 1][1] < 4));
  });
});

const sizesFrom = (words: number) => measuredSavings.filter(([size]) => size >= words);
