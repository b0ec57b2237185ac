// The selected word: how it is chosen, what is told of it, and that it stays selected while text changes and while the
// inspector is hidden.

import assert from 'node:assert/strict';
import type { InspectorPage } from './inspectorPage';
import { english, model, textMessages, token, training } from './samples';
import { lossCurve } from './trainingSamples';
import { useInspector } from './useInspector';

async function selected(view: InspectorPage): Promise<string[]> {
  return await view.texts('.token[aria-selected=true]');
}

async function openParagraph(open: () => Promise<InspectorPage>): Promise<InspectorPage> {
  const view = await open();
  await view.post({ type: 'status', status: training, model }, ...textMessages([english]));
  return view;
}

describe('selected word', () => {
  const open = useInspector();

  it('is the one at the caret, until the reader chooses another', async () => {
    const view = await openParagraph(open);
    assert.deepEqual(await selected(view), ['In']);
    await view.page.locator('.token').nth(8).click();
    assert.deepEqual(await selected(view), ['river']);
    // The caret goes where the reader clicked; that it is there now changes nothing.
    const offset = 'In the evening I walked down to the '.length;
    await view.post({ type: 'shown', shown: { tab: 'text', reading: 1, part: 'caret', caret: offset } });
    assert.deepEqual(await selected(view), ['river']);
    await view.post({ type: 'shown', shown: { tab: 'text', reading: 1, part: 'caret', caret: offset + 6 } });
    assert.deepEqual(await selected(view), [',']);
  });

  it('says so where the network has not read it yet', async () => {
    const view = await open();
    await view.post(textMessages([english])[0]!);
    assert.match((await view.texts('.hint:visible')).join(), /has not read this word yet/);
    assert.equal(await view.page.locator('#expected').isVisible(), false);
    await view.post(...textMessages([english]).slice(1));
    assert.equal(await view.page.locator('.hint').isVisible(), false);
    assert.equal(await view.page.locator('.bar-row').count(), 10);
  });

  it('gives way to the word under the pointer, and comes back', async () => {
    const view = await openParagraph(open);
    const word = () => view.texts('#stands .word');
    await view.page.locator('.token').nth(4).hover();
    assert.deepEqual(await word(), ['walked']);
    assert.deepEqual(await selected(view), ['In']);
    await view.page.mouse.move(2, 2);
    assert.deepEqual(await word(), ['In']);
  });

  it('shows what the network expected: most probable first, with its share', async () => {
    const view = await openParagraph(open);
    await view.page.locator('.token').nth(8).click();
    assert.deepEqual(await selected(view), ['river']);
    const top = english[8]!.top;
    assert.deepEqual(
      await view.texts('.bar-row .bar-word'),
      top.map(({ text }) => (text === '<unk>' ? 'unknown word' : text)),
    );
    assert.deepEqual(
      await view.texts('.bar-row .bar-probability'),
      top.map(({ probability }) => `${(probability * 100).toFixed(1)}%`),
    );
    const lengths = await view.page
      .locator('.bar-row .bar')
      .evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width));
    for (const [index, length] of lengths.entries()) {
      const ratio = length / lengths[0]!;
      assert.equal(
        Math.abs(ratio - top[index]!.probability / top[0]!.probability) < 0.02,
        true,
        `bar ${index}: ${ratio}`,
      );
    }
    assert.deepEqual(await view.texts('.stands .bar-word'), ['river']);
    assert.match((await view.texts('.stands')).join(), /stands here/);
    const shown = top.reduce((sum, { probability }) => sum + probability, 0);
    assert.deepEqual(await view.texts('.rest-probability'), [`${((1 - shown) * 100).toFixed(1)}%`]);
  });

  it('adds the word that stands there where it is not among those', async () => {
    const view = await openParagraph(open);
    await view.page.locator('.token').nth(13).click();
    assert.equal(await view.page.locator('.bar-row.stands').count(), 0);
    const beyond = (await view.texts('.beyond-row')).join().split(/\s+/);
    assert.deepEqual(beyond, ['288', 'stood', 'stands', 'here', '0.042%']);
  });

  it('tells probability, rank and surprisal of the word that stands there', async () => {
    const view = await openParagraph(open);
    const tokens = [token('The', 0.5, 1), token('end', 1 / 1024, 77), token('</s>', 0.9, 1)];
    await view.post(...textMessages([tokens]));
    await view.page.locator('.token').nth(1).click();
    assert.match((await view.texts('#stands .context')).join(), /^The\s+end$/);
    assert.deepEqual(await view.texts('#stands dt'), ['Probability', 'Rank', 'Surprisal']);
    assert.deepEqual(await view.texts('#stands dd:not(.note)'), ['0.098%', '77', '10.0 bits']);
    assert.deepEqual(await view.texts('#stands dd.note'), ['about 1 in 1K', 'of 8,192 words', '= −log₂ 0.098%']);
    await view.page.locator('.token').nth(2).click();
    assert.match((await view.texts('#stands .word')).join(), /end of sentence/);
    assert.deepEqual(await view.texts('#stands .sum'), [
      'The whole sentence: 7.7 nats = 11.2 bits, the sum over its 3 tokens.',
    ]);
  });

  it('follows the keyboard: Tab, arrows, Home and End', async () => {
    const view = await openParagraph(open);
    await view.page.focus('#stop');
    const keys = view.page.keyboard;
    // To the tabs, the choice of colours, the text.
    for (let i = 0; i < 3; i++) await keys.press('Tab');
    assert.deepEqual(await view.texts('.token:focus'), ['In']);
    await keys.press('ArrowRight');
    await keys.press('ArrowRight');
    await keys.press('ArrowLeft');
    await keys.press('ArrowRight');
    assert.deepEqual(await selected(view), ['evening']);
    assert.match((await view.texts('#stands .context')).join(), /In the\s+evening$/);
    await keys.press('End');
    assert.equal(await view.page.locator('.token').last().getAttribute('aria-selected'), 'true');
    await keys.press('ArrowRight');
    await keys.press('Home');
    await keys.press('ArrowLeft');
    assert.deepEqual(await selected(view), ['In']);
    assert.equal(await view.page.locator('.token[tabindex="0"]').count(), 1);
  });

  it('moves between lines with the arrows up and down', async () => {
    const view = await openParagraph(open);
    const box = () => view.page.locator('.token[aria-selected=true]').boundingBox();
    await view.page.locator('.token').nth(4).click();
    const first = (await box())!;
    await view.page.keyboard.press('ArrowDown');
    const second = (await box())!;
    assert.equal(second.y > first.y + 10, true);
    assert.equal(Math.abs(second.x - first.x) < 80, true);
    await view.page.keyboard.press('ArrowUp');
    assert.equal((await box())!.y, first.y);
    await view.page.keyboard.press('ArrowUp');
    assert.equal((await box())!.y, first.y);
  });

  it('stays at its word while the text before or after it changes', async () => {
    const view = await openParagraph(open);
    await view.page.locator('.token').nth(8).click();
    const later = [...english, token('So', 0.01, 9)];
    await view.post(...textMessages([later]));
    assert.deepEqual(await selected(view), ['river']);
    await view.post(...textMessages([[token('Now', 0.01, 9), ...later]]));
    assert.deepEqual(await selected(view), ['river']);
    await view.post(...textMessages([later.slice(0, 5)]));
    assert.deepEqual(await selected(view), ['In'], 'what was chosen is gone: the one at the caret');
  });

  it('is there again when the inspector was hidden, as are the losses and the paragraph', async () => {
    const view = await openParagraph(open);
    const curve = lossCurve(100);
    await view.post({ type: 'losses', points: curve, replace: true });
    await view.page.locator('.token').nth(8).click();
    await view.page.reload();
    assert.deepEqual(await view.sent(), [{ type: 'ready', tab: 'text' }]);
    assert.deepEqual(await selected(view), ['river']);
    assert.equal(await view.page.locator('.bar-row').count(), 10);
    const label = await view.page.getAttribute('#loss-chart', 'aria-label');
    assert.match(label!, new RegExp(`Training ${curve[99]!.trainLoss.toFixed(2)} `));
    assert.deepEqual(await view.texts('#status .state'), ['Learning']);
    assert.deepEqual(await view.texts('.text .where'), ['diary.md']);
  });

  it('comes back to the tab that was chosen', async () => {
    const view = await openParagraph(open);
    await view.choose('training');
    await view.page.reload();
    assert.deepEqual(await view.sent(), [{ type: 'ready', tab: 'training' }]);
    assert.equal(await view.page.locator('#loss-chart').isVisible(), true);
    assert.equal(await view.page.locator('#tokens').isVisible(), false);
  });

  it('forgets a state that another version wrote', async () => {
    const view = await open();
    await view.page.evaluate(() => sessionStorage.setItem('state', '{"version":0,"losses":"many"}'));
    await view.page.reload();
    assert.deepEqual(await view.sent(), [{ type: 'ready', tab: 'text' }]);
    assert.deepEqual(await view.texts('#status .state'), ['Nothing learned yet']);
  });
});
