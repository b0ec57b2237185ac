// The text: it reads as it is written, each word in the band that its rank or surprisal puts it into, and says so to those
// who do not see colours. It follows the caret and sends it where the reader points. Whatever a note holds is text.

import assert from 'node:assert/strict';
import type { InspectedToken } from '../../src/engine/protocol/inspection';
import type { InspectorPage } from './inspectorPage';
import { chinese, english, model, outlinesOf, textMessages, token, unknown } from './samples';
import { useInspector } from './useInspector';

async function showTokens(view: InspectorPage, ...paragraphs: (readonly InspectedToken[])[]) {
  await view.post(...textMessages(paragraphs));
}

/** The text as it reads, with one space for each stretch of white space. */
async function reading(view: InspectorPage): Promise<string> {
  return (await view.page.locator('#tokens').innerText()).replace(/\s+/g, ' ').trim();
}

async function moveCaret(view: InspectorPage, caret: number) {
  await view.post({ type: 'shown', shown: { tab: 'text', reading: 1, part: 'caret', caret } });
}

const atCaret = (view: InspectorPage) => view.texts('.token[aria-current]');
const goTos = async (view: InspectorPage) => (await view.sent()).filter(({ type }) => type === 'goTo');

/** Which band each token is in. */
function bands(view: InspectorPage): Promise<number[]> {
  return view.page
    .locator('.token')
    .evaluateAll((parts) => parts.map(({ className }) => Number(/\bband-(\d)/.exec(className)?.[1] ?? -1)));
}

describe('text', () => {
  const open = useInspector();

  it('waits for an answer, and says why there is nothing', async () => {
    const view = await open();
    assert.match((await view.texts('.text .empty:visible')).join(), /^One moment…$/);
    await view.post({ type: 'nothing', tab: 'text', reason: 'This is code, not prose.' });
    assert.deepEqual(await view.texts('.text .empty:visible'), ['This is code, not prose.']);
    await showTokens(view, english);
    assert.deepEqual(await view.texts('.text .empty:visible'), []);
    await view.post({ type: 'nothing', tab: 'text', reason: 'Gone.' });
    assert.equal(await view.page.locator('.token').count(), 0);
    assert.deepEqual(await view.texts('.text .empty:visible'), ['Gone.']);
  });

  it('reads as it is written: spaces between English words', async () => {
    const view = await open();
    await showTokens(view, english);
    const text = await reading(view);
    assert.match(
      text,
      /^In the evening I walked down to the river, where the water .* than I remembered⏎ Anna had left her theodolite \(the brass one\) on/,
    );
    assert.deepEqual(await view.texts('.text .where'), ['diary.md']);
  });

  it('reads as it is written: none in Chinese, also after a sentence', async () => {
    const view = await open();
    await showTokens(view, chinese);
    assert.equal(await reading(view), '我昨天上学迟到了，因为路上下着大雨。⏎老师没有生气，只让我把课文抄了三遍。⏎');
  });

  it('keeps paragraphs apart', async () => {
    const view = await open();
    await showTokens(view, english, chinese, english);
    const paragraphs = view.page.locator('.paragraph-tokens');
    assert.equal(await paragraphs.count(), 3);
    assert.match(await paragraphs.nth(1).innerText(), /^我昨天/);
    const [first, second] = [(await paragraphs.nth(0).boundingBox())!, (await paragraphs.nth(1).boundingBox())!];
    assert.ok(second.y >= first.y + first.height);
  });

  it('can be read before the network has read it, and takes on its colours part by part', async () => {
    const view = await open();
    const [outline, first, second] = textMessages([english, chinese]);
    await view.post(outline!);
    assert.match(await reading(view), /^In the evening I walked .*我昨天上学/);
    assert.equal(await view.page.locator('.token.band').count(), 0);
    assert.deepEqual(await view.texts('.summary'), [`Read so far: 0 of ${english.length + chinese.length} tokens`]);
    await view.post(second!);
    assert.equal(await view.page.locator('.token.band').count(), chinese.length);
    await view.post(first!);
    assert.equal(await view.page.locator('.token.band').count(), english.length + chinese.length);
    assert.match((await view.texts('.summary')).join(), /^72 tokens · perplexity \d+ · \d+ bits$/);
  });

  it('pays no heed to parts of a text that is gone', async () => {
    const view = await open();
    await view.post(...textMessages([english], { reading: 2 }));
    const before = await bands(view);
    const late = { tab: 'text', reading: 1, part: 'tokens', paragraph: 0, from: 0, tokens: chinese } as const;
    await view.post({ type: 'shown', shown: late });
    assert.deepEqual(await bands(view), before);
    await moveCaret(view, 60);
    assert.deepEqual(await atCaret(view), ['In']);
  });

  it('gives each token its probability, rank and surprisal, also to those who do not see colours', async () => {
    const view = await open();
    await showTokens(view, english);
    const tokens = view.page.locator('.token');
    assert.equal(await tokens.count(), english.length);
    const river = tokens.nth(8);
    assert.equal(await river.getAttribute('data-probability'), '0.0893');
    assert.equal(await river.getAttribute('data-rank'), '3');
    assert.equal(await river.getAttribute('aria-label'), 'river: 8.9%, rank 3, 3.5 bits');
    assert.equal(await river.getAttribute('title'), 'river: 8.9%, rank 3, 3.5 bits');
    assert.equal(await tokens.nth(18).getAttribute('aria-label'), 'end of sentence: 29.0%, rank 1, 1.8 bits');
  });

  it('shows each band in a colour and with a line of its own', async () => {
    const view = await open();
    const ranks = [1, 5, 10, 100, 1000, 1001];
    await showTokens(view, [...ranks.map((rank) => token('word', 0.01, rank)), unknown('none', 0.01, 3)]);
    assert.deepEqual(await bands(view), [0, 1, 2, 3, 4, 5, 6]);
    const looks = await view.page.locator('.token').evaluateAll((parts) =>
      parts.map((part) => {
        const { backgroundColor, textDecorationLine, textDecorationStyle, textDecorationThickness } =
          getComputedStyle(part);
        return { backgroundColor, line: [textDecorationLine, textDecorationStyle, textDecorationThickness].join(' ') };
      }),
    );
    assert.equal(new Set(looks.map(({ backgroundColor }) => backgroundColor)).size, 7);
    assert.equal(new Set(looks.map(({ line }) => line)).size, 7);
  });

  it('changes between rank and surprisal, and stays so while it is hidden', async () => {
    const view = await open();
    const probabilities = [0.6, 0.3, 0.05, 0.005, 0.0005, 0.00001];
    await showTokens(
      view,
      probabilities.map((probability) => token('word', probability, 2)),
    );
    assert.deepEqual(await bands(view), [1, 1, 1, 1, 1, 1]);
    await view.page.check('input[value=surprisal]');
    assert.deepEqual(await bands(view), [0, 1, 2, 3, 4, 5]);
    await view.page.reload();
    await view.post();
    assert.deepEqual(await bands(view), [0, 1, 2, 3, 4, 5]);
    assert.equal(await view.page.isChecked('input[value=surprisal]'), true);
  });

  it('counts the bands in a table that is the key to them', async () => {
    const view = await open();
    const ranks = [1, 1, 2, 50, 5000];
    await showTokens(view, [...ranks.map((rank) => token('word', 0.01, rank)), unknown('none', 0.01, 3)]);
    assert.deepEqual(await view.texts('#bands tbody th'), [
      '1',
      '≤ 5',
      '≤ 10',
      '≤ 100',
      '≤ 1,000',
      '> 1,000',
      'unknown word',
    ]);
    assert.deepEqual(await view.texts('#bands td:nth-child(2)'), ['2', '1', '0', '1', '0', '1', '1']);
    assert.deepEqual((await view.texts('#bands .share'))[0], '33.3%');
    const lengths = await view.page
      .locator('.band-bar')
      .evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width));
    assert.ok(Math.abs(lengths[0]! / lengths[1]! - 2) < 0.1, lengths.join());
  });

  it('marks words that the vocabulary does not hold, and explains them', async () => {
    const view = await open();
    await showTokens(view, english);
    const unknowns = view.page.locator('.token.band-6');
    assert.deepEqual(await unknowns.allInnerTexts(), ['theodolite']);
    assert.match((await unknowns.getAttribute('aria-label'))!, /unknown word$/);
    await unknowns.click();
    assert.match((await view.texts('#stands .explained')).join(), /^The vocabulary does not hold this word/);
    assert.deepEqual(await view.texts('.bar-row.stands .bar-word'), ['unknown word']);
  });

  it('tells the sum over each sentence, and the perplexity of each paragraph and of the whole', async () => {
    const view = await open();
    await view.post({ type: 'status', status: { state: 'idle' }, model });
    await showTokens(
      view,
      [token('a', 0.5, 1), token('</s>', 0.125, 2)],
      [token('b', 0.25, 2), token('</s>', 0.25, 2)],
    );
    assert.deepEqual(await view.texts('.summary'), ['4 tokens · perplexity 4.0 · 8 bits']);
    const sums = await view.page
      .locator('.token.end')
      .evaluateAll((ends) => ends.map((end) => (end as HTMLElement).dataset.sum));
    assert.deepEqual(sums, ['4.0 bits', '4.0 bits']);
    const labels = view.page.locator('.paragraph-tokens');
    assert.equal(await labels.nth(0).getAttribute('aria-label'), 'perplexity 4.0');
  });

  it('keeps markup in notes inert', async () => {
    const view = await open();
    const texts = ['<img src=x onerror="window.broken=1">', '</script><script>window.broken=1</script>', '&lt;', '<b>'];
    const tokens = texts.map((text, index) => token(text, 0.1, index + 1, texts));
    await view.post(...textMessages([tokens], { title: texts[0]! }), {
      type: 'nothing',
      tab: 'text',
      reason: texts[0]!,
    });
    await view.post(...textMessages([tokens], { title: texts[0]! }));
    assert.deepEqual(await view.page.locator('.token').allTextContents(), texts);
    await view.page.locator('.token').first().click();
    assert.equal(await view.page.locator('main :is(img, b:not(.entry b), script)').count(), 0);
    assert.equal(await view.page.evaluate(() => 'broken' in window), false);
  });
});

describe('text and caret', () => {
  const open = useInspector();

  it('marks the token at the caret, or the last one before it', async () => {
    const view = await open();
    await showTokens(view, english, chinese);
    const [, second] = outlinesOf([english, chinese]);
    const places: [caret: number, token: string][] = [
      [0, 'In'],
      [2, 'In'],
      [3, 'the'],
      [9, 'evening'],
      [second!.start, '我'],
      [second!.start + 1, '昨天'],
      [second!.start + 2, '昨天'],
      [second!.start - 1, 'for'],
      [100_000, '。'],
    ];
    for (const [caret, word] of places) {
      await moveCaret(view, caret);
      assert.deepEqual(await atCaret(view), [word], `caret at ${caret}`);
    }
  });

  it('scrolls to the caret, with little work', async () => {
    const view = await open();
    const paragraphs = Array.from({ length: 60 }, () => english);
    await showTokens(view, ...paragraphs);
    const { start } = outlinesOf(paragraphs).at(-2)!;
    const milliseconds = await view.busy(() => moveCaret(view, start + 30));
    assert.ok(milliseconds < 100, `${milliseconds} ms`);
    const box = (await view.page.locator('#tokens').boundingBox())!;
    const caret = (await view.page.locator('.token[aria-current]').boundingBox())!;
    assert.ok(caret.y >= box.y - 1 && caret.y + caret.height <= box.y + box.height + 1, `${caret.y} in ${box.y}`);
    assert.deepEqual(await view.texts('.token[aria-selected=true]'), await atCaret(view));
  });

  it('sends the caret to a token that is clicked, or chosen with Enter, and not where the arrow keys go', async () => {
    const view = await open();
    await showTokens(view, english);
    await view.page.locator('.token').nth(2).click();
    assert.deepEqual(await goTos(view), [{ type: 'goTo', reading: 1, offset: 7 }]);
    await view.page.keyboard.press('ArrowRight');
    await view.page.keyboard.press('ArrowRight');
    assert.equal((await goTos(view)).length, 1);
    await view.page.keyboard.press('Enter');
    assert.deepEqual((await goTos(view)).at(-1), { type: 'goTo', reading: 1, offset: 'In the evening I '.length });
    assert.equal(await view.page.evaluate(() => document.activeElement?.textContent), 'walked');
    await view.page.locator('.token.end').first().click();
    const text = 'In the evening I walked down to the river, where the water stood higher than I remembered';
    assert.deepEqual((await goTos(view)).at(-1), { type: 'goTo', reading: 1, offset: text.length });
  });

  it('leaves who has read on alone, when the caret arrives where they sent it', async () => {
    const view = await open();
    await showTokens(view, english);
    await moveCaret(view, 0);
    await view.page.locator('.token').nth(2).click();
    await view.page.keyboard.press('ArrowLeft');
    await moveCaret(view, 7);
    assert.deepEqual(await atCaret(view), ['evening']);
    assert.deepEqual(await view.texts('.token[aria-selected=true]'), ['the']);
    await moveCaret(view, 0);
    assert.deepEqual(await view.texts('.token[aria-selected=true]'), ['In']);
  });

  it('leaves paragraphs that have not changed as they are, and what is known of words in one that has', async () => {
    const view = await open();
    await showTokens(view, english, english.slice(0, 10), chinese);
    await view.page
      .locator('.paragraph-tokens')
      .evaluateAll((parts) => parts.forEach((part, index) => ((part as HTMLElement).dataset.before = String(index))));
    const edited = [...english.slice(0, 5), token('slowly', 0.1, 2), ...english.slice(5, 10)];
    await view.post(textMessages([english, edited, chinese], { reading: 2 })[0]!);
    const marks = await view.page
      .locator('.paragraph-tokens')
      .evaluateAll((parts) => parts.map((part) => (part as HTMLElement).dataset.before));
    assert.deepEqual(marks, ['0', undefined, '2']);
    const unread = await view.texts('.token:not(.band)');
    assert.deepEqual(unread, ['slowly']);
    await view.page.locator('.paragraph-tokens').nth(2).locator('.token').first().click();
    const [, , last] = outlinesOf([english, edited, chinese]);
    assert.deepEqual((await goTos(view)).at(-1), { type: 'goTo', reading: 2, offset: last!.start });
  });

  it('says that a document is longer than what is shown', async () => {
    const view = await open();
    await showTokens(view, english);
    assert.equal(await view.page.locator('.partial').isVisible(), false);
    await view.post(...textMessages([english], { whole: false }));
    assert.match((await view.texts('.partial:visible')).join(), /longer than this/);
  });
});

describe('long texts', () => {
  const open = useInspector();
  /** 2,000 words and more. */
  const paragraphs = Array.from({ length: 60 }, () => english);

  it('are coloured within 300 ms, and drawn where they can be seen alone', async () => {
    const view = await open();
    const milliseconds = await view.busy(() => view.post(...textMessages(paragraphs)));
    assert.equal(await view.page.locator('.token.band').count(), 60 * english.length);
    assert.ok(milliseconds < 300, `${milliseconds} ms`);
    const drawn = await view.page
      .locator('.paragraph-tokens > .token:first-child')
      .evaluateAll((parts) => parts.filter((part) => part.checkVisibility({ contentVisibilityAuto: true })).length);
    assert.ok(drawn < 20, `${drawn} of 60 paragraphs were drawn`);
  });

  it('take little of a frame for each part that arrives', async () => {
    const view = await open();
    const [outline, ...parts] = textMessages(Array.from({ length: 110 }, () => english));
    await view.post(outline!);
    let most = 0;
    for (const part of parts.slice(0, 20)) most = Math.max(most, await view.busy(() => view.post(part)));
    assert.ok(most < 50, `${most} ms`);
  });
});
