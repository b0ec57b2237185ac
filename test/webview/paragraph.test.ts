// The strip of tokens: it reads like the text, it is tinted by probability, and says so to those who do not see tints.
// Whatever a note holds is text.

import assert from 'node:assert/strict';
import type { InspectedToken } from '../../src/engine/protocol';
import type { InspectorPage } from './inspectorPage';
import { chinese, english, model, token } from './samples';
import { useInspector } from './useInspector';

async function showTokens(view: InspectorPage, tokens: readonly InspectedToken[], title = 'diary.md, line 12') {
  await view.post({ type: 'shown', shown: { tab: 'text', title, tokens } });
}

/** The strip as it reads, with one space for each stretch of white space. */
async function reading(view: InspectorPage): Promise<string> {
  return (await view.page.locator('#tokens').innerText()).replace(/\s+/g, ' ').trim();
}

describe('paragraph', () => {
  const open = useInspector();

  it('asks for a paragraph, and says why there is none', async () => {
    const view = await open();
    assert.match((await view.texts('.paragraph .empty:visible')).join(), /^Put the cursor into a paragraph/);
    await view.post({ type: 'nothing', tab: 'text', reason: 'This is code, not prose.' });
    assert.deepEqual(await view.texts('.paragraph .empty:visible'), ['This is code, not prose.']);
    await showTokens(view, english);
    assert.deepEqual(await view.texts('.paragraph .empty:visible'), []);
    await view.post({ type: 'nothing', tab: 'text', reason: 'Gone.' });
    assert.equal(await view.page.locator('.token').count(), 0);
    assert.deepEqual(await view.texts('.paragraph .empty:visible'), ['Gone.']);
  });

  it('reads as the text does: spaces between English words', async () => {
    const view = await open();
    await showTokens(view, english);
    const text = await reading(view);
    assert.match(
      text,
      /^In the evening I walked down to the river, where the water .* than I remembered⏎ Anna had left her theodolite \(the brass one\) on/,
    );
    assert.deepEqual(await view.texts('.paragraph .where'), ['diary.md, line 12']);
  });

  it('reads as the text does: none in Chinese, also after a sentence', async () => {
    const view = await open();
    await showTokens(view, chinese);
    assert.equal(await reading(view), '我昨天上学迟到了，因为路上下着大雨。⏎老师没有生气，只让我把课文抄了三遍。⏎');
  });

  it('gives each token its probability and rank, also to those who do not see colours', async () => {
    const view = await open();
    await showTokens(view, english);
    const tokens = view.page.locator('.token');
    assert.equal(await tokens.count(), english.length);
    const river = tokens.nth(8);
    assert.equal(await river.getAttribute('data-probability'), '0.0893');
    assert.equal(await river.getAttribute('data-rank'), '3');
    assert.equal(await river.getAttribute('aria-label'), 'river: 8.9%, rank 3');
    assert.equal(await river.getAttribute('title'), 'river: 8.9%, rank 3');
    assert.equal(await tokens.nth(18).getAttribute('aria-label'), 'end of sentence: 29.0%, rank 1');
  });

  it('tints tokens by probability, step by step from unlikely to likely', async () => {
    const view = await open();
    const probabilities = [1, 0.5, 0.1, 0.03, 0.01, 0.004, 0.001, 0.0002, 0.0001];
    await showTokens(
      view,
      probabilities.map((probability, index) => token('word', probability, index + 1)),
    );
    const warmth = await view.page.locator('.token').evaluateAll((parts) =>
      parts.map((part) => {
        const context = document.createElement('canvas').getContext('2d')!;
        context.fillStyle = '#1f1f1f';
        context.fillRect(0, 0, 1, 1);
        context.fillStyle = getComputedStyle(part).backgroundColor;
        context.fillRect(0, 0, 1, 1);
        const [red, , blue] = context.getImageData(0, 0, 1, 1).data;
        return red! - blue!;
      }),
    );
    assert.deepEqual(
      warmth,
      [...warmth].sort((a, b) => a - b),
    );
    assert.equal(new Set(warmth).size, probabilities.length, warmth.join());
    assert.equal(Math.abs(warmth[4]!), 0);
  });

  it('marks words that the vocabulary does not hold, and explains them', async () => {
    const view = await open();
    await showTokens(view, english);
    const unknown = view.page.locator('.token.unknown');
    assert.deepEqual(await unknown.allInnerTexts(), ['theodolite']);
    assert.match(await unknown.evaluate((part) => getComputedStyle(part).textDecorationStyle), /dotted/);
    assert.match((await unknown.getAttribute('aria-label'))!, /unknown word$/);
    await unknown.click();
    assert.match((await view.texts('#stands .explained')).join(), /^The vocabulary does not hold this word/);
    assert.deepEqual(await view.texts('.bar-row.stands .bar-word'), ['unknown word']);
  });

  it('tells how well the network reads the paragraph', async () => {
    const view = await open();
    await view.post({ type: 'status', status: { state: 'idle' }, model });
    await showTokens(view, [token('a', 0.5, 1), token('b', 0.125, 2)]);
    assert.deepEqual(await view.texts('.summary'), ['2 tokens · perplexity 4.0']);
  });

  it('keeps markup in notes inert', async () => {
    const view = await open();
    const texts = ['<img src=x onerror="window.broken=1">', '</script><script>window.broken=1</script>', '&lt;', '<b>'];
    const tokens = texts.map((text, index) => token(text, 0.1, index + 1, texts));
    await view.post(
      { type: 'shown', shown: { tab: 'text', title: texts[0]!, tokens } },
      { type: 'nothing', tab: 'text', reason: texts[0]! },
    );
    await showTokens(view, tokens, texts[0]);
    assert.deepEqual(await view.page.locator('.token').allTextContents(), texts);
    await view.page.locator('.token').first().click();
    assert.equal(await view.page.locator('main :is(img, b:not(.entry b), script)').count(), 0);
    assert.equal(await view.page.evaluate(() => 'broken' in window), false);
  });
});
