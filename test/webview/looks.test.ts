// What people see: colours that follow the theme, text that stays legible on its tint, a layout that fits into narrow
// panels and holds for any script, and no waiting where there is much to show.

import assert from 'node:assert/strict';
import type { InspectorPage } from './inspectorPage';
import { lowestContrast, overflowing } from './measures';
import { chinese, english, model, textMessages, token, training, unknown } from './samples';
import { lossCurve } from './trainingSamples';
import { themes, type ThemeName } from './themes';
import { useInspector } from './useInspector';

async function showAll(view: InspectorPage, tokens = english, points = lossCurve(200)): Promise<void> {
  await view.post({ type: 'status', status: training, model });
  await view.post({ type: 'losses', points, replace: true });
  await view.post(...textMessages([tokens], { title: 'a rather long name of a note in some folder.md, selection' }));
  await view.page.locator('.token').nth(8).click();
}

/** How many of the chart's pixels have a colour of the theme. */
function pixelsOf(view: InspectorPage, colour: string): Promise<number> {
  return view.page.evaluate((wanted) => {
    const canvas = document.querySelector('canvas')!;
    // A copy: the browser warns where a canvas that is drawn to is read from.
    const copy = Object.assign(document.createElement('canvas'), { width: canvas.width, height: canvas.height });
    const context = copy.getContext('2d', { willReadFrequently: true })!;
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const rgb = [1, 3, 5].map((from) => parseInt(wanted.slice(from, from + 2), 16));
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] === 255 && rgb.every((value, channel) => data[at + channel] === value)) count++;
    }
    return count;
  }, colour);
}

describe('looks', () => {
  const open = useInspector();

  it('draws the chart in the colours of the theme, and again when it changes', async () => {
    const view = await open({ theme: 'dark' });
    await showAll(view);
    await view.choose('training');
    const colours = (name: ThemeName) => ['charts-blue', 'charts-green'].map((key) => themes[name].colours[key]!);
    for (const name of ['dark', 'light', 'highContrast', 'highContrastLight'] as const) {
      await view.setTheme(name);
      for (const colour of colours(name)) assert.equal((await pixelsOf(view, colour)) > 20, true, `${name}: ${colour}`);
    }
    for (const colour of colours('dark')) {
      if (!colours('highContrastLight').includes(colour)) assert.equal(await pixelsOf(view, colour), 0, colour);
    }
  });

  for (const name of Object.keys(themes) as ThemeName[]) {
    it(`keeps coloured text legible in the theme ${name}`, async () => {
      const view = await open({ theme: name });
      const ranks = [1, 3, 8, 50, 500, 5000];
      await showAll(view, [...english, ...ranks.map((rank) => token('word', 0.1, rank)), unknown('none', 0.1, 2)]);
      const contrast = await lowestContrast(view, '.band');
      assert.equal(contrast >= 4.5, true, `contrast ${contrast.toFixed(2)}`);
    });
  }

  for (const width of [250, 300, 480]) {
    it(`fits into ${width} pixels`, async () => {
      const view = await open({ width });
      const long = token(
        'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
        0.001,
        90,
        ['a'],
      );
      for (const tokens of [english, chinese, [...english.slice(0, 8), long]]) {
        await view.choose('text');
        await showAll(view, tokens);
        assert.deepEqual(await overflowing(view), { scrolls: false, out: [] });
        await view.choose('training');
        assert.deepEqual(await overflowing(view), { scrolls: false, out: [] });
      }
    });
  }

  it('shows right-to-left text and emoji in their own direction', async () => {
    const view = await open();
    const tokens = ['שלום', 'עולם', '! ', '</s>', '👩‍👩‍👧', ' ', 'מה', 'שלומך'].map((text, index) =>
      token(text, 0.1, index + 1),
    );
    await view.post(...textMessages([tokens]));
    const [first, second] = await Promise.all(
      [0, 1].map((index) => view.page.locator('.token').nth(index).boundingBox()),
    );
    assert.equal(second!.x < first!.x, true);
    await view.page.locator('.token').first().click();
    await view.page.keyboard.press('ArrowLeft');
    assert.deepEqual(await view.texts('.token[aria-selected=true]'), ['עולם']);
  });
});
