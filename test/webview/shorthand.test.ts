// The shorthand view as its reader meets it: what a shorthand can stand for, and the alignment of the chosen one as a grid,
// by keyboard and as a table.

import assert from 'node:assert/strict';
import type { ShorthandShown } from '../../src/inspector/protocol';
import type { InspectorPage } from './inspectorPage';
import { lowestContrast, overflowing } from './measures';
import { chineseShorthand, englishShorthand, longShorthand } from './shorthandSamples';
import { themes, type ThemeName } from './themes';
import { useInspector } from './useInspector';

const show = (view: InspectorPage, shown: ShorthandShown) => view.post({ type: 'shown', shown });
const facts = async (view: InspectorPage) => (await view.texts('.cell-facts .fact')).map((fact) => fact.split('\n'));
const { answer } = englishShorthand;
const [first] = answer.expansions;

describe('shorthand', () => {
  const open = useInspector();

  it('shows what it can stand for, best first, with ln P', async () => {
    const view = await open({ tab: 'shorthand' });
    await show(view, englishShorthand);
    assert.deepEqual(await view.texts('.typed-shorthand'), ['mtg w eng tmrw']);
    assert.deepEqual(
      await view.texts('#expansion-bars .word'),
      answer.expansions.map(({ text }) => text),
    );
    assert.deepEqual(await view.texts('#expansion-bars .probability'), ['ln P −1.84', 'ln P −2.31', 'ln P −5.02']);
  });

  it('draws a row for each word and the end, a column for each part, and squares whose area is the weight', async () => {
    const view = await open({ tab: 'shorthand' });
    await show(view, englishShorthand);
    assert.deepEqual(await view.texts('#alignment thead th'), first!.source);
    assert.deepEqual(await view.texts('#alignment tbody th'), [...first!.target, '⏎']);
    const areas = await view.page.locator('#alignment .square').evaluateAll((squares) =>
      squares.map((square) => {
        const { width, height } = square.getBoundingClientRect();
        return [width, height];
      }),
    );
    for (const [i, weight] of first!.attention.flat().entries()) {
      const side = 24 * Math.sqrt(weight);
      assert.ok(
        areas[i]!.every((length) => Math.abs(length - side) < 0.1),
        `${areas[i]!.join()} for ${weight}`,
      );
    }
  });

  it('moves over the cells with the keys, and tells source, word and weight of each', async () => {
    const view = await open({ tab: 'shorthand' });
    await show(view, englishShorthand);
    assert.match((await view.texts('.cell-facts')).join(), /^Choose a cell/);
    await view.page.focus('#expansion-bars [tabindex="0"]');
    await view.page.keyboard.press('Tab');
    assert.deepEqual((await facts(view)).slice(0, 2), [
      ['Written', 'meeting'],
      ['Shorthand', 'mtg'],
    ]);
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowLeft']) await view.page.keyboard.press(key);
    const weight = first!.attention[1]![1]!;
    assert.deepEqual((await facts(view)).slice(0, 3), [
      ['Written', 'with'],
      ['Shorthand', 'w'],
      ['Attention weight', weight.toFixed(3), `${(100 * weight).toFixed(1)}% of all that this word looked at`],
    ]);
    assert.deepEqual(await view.texts('#alignment th.chosen'), ['w', 'with']);
    await view.page.keyboard.press('ArrowUp');
    await view.page.keyboard.press('ArrowUp');
    await view.page.keyboard.press('End');
    assert.deepEqual((await facts(view)).slice(0, 2), [
      ['Written', 'meeting'],
      ['Shorthand', 'tmrw'],
    ]);
    await view.page.keyboard.press('Control+End');
    assert.deepEqual((await facts(view))[0], ['Written', 'end of sentence']);
    assert.equal(await view.page.locator('#alignment [tabindex="0"]').count(), 1);
    assert.match((await view.page.locator('#alignment td:focus').getAttribute('aria-label'))!, /^end of .*tmrw, \d+/);
  });

  it('aligns another sentence when it is chosen, and goes on with it while the shorthand is the same', async () => {
    const view = await open({ tab: 'shorthand' });
    await show(view, englishShorthand);
    await view.page.locator('#expansion-bars .word-row').first().click();
    await view.page.keyboard.press('ArrowDown');
    const second = async () => (await view.texts('#alignment tbody th'))[2];
    assert.equal(await second(), 'engineers');
    await show(view, { ...englishShorthand, answer: { ...answer, expansions: [...answer.expansions].reverse() } });
    assert.equal(await second(), 'engineers');
    await show(view, chineseShorthand);
    assert.deepEqual(await view.texts('#alignment tbody th'), ['我', '昨天', '上学', '迟到', '了', '⏎']);
  });

  it('holds every weight in a table', async () => {
    const view = await open({ tab: 'shorthand' });
    await show(view, englishShorthand);
    await view.page.click('.alignment summary >> nth=0');
    const rows = (await view.texts('.alignment-table tbody tr')).map((row) => row.split('\t'));
    assert.equal(rows.length, first!.attention.length);
    assert.deepEqual(rows[1]!.slice(0, 2), ['with', `${(100 * first!.attention[1]![0]!).toFixed(1)}%`]);
    const sum = rows[1]!.slice(1).reduce((total, percent) => total + parseFloat(percent), 0);
    assert.ok(Math.abs(sum - 100) < 0.2, `${sum} %`);
  });

  it('says why there is nothing to align, and why there is nothing at all', async () => {
    const view = await open({ tab: 'shorthand' });
    const expansions = answer.expansions.map((each) => ({ ...each, attention: [] }));
    await show(view, { ...englishShorthand, answer: { ...answer, expansions } });
    assert.equal(await view.page.locator('#alignment').isVisible(), false);
    const told = async () => (await view.texts('.columns .offer:visible')).join();
    assert.match(await told(), /without attention/);
    await show(view, { ...englishShorthand, answer: { ...answer, expansions, by: 'counts' } });
    assert.match(await told(), /No network has learned shorthand yet/);
    await view.post({ type: 'nothing', tab: 'shorthand', reason: 'No shorthand here.', offer: 'expandShorthand' });
    assert.equal(await view.page.locator('#expansion-bars').isVisible(), false);
    assert.deepEqual(await view.texts('.shorthand > .empty p'), ['No shorthand here.']);
    await view.page.focus('.shorthand > .empty button');
    await view.page.keyboard.press('Enter');
    assert.deepEqual((await view.sent()).at(-1), { type: 'run', command: 'expandShorthand' });
  });

  for (const width of [250, 1200]) {
    it(`fits into ${width} pixels; a long alignment scrolls by itself, and its names stay`, async () => {
      const view = await open({ width, tab: 'shorthand' });
      for (const shown of [englishShorthand, chineseShorthand, longShorthand]) {
        await show(view, shown);
        await view.page.locator('#alignment td[tabindex]').first().click();
        assert.deepEqual(await overflowing(view, '.table, .alignment-box'), { scrolls: false, out: [] });
      }
      await view.page.keyboard.press('Control+End');
      const box = (await view.page.locator('.alignment-box').boundingBox())!;
      const cell = (await view.page.locator('#alignment td:focus').boundingBox())!;
      assert.ok(cell.x + cell.width <= box.x + box.width + 1 && cell.y + cell.height <= box.y + box.height + 1);
      const head = (await view.page.locator('#alignment tbody th').last().boundingBox())!;
      assert.ok(head.x >= box.x - 1 && head.x + head.width <= cell.x + 1, 'the name of the row is in sight');
    });
  }

  it('keeps what is moved to clear of the names that stay', async () => {
    const view = await open({ width: 300, tab: 'shorthand' });
    await show(view, longShorthand);
    await view.page.locator('#alignment td[tabindex]').first().click();
    await view.page.keyboard.press('Control+End');
    const hidden = () =>
      view.page.evaluate(() => {
        const boxOf = (selector: string) => [...document.querySelectorAll(selector)].at(-1)!.getBoundingClientRect();
        const [cell, row] = [boxOf('#alignment td:focus'), boxOf('#alignment tbody th')];
        return Math.max(row.right - cell.left, boxOf('#alignment thead th').bottom - cell.top);
      });
    for (const key of ['ArrowLeft', 'ArrowUp']) {
      for (let i = 0; i < 12; i++) {
        await view.page.keyboard.press(key);
        assert.ok((await hidden()) < 1, `${key} ${i}: ${await hidden()} pixels are hidden`);
      }
    }
  });

  for (const theme of Object.keys(themes) as ThemeName[]) {
    it(`shows weights without colour, and names that are legible: ${theme}`, async () => {
      const view = await open({ theme, tab: 'shorthand' });
      await show(view, englishShorthand);
      assert.ok((await lowestContrast(view, '#alignment th')) >= 4.5);
      const grounds = await view.page.locator('#alignment .square').evaluateAll((squares) => {
        const of = (part: Element) => getComputedStyle(part).backgroundColor;
        return [...new Set(squares.map(of)), of(document.body)];
      });
      assert.equal(grounds.length, 2);
      assert.notEqual(grounds[0], grounds[1]);
    });
  }

  it('keeps markup in notes inert', async () => {
    const view = await open({ tab: 'shorthand' });
    const text = '<img src=x onerror="window.broken=1">';
    const attention = [[1], [1]];
    const expansions = [{ text, logprob: -1, probability: 1, source: [text], target: [text], attention }];
    await show(view, { ...englishShorthand, shorthand: text, answer: { ...answer, expansions } });
    await view.page.locator('#alignment td[tabindex]').first().click();
    assert.equal(await view.page.locator('main :is(img, script)').count(), 0);
    assert.equal(await view.page.evaluate(() => 'broken' in window), false);
  });
});
