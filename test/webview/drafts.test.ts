// The page with drafts: each as it is written, how much of it is in the document already, what its buttons ask for, and what
// stays when it is hidden and shown again.

import assert from 'node:assert/strict';
import type { DraftPart } from '../../src/engine/protocol/suggestions';
import type { DraftsShown, ToDrafts } from '../../src/inspector/drafts/protocol';
import { defaultSettings } from '../../src/inspector/drafts/settings';
import { draftStrings } from '../../src/inspector/drafts/strings';
import { draftsShown } from './draftSamples';
import type { InspectorPage } from './inspectorPage';
import { useInspector } from './useInspector';

const part = (text: string, sentence = 0): DraftPart => ({ text, isWord: true, sentence, logprob: -1 });

async function show(view: InspectorPage, shown: DraftsShown = draftsShown, focus = false): Promise<void> {
  await view.post({ type: 'drafts', shown, focus });
}

/** What the page asks for, but for its being ready. */
async function asked(view: InspectorPage) {
  return (await view.sent()).filter(({ type }) => type !== 'ready');
}

describe('drafts', () => {
  const openPage = useInspector();
  const open = (options = {}) => openPage({ name: 'drafts', width: 1000, ...options });

  it('says what to do where there is no place yet', async () => {
    const view = await open();
    assert.deepEqual(await view.sent(), [{ type: 'ready', kept: undefined }]);
    assert.equal(await view.page.innerText('.empty'), draftStrings.nothing);
    assert.equal(await view.page.isVisible('.draft-settings'), false);
  });

  it('shows the place, and each draft as it comes, word by word', async () => {
    const view = await open();
    await show(view);
    assert.match(await view.page.innerText('header .caption'), /notes\/river\.md, line 3/);
    assert.equal(await view.page.innerText('.draft-before'), 'We walked to the');
    assert.deepEqual(await view.texts('.draft h2'), ['Draft 1', 'Draft 2', 'Draft 3']);
    assert.deepEqual(await view.texts('.draft-text'), ['river. Then we rested.', '', '']);
    await view.post({ type: 'state', draft: 1, state: 'writing' });
    for (const text of [' old', ' bridge']) await view.post({ type: 'part', draft: 1, part: part(text) });
    assert.equal((await view.texts('.draft-text'))[1], 'old bridge');
    assert.equal(await view.page.getAttribute('.draft:nth-child(2) .draft-text', 'aria-busy'), 'true');
  });

  it('asks for what its buttons say, and for nothing where there is nothing to accept', async () => {
    const view = await open();
    await show(view);
    for (const name of ['accept-all', 'accept-sentence', 'accept-word', 'again', 'stop']) {
      await view.page.click(`.draft:nth-child(1) .${name}`, { force: true });
    }
    await view.page.click('.draft:nth-child(2) .accept-all', { force: true });
    await view.page.click('.draft:nth-child(2) .stop');
    assert.deepEqual(await asked(view), [
      { type: 'accept', draft: 0, portion: 'all' },
      { type: 'accept', draft: 0, portion: 'sentence' },
      { type: 'accept', draft: 0, portion: 'word' },
      { type: 'again', draft: 0 },
      { type: 'stop', draft: 1 },
    ]);
  });

  it('goes by keyboard: on to the drafts when they are asked for, and back with Escape', async () => {
    const view = await open();
    await show(view, draftsShown, true);
    const focused = () => view.page.evaluate(() => document.activeElement?.className);
    assert.equal(await focused(), 'draft-text');
    await view.page.keyboard.press('Tab');
    assert.equal(await focused(), 'button accept-all primary');
    await view.page.keyboard.press('Tab');
    await view.page.keyboard.press('Enter');
    await view.page.keyboard.press('Escape');
    assert.deepEqual(await asked(view), [{ type: 'accept', draft: 0, portion: 'sentence' }, { type: 'leave' }]);
  });

  it('takes no focus when drafts come without having been asked for', async () => {
    const view = await open();
    await show(view);
    assert.equal(await view.page.evaluate(() => document.activeElement === document.body), true);
  });

  it('marks what has been accepted, and keeps the focus on a button that has nothing left to do', async () => {
    const view = await open();
    await show(view);
    await view.page.focus('.draft:nth-child(1) .accept-sentence');
    await view.post({ type: 'written', written: ' river.' });
    assert.deepEqual(await view.texts('.draft:nth-child(1) .accepted'), ['river.']);
    assert.deepEqual(await view.texts('.draft:nth-child(1) .rest'), [' Then we rested.']);
    await view.post({ type: 'written', written: ' river. Then we rested.' });
    assert.equal(await view.page.getAttribute('.draft:nth-child(1) .accept-sentence', 'aria-disabled'), 'true');
    assert.match((await view.page.evaluate(() => document.activeElement?.className)) ?? '', /accept-sentence/);
  });

  it('says where a draft cannot be gone on with, and why one could not be written', async () => {
    const view = await open();
    await show(view);
    await view.post({ type: 'state', draft: 1, state: 'failed', reason: 'The engine is gone.' });
    await view.post({ type: 'written', written: ' sea' });
    assert.deepEqual(await view.texts('.draft .draft-note:visible'), [draftStrings.elsewhere, 'The engine is gone.']);
    await view.post({ type: 'written', written: null });
    assert.equal(await view.page.innerText('header .draft-note'), draftStrings.lost);
    await view.page.click('.draft:nth-child(1) .accept-all', { force: true });
    assert.deepEqual(await asked(view), []);
  });

  it('reads out what is finished and what is inserted, not every word', async () => {
    const view = await open();
    await show(view);
    const said = () => view.page.innerText('[role=status]');
    await view.post({ type: 'state', draft: 1, state: 'writing' });
    for (let i = 0; i < 5; i++) await view.post({ type: 'part', draft: 1, part: part(' on') });
    assert.equal(await said(), '');
    await view.post({ type: 'state', draft: 1, state: 'written' });
    assert.equal(await said(), '');
    await view.post({ type: 'state', draft: 2, state: 'written' });
    assert.equal(await said(), 'Written: 3');
    await view.page.click('.draft:nth-child(1) .accept-sentence');
    assert.equal(await said(), 'Inserted: river.');
  });

  it('tells every change of the settings, within their limits, and asks for new drafts by seeds not seen yet', async () => {
    const view = await open();
    await show(view);
    await view.page.fill('#setting-temperature', '7');
    await view.page.keyboard.press('Tab');
    await view.page.selectOption('#setting-guard', 'strong');
    await view.page.fill('#setting-words', '');
    await view.page.keyboard.press('Tab');
    await view.page.click('.write-again');
    const changed = { ...defaultSettings, temperature: 2 };
    assert.deepEqual(await asked(view), [
      { type: 'write', settings: changed },
      { type: 'write', settings: { ...changed, guard: 'strong' } },
      { type: 'write', settings: { ...changed, guard: 'strong' } },
      { type: 'write', settings: { ...changed, guard: 'strong', seed: 4 } },
    ]);
  });

  it('shows what it showed when it is made anew, and hands it back', async () => {
    const view = await open();
    await show(view);
    await view.post({ type: 'written', written: ' river.' });
    await view.page.waitForTimeout(700);
    await view.page.reload();
    await view.post();
    assert.deepEqual(await view.texts('.draft:nth-child(1) .accepted'), ['river.']);
    const [ready] = await view.sent();
    assert.deepEqual(ready, { type: 'ready', kept: { ...draftsShown, written: ' river.' } });
  });

  it('shows texts as they are written, whatever they hold', async () => {
    const view = await open();
    await show(view);
    await view.post({ type: 'part', draft: 1, part: part('<img src=x>') });
    assert.equal((await view.texts('.draft-text'))[1], '<img src=x>');
  });

  for (const width of [250, 300, 640, 1200]) {
    it(`fits into ${width} pixels`, async () => {
      const view = await open({ width });
      const long: ToDrafts = { type: 'part', draft: 1, part: part('Donaudampfschifffahrtsgesellschaft'.repeat(3)) };
      await show(view);
      await view.post(long);
      const [clientWidth, scrollWidth] = await view.page.evaluate(() => {
        const { clientWidth, scrollWidth } = document.documentElement;
        return [clientWidth, scrollWidth];
      });
      assert.ok(scrollWidth <= clientWidth, `${scrollWidth} > ${clientWidth}`);
      const lefts = await view.page
        .locator('.draft')
        .evaluateAll((all) => all.map((each) => Math.round(each.getBoundingClientRect().left)));
      assert.equal(new Set(lefts).size, width < 600 ? 1 : width < 1000 ? 2 : 3, lefts.join());
    });
  }
});
