// The map of words: it can be zoomed, moved and searched, follows the caret's word, and its list says the same in words.

import assert from 'node:assert/strict';
import type { InspectorPage, PageOptions } from './inspectorPage';
import { embedding, nearest, wordsShown } from './networkSamples';
import { useInspector } from './useInspector';

describe('the words view', () => {
  const open = useInspector();

  async function shown(page: PageOptions = {}, place = 0): Promise<InspectorPage> {
    const view = await open({ tab: 'words', ...page });
    await view.post({ type: 'shown', shown: wordsShown(place) });
    return view;
  }
  const chosen = async (view: InspectorPage) => (await view.texts('.chosen-word')).join();
  const asked = async (view: InspectorPage) => (await view.sent()).filter(({ type }) => type === 'ask').at(-1);

  /** What the map's canvas shows, as a number that changes with it. */
  async function picture(view: InspectorPage): Promise<string> {
    await view.post();
    return view.page.locator('#word-map canvas').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  }

  it('says why there is nothing to show', async () => {
    const view = await open({ tab: 'words' });
    assert.match((await view.texts('.words .empty:visible')).join(), /^One moment…$/);
    await view.post({ type: 'shown', shown: wordsShown() });
    assert.deepEqual(await view.texts('.words .empty:visible'), []);
    await view.post({ type: 'nothing', tab: 'words', reason: 'The engine is gone.' });
    assert.deepEqual(await view.texts('.words .empty:visible'), ['The engine is gone.']);
  });

  it('lists the words nearest to the one at the caret, and follows it', async () => {
    const view = await shown();
    assert.equal(await chosen(view), 'river');
    const rows = await view.texts('.nearest li');
    assert.equal(rows.length, 20);
    assert.match(rows[0]!, /^house\s+0\.920$/);
    assert.match((await view.texts('.near-words .caption')).join(), /5,000 times/);
    await view.post({ type: 'shown', shown: wordsShown(5) });
    assert.equal(await chosen(view), 'morning');
    const answer = { text: 'theodolite', word: undefined, nearest: [] };
    await view.post({ type: 'shown', shown: { ...wordsShown(), nearest: answer } });
    assert.equal(await chosen(view), 'theodolite');
    assert.match((await view.texts('.near-words .caption')).join(), /does not hold “theodolite”/);
    await view.post({ type: 'shown', shown: { ...wordsShown(), nearest: { ...answer, text: undefined } } });
    assert.match((await view.texts('.near-words .caption')).join(), /Choose a word/);
  });

  it('finds a word, brings it into the middle, and goes back to the caret when that moves on', async () => {
    const view = await shown();
    const before = await picture(view);
    await view.page.fill('#find-word', 'garden');
    await view.page.keyboard.press('Enter');
    assert.deepEqual(await asked(view), { type: 'ask', question: { kind: 'nearest', word: 'garden' } });
    await view.post({ type: 'answer', answer: { kind: 'nearest', nearest: nearest(2) } });
    assert.equal(await chosen(view), 'garden');
    assert.notEqual(await picture(view), before);
    // The same caret, other weights: what was found stays, and is asked for anew.
    await view.post({ type: 'shown', shown: wordsShown() });
    assert.equal(await chosen(view), 'garden');
    assert.equal((await view.sent()).filter(({ type }) => type === 'ask').length, 2);
    await view.post({ type: 'shown', shown: wordsShown(4) });
    assert.equal(await chosen(view), '我们');
    await view.page.locator('.nearest .link').nth(2).click();
    assert.deepEqual(await asked(view), { type: 'ask', question: { kind: 'nearest', word: 'garden' } });
    await view.post({ type: 'noAnswer', kind: 'nearest', reason: 'The engine is gone.' });
    assert.match((await view.texts('.near-words .caption')).join(), /The engine is gone/);
  });

  it('chooses the word that is clicked, not the one it is dragged by', async () => {
    const view = await shown();
    const box = (await view.page.locator('#word-map').boundingBox())!;
    const before = await picture(view);
    await view.page.mouse.move(box.x + 200, box.y + 150);
    await view.page.mouse.down();
    await view.page.mouse.move(box.x + 260, box.y + 190, { steps: 4 });
    await view.page.mouse.up();
    assert.equal(await asked(view), undefined);
    assert.notEqual(await picture(view), before);
    await view.page.fill('#find-word', 'river');
    await view.page.keyboard.press('Enter');
    await view.post({ type: 'answer', answer: { kind: 'nearest', nearest: nearest(3) } });
    // The word found lies in the middle now.
    await view.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    assert.deepEqual(await asked(view), { type: 'ask', question: { kind: 'nearest', word: 'window' } });
  });

  it('can be zoomed and moved by wheel, buttons and keys, and shown whole again', async () => {
    const view = await shown();
    const whole = await picture(view);
    await view.page.locator('#word-map').focus();
    let last = whole;
    for (const key of ['+', 'ArrowLeft', 'ArrowDown', '-', 'ArrowUp', 'ArrowRight', '+']) {
      await view.page.keyboard.press(key);
      const next = await picture(view);
      assert.notEqual(next, last, key);
      last = next;
    }
    await view.page.keyboard.press('0');
    assert.equal(await picture(view), whole);
    await view.page.click('[aria-label="Zoom in"]');
    const near = await picture(view);
    assert.notEqual(near, whole);
    await view.page.hover('#word-map');
    await view.page.mouse.wheel(0, -300);
    assert.notEqual(await picture(view), near);
    await view.page.click('[aria-label="Show all"]');
    assert.equal(await picture(view), whole);
  });

  it('survives being hidden: what was shown is there again', async () => {
    const view = await shown({}, 5);
    await view.post({ type: 'status', status: { state: 'idle' }, model: undefined });
    await view.page.waitForTimeout(1200);
    await view.page.reload();
    assert.equal(await chosen(view), 'morning');
  });

  it('keeps markup inert, and long words short', async () => {
    const view = await open({ tab: 'words', width: 300 });
    const { words, ...rest } = embedding(40);
    const texts = ['<img src=x onerror="window.broken=1">', 'x'.repeat(10_000), 'שלום', '👩‍👩‍👧'];
    const mapped = words.map((word, i) => ({ ...word, text: texts[i] ?? word.text }));
    const near = { text: texts[0]!, word: mapped[0]!, nearest: mapped.slice(1, 5).map((w) => ({ ...w, cosine: 0.5 })) };
    await view.post({ type: 'shown', shown: { tab: 'words', embedding: { ...rest, words: mapped }, nearest: near } });
    assert.equal(await chosen(view), texts[0]);
    assert.equal(await view.page.locator('main img').count(), 0);
    const height = await view.page.locator('.nearest').evaluate((list) => list.clientHeight);
    assert.ok(height < 400, `${height}`);
  });

  for (const width of [250, 300, 480, 1000]) {
    it(`fits into ${width} pixels`, async () => {
      const view = await shown({ width });
      const { scrollWidth, clientWidth } = await view.page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return { scrollWidth, clientWidth };
      });
      assert.equal(scrollWidth, clientWidth);
      const box = (await view.page.locator('#word-map').boundingBox())!;
      assert.ok(box.width > 200 && box.x + box.width <= width);
    });
  }
});
