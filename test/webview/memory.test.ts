// The memory view: the words before the cursor underlined by how much the expected word hangs on them, and the gradient
// on its way back to them, in a chart, in a sentence and in a table, for those who see colours and those who do not.

import assert from 'node:assert/strict';
import type { Memory } from '../../src/engine/protocol/inspection';
import type { InspectorPage } from './inspectorPage';
import {
  chineseMemory,
  explodingMemory,
  longMemory,
  lstmMemory,
  memoryShown,
  rnnMemory,
  twoLayerMemory,
} from './memorySamples';
import { themes, type ThemeName } from './themes';
import { useInspector } from './useInspector';

async function show(view: InspectorPage, memory: Memory): Promise<void> {
  await view.post({ type: 'shown', shown: memoryShown(memory) });
}

function underlines(view: InspectorPage): Promise<number[]> {
  return view.page
    .locator('.remembered')
    .evaluateAll((parts) => parts.map((part) => parseFloat(getComputedStyle(part).borderBottomWidth)));
}

/** The heights at which a line of the chart stands, k by k. */
function heights(view: InspectorPage, line: string): Promise<number[]> {
  return view.page.locator(`#gradients .line.${line} polyline`).evaluate((drawn) =>
    drawn
      .getAttribute('points')!
      .split(' ')
      .map((point) => Number(point.split(',')[1])),
  );
}

function stepFacts(view: InspectorPage): Promise<string[]> {
  return view.texts('#memory-step dd:not(.note)');
}

describe('memory view', () => {
  const open = useInspector();

  it('waits for an answer, and says why there is none', async () => {
    const view = await open({ tab: 'memory' });
    assert.match((await view.texts('.memory > .empty:visible')).join(), /^One moment…$/);
    assert.equal(await view.page.locator('#gradients').isVisible(), false);
    await show(view, lstmMemory);
    assert.deepEqual(await view.texts('.memory > .empty:visible'), []);
    await view.post({ type: 'nothing', tab: 'memory', reason: 'This is code, not prose.' });
    assert.deepEqual(await view.texts('.memory > .empty:visible'), ['This is code, not prose.']);
    assert.equal(await view.page.locator('#remembered').isVisible(), false);
  });

  it('reads as the text does, and ends with the expected word', async () => {
    const view = await open({ tab: 'memory' });
    await show(view, lstmMemory);
    const reading = async () => (await view.page.locator('#remembered').innerText()).replace(/\s+/g, ' ');
    assert.match(await reading(), /^¶ In the evening I walked down to the river, ¶ where .* I had left my umbrella$/);
    assert.deepEqual(await view.texts('.memory .where'), ['diary.md, line 12']);
    await show(view, chineseMemory);
    assert.match(await reading(), /^¶ 我昨天上学迟到了， ¶ 因为路上下着大雨。 ¶ 老师没有生气，只让我把 课文$/);
  });

  it('underlines each word as thickly as the expected one hangs on it', async () => {
    const view = await open({ tab: 'memory' });
    await show(view, lstmMemory);
    const [word] = lstmMemory.words;
    const shares = word!.inputs.map((value) => value / Math.max(...word!.inputs)).reverse();
    for (const [at, thickness] of (await underlines(view)).entries()) {
      assert.ok(Math.abs(thickness - 6 * shares[at]!) <= 0.5, `word ${at}: ${thickness} px for ${shares[at]}`);
    }
    const strongest = view.page.locator('.remembered').nth(shares.indexOf(1));
    const k = shares.length - 1 - shares.indexOf(1);
    assert.match((await strongest.getAttribute('aria-label'))!, new RegExp(`: 100% .*, ${k} back$`));
    assert.equal(await strongest.getAttribute('title'), await strongest.getAttribute('aria-label'));
  });

  it('draws the gradient falling on its way back, and the bound above it', async () => {
    const view = await open({ tab: 'memory' });
    await show(view, rnnMemory);
    const [gradient, bound] = [await heights(view, 'layer-0'), await heights(view, 'bound')];
    assert.equal(gradient.length, rnnMemory.steps.length);
    for (let k = 1; k < gradient.length; k++) {
      assert.ok(gradient[k]! > gradient[k - 1]!);
      assert.ok(bound[k]! < gradient[k]!);
    }
    // Exponential decay is a straight line.
    const falls = gradient.slice(1).map((y, k) => y - gradient[k]!);
    assert.ok(Math.max(...falls) - Math.min(...falls) < 0.3, falls.join());
    const words = await view.texts('.step-word');
    assert.ok(words.includes('1 left') && words.includes('0 my'), words.join());
    assert.ok((await view.page.locator('#gradients .tick').allTextContents()).includes('10⁻³'));
  });

  it('draws a line for each layer', async () => {
    const view = await open({ tab: 'memory' });
    await show(view, twoLayerMemory);
    const [lower, upper] = [await heights(view, 'layer-0'), await heights(view, 'layer-1')];
    // At the last step the loss does not know the lower layer's state, and a logarithm has no zero.
    assert.deepEqual([lower.length, upper.length], [twoLayerMemory.steps.length - 1, twoLayerMemory.steps.length]);
    assert.deepEqual(await view.texts('.gradients .legend .entry'), [
      'gradient ‖∂L/∂s‖, layer 1',
      'gradient ‖∂L/∂s‖, layer 2',
      'at most (Jacobians)',
    ]);
  });

  it('says in a sentence how far the gradient reaches', async () => {
    const view = await open({ tab: 'memory' });
    const reading = async () => (await view.texts('#memory-reading')).join();
    await show(view, rnnMemory);
    assert.equal(await reading(), 'After 7 words, less than 1% of the gradient is left.');
    assert.match((await view.page.getAttribute('#gradients', 'aria-label'))!, /After 7 words, less than 1%/);
    await show(view, lstmMemory);
    assert.equal(await reading(), '22 words back, 3.6% of the gradient is left.');
    await show(view, explodingMemory);
    assert.match(await reading(), /^The gradient explodes: 22 words back it is 1\.6 × 10³ times/);
  });

  it('explains another of the expected words when it is chosen, and goes on with it while the text is the same', async () => {
    const view = await open({ tab: 'memory' });
    await show(view, rnnMemory);
    assert.deepEqual(await view.texts('#explained-word option'), [
      'umbrella · 21.0%',
      'books · 10.5%',
      'house · 7.0%',
      'unknown word · 5.3%',
      '⏎ end of sentence · 4.2%',
    ]);
    const before = await underlines(view);
    await view.page.selectOption('#explained-word', { index: 2 });
    assert.notDeepEqual(await underlines(view), before);
    assert.deepEqual(await view.texts('#remembered .predicted'), ['house']);
    assert.deepEqual(await view.texts('#memory-reading'), ['After 6 words, less than 1% of the gradient is left.']);
    const [first, second, third, ...rest] = rnnMemory.words;
    await show(view, { ...rnnMemory, words: [third!, first!, second!, ...rest] });
    assert.deepEqual(await view.texts('#remembered .predicted'), ['house']);
    await show(view, { ...rnnMemory, steps: rnnMemory.steps.with(0, { text: 'the', unknown: false }) });
    assert.deepEqual(await view.texts('#remembered .predicted'), ['umbrella']);
  });

  it('tells the numbers of a step chosen by a click, with the arrow keys, or in the chart', async () => {
    const view = await open({ tab: 'memory' });
    await show(view, rnnMemory);
    assert.match((await view.texts('#memory-step .hint')).join(), /^Choose a word/);
    await view.page.locator('.remembered').last().click();
    assert.deepEqual(await view.texts('.step-name'), ['my']);
    assert.deepEqual((await stepFacts(view))[0], '0');
    await view.page.keyboard.press('ArrowLeft');
    assert.deepEqual(await view.texts('.step-name'), ['left']);
    assert.deepEqual(await stepFacts(view), ['1', '0.23', '0.4', '0.64']);
    assert.deepEqual(await view.texts('.remembered[aria-selected=true]'), ['left']);
    await view.page.keyboard.press('Home');
    assert.deepEqual(await view.texts('.step-name'), ['start of sentence']);
    assert.deepEqual((await stepFacts(view))[2], '1.9 × 10⁻⁷');
    const box = (await view.page.locator('#gradients').boundingBox())!;
    await view.page.mouse.move(box.x + box.width - 2, box.y + 40);
    await view.page.mouse.move(box.x + 40 + ((box.width - 40) * 2.5) / rnnMemory.steps.length, box.y + 60);
    assert.deepEqual(await view.texts('.step-name'), ['had']);
    assert.deepEqual(await view.texts('.remembered[aria-selected=true]'), ['had']);
    assert.equal(await view.page.locator('#gradients .marker').count(), 1);
    assert.equal(await view.page.locator('.remembered[tabindex="0"]').count(), 1);
  });

  it('holds every number in a table', async () => {
    const view = await open({ tab: 'memory' });
    await show(view, twoLayerMemory);
    await view.page.click('.memory details summary >> nth=0');
    const headings = await view.texts('.memory-table thead th');
    assert.equal(headings.length, 2 + 6 + 2, headings.join());
    assert.equal(await view.page.locator('.memory-table tbody tr').count(), twoLayerMemory.steps.length);
    const row = await view.texts('.memory-table tbody tr:nth-child(2) :is(td, th)');
    assert.deepEqual(row.slice(0, 5), ['1', 'left', '0.45', '0.27', '0.36']);
  });

  it('explains why gradients vanish and explode', async () => {
    const view = await open({ tab: 'memory' });
    await show(view, lstmMemory);
    assert.equal(await view.page.locator('.formula').first().isVisible(), false);
    await view.page.click('.explanation summary');
    assert.ok(
      (await view.texts('.formula:visible')).some((formula) => formula.includes('diag(g′(') && formula.endsWith('· W')),
    );
  });

  it('comes back with the tab when the inspector was hidden', async () => {
    const view = await open({ tab: 'memory' });
    await show(view, lstmMemory);
    await view.choose('memory');
    await view.page.waitForFunction(() => sessionStorage.getItem('state')?.includes('"memory"'), undefined, {
      timeout: 5000,
    });
    await view.page.waitForTimeout(1100);
    await view.page.reload();
    assert.deepEqual(await view.sent(), [{ type: 'ready', tab: 'memory' }]);
    assert.deepEqual(await view.texts('#remembered .predicted'), ['umbrella']);
    assert.equal((await heights(view, 'layer-0')).length, lstmMemory.steps.length);
  });

  it('keeps markup in notes inert', async () => {
    const view = await open({ tab: 'memory' });
    const text = '<img src=x onerror="window.broken=1">';
    const steps = lstmMemory.steps.map(() => ({ text, unknown: true }));
    await show(view, { steps, words: lstmMemory.words.map((word) => ({ ...word, text })) });
    await view.page.locator('.remembered').first().click();
    assert.equal(await view.page.locator('main :is(img, script)').count(), 0);
    assert.equal(await view.page.evaluate(() => 'broken' in window), false);
  });

  for (const width of [250, 300, 1200]) {
    it(`fits into ${width} pixels`, async () => {
      const view = await open({ width, tab: 'memory' });
      const long = {
        text: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
        unknown: true,
      };
      for (const memory of [longMemory, chineseMemory, { ...lstmMemory, steps: lstmMemory.steps.with(3, long) }]) {
        await show(view, memory);
        await view.page.locator('.remembered').nth(2).click();
        const { scrolls, out } = await view.page.evaluate(() => {
          const { clientWidth, scrollWidth } = document.documentElement;
          const parts = [...document.querySelectorAll('main *:not(.step-words *, .table *)')];
          const beyond = parts.filter((part) => part.getBoundingClientRect().right > clientWidth + 1);
          return { scrolls: scrollWidth > clientWidth, out: beyond.map(({ outerHTML }) => outerHTML.slice(0, 100)) };
        });
        assert.deepEqual({ scrolls, out }, { scrolls: false, out: [] });
        const labels = await view.page
          .locator('.step-word')
          .evaluateAll((parts) =>
            parts.map((part) => part.getBoundingClientRect()).map(({ left, right }) => [left, right]),
          );
        for (const [at, [left]] of labels.slice(1).entries()) {
          assert.ok(
            left! >= labels[at]![1]! - 2,
            `label ${at + 1} begins at ${left}, the one before ends at ${labels[at]![1]}`,
          );
        }
      }
    });
  }

  for (const theme of Object.keys(themes) as ThemeName[]) {
    it(`keeps the words legible, and shows connections without colour: ${theme}`, async () => {
      const view = await open({ theme, tab: 'memory' });
      await show(view, lstmMemory);
      const contrasts = await view.page.locator('.remembered').evaluateAll((parts) => {
        const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
        const luminance = (...layers: string[]) => {
          for (const layer of layers) {
            context.fillStyle = layer;
            context.fillRect(0, 0, 1, 1);
          }
          const linear = [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map((value) => value / 255);
          const [r, g, b] = linear.map((value) =>
            value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
          );
          return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
        };
        const page = getComputedStyle(document.body).backgroundColor;
        return parts.map((part) => {
          const { color, backgroundColor } = getComputedStyle(part);
          const [text, ground] = [luminance(page, backgroundColor, color), luminance(page, backgroundColor)];
          return (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
        });
      });
      assert.ok(Math.min(...contrasts) >= 4.5, `contrast ${Math.min(...contrasts)}`);
      const lines = await underlines(view);
      assert.ok(Math.max(...lines) === 6 && Math.min(...lines) === 0);
    });
  }
});
