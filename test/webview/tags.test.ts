// The tags view as its reader meets it: tags with their probabilities, the note's words with what they speak for, and what
// there is to do where no tags have been learned.

import assert from 'node:assert/strict';
import type { TagReasons } from '../../src/engine/protocol/tags';
import type { InspectorPage } from './inspectorPage';
import { lowestContrast, overflowing } from './measures';
import { chineseReasons, englishReasons, tagsShown } from './tagSamples';
import { themes, type ThemeName } from './themes';
import { useInspector } from './useInspector';

const show = (view: InspectorPage, reasons: TagReasons, title?: string) =>
  view.post({ type: 'shown', shown: tagsShown(reasons, title) });

/** Pixels of the lines above and below each word. */
const linesOf = (view: InspectorPage) =>
  view.page.locator('#note-reasons .reason').evaluateAll((parts) =>
    parts.map((part) => {
      const { borderTopWidth, borderTopStyle, borderBottomWidth, borderBottomStyle } = getComputedStyle(part);
      return {
        above: borderTopStyle === 'dashed' ? parseFloat(borderTopWidth) : -1,
        below: borderBottomStyle === 'solid' ? parseFloat(borderBottomWidth) : -1,
      };
    }),
  );

describe('tags', () => {
  const open = useInspector();

  it('shows the tags as bars of their probabilities, and which the note has', async () => {
    const view = await open({ tab: 'tags' });
    await show(view, englishReasons);
    assert.deepEqual(
      await view.texts('#tag-bars .word'),
      englishReasons.tags.map(({ tag }) => tag),
    );
    assert.deepEqual((await view.texts('#tag-bars .probability')).slice(0, 2), ['96.2%', '41.0%']);
    const marked = view.page.locator('#tag-bars .word-row:has([role=img])');
    assert.deepEqual(await marked.locator('.word').allTextContents(), ['garden']);
    const lengths = await view.page
      .locator('#tag-bars .stack')
      .evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width));
    assert.ok(Math.abs(lengths[1]! / lengths[0]! - 0.41 / 0.962) < 0.01, lengths.join());
    assert.match((await view.texts('.tag-reasons > .caption')).join(), /The 10 most probable of 34\.$/);
  });

  it('reads as the note does, with lines below what speaks for the tag and above what speaks against it', async () => {
    const view = await open({ tab: 'tags' });
    await show(view, englishReasons);
    assert.deepEqual(
      await view.page.locator('.note-line').allTextContents(),
      englishReasons.lines.map(({ text }) => text),
    );
    const { contributions } = englishReasons.tags[0]!;
    const strongest = Math.max(...contributions.map(Math.abs));
    for (const [i, { above, below }] of (await linesOf(view)).entries()) {
      const share = contributions[i]! / strongest;
      assert.ok(Math.abs(below - 6 * Math.max(0, share)) <= 0.5, `word ${i}: ${below} px below for ${share}`);
      assert.ok(Math.abs(above - 6 * Math.max(0, -share)) <= 0.5, `word ${i}: ${above} px above for ${share}`);
    }
    assert.match((await view.texts('.sentence')).join(), /^Most for it: soup \+1\.3, .* Most against it: ran −0\.8/);
  });

  it('tells the exact value of a word that is chosen with the keys, or pointed at', async () => {
    const view = await open({ tab: 'tags' });
    await show(view, englishReasons);
    const facts = async () => (await view.texts('.word-facts')).join().replace(/\s+/g, ' ');
    assert.match(await facts(), /^Choose a word/);
    await view.page.locator('.reason', { hasText: 'soup' }).click();
    assert.match(await facts(), /^soup.*\+1\.3.*speaks for it · 100%/);
    await view.page.keyboard.press('ArrowLeft');
    await view.page.keyboard.press('ArrowLeft');
    assert.match(await facts(), /^salted.*\+0\.5/);
    await view.page.locator('.reason', { hasText: 'miles' }).hover();
    assert.match(await facts(), /^miles.*−0\.5.*speaks against it/);
    await view.page.mouse.move(1, 1);
    assert.match(await facts(), /^salted/);
    const label = await view.page.locator('.reason', { hasText: 'grandmother' }).getAttribute('aria-label');
    assert.match(label!, /^grandmother: .*unknown word$/);
    assert.equal(await view.page.locator('#note-reasons [tabindex="0"]').count(), 1);
  });

  it('tells of another tag when it is chosen, and goes on with it while it is there', async () => {
    const view = await open({ tab: 'tags' });
    await show(view, englishReasons);
    const before = await linesOf(view);
    await view.page.locator('.reason', { hasText: 'soup' }).click();
    await view.page.locator('#tag-bars .word-row').first().click();
    await view.page.keyboard.press('ArrowDown');
    assert.deepEqual(await view.texts('.reasons h2'), ['Why “garden”?']);
    assert.notDeepEqual(await linesOf(view), before);
    assert.deepEqual(await view.texts('.reason[aria-selected=true]'), ['soup']);
    const [first, second, ...rest] = englishReasons.tags;
    await show(view, { ...englishReasons, tags: [second!, first!, ...rest] });
    assert.deepEqual(await view.texts('.reasons h2'), ['Why “garden”?']);
    assert.deepEqual(await view.texts('.reason[aria-selected=true]'), ['soup']);
    await show(view, chineseReasons);
    assert.deepEqual(await view.texts('.reasons h2'), ['Why “厨房”?']);
    assert.equal(await view.page.locator('.reason[aria-selected=true]').count(), 0);
  });

  it('holds every number in a table', async () => {
    const view = await open({ tab: 'tags' });
    await show(view, englishReasons);
    await view.page.click('.tag-reasons summary >> nth=0');
    const rows = await view.texts('.reason-table tbody tr');
    assert.equal(rows.length, englishReasons.tags[0]!.contributions.length);
    const ran = rows.map((row) => row.split('\t')).find(([word]) => word === 'ran');
    assert.deepEqual(ran!.slice(0, 2), ['ran', '−0.84']);
    assert.equal(ran!.at(-1), 'speaks against it');
  });

  it('tells what comes from the network and what from single words, where both have an opinion', async () => {
    const view = await open({ tab: 'tags' });
    await show(view, englishReasons);
    await view.page.locator('.reason', { hasText: 'soup' }).click();
    const facts = (await view.texts('.word-facts .fact')).map((fact) => fact.split('\n'));
    assert.deepEqual(
      facts.map(([name]) => name),
      ['gradient × input, nats', 'from the network', 'from single words'],
    );
    const [total, network, words] = facts.map(([, value]) => Number(value!.replace('−', '-')));
    assert.ok(Math.abs(total! - network! - words!) < 0.06, facts.join());
    assert.equal(await view.page.locator('.reason-table tbody tr').first().locator('td').count(), 4);
    const alone = englishReasons.tags.map((tag) => ({ ...tag, ofNetwork: undefined }));
    await show(view, { ...englishReasons, tags: alone });
    assert.equal(await view.page.locator('.word-facts .fact').count(), 1);
    assert.equal(await view.page.locator('.reason-table tbody tr').first().locator('td').count(), 2);
  });

  it('says what to do where no tags have been learned, with a button that does it', async () => {
    const view = await open({ tab: 'tags' });
    await show(view, englishReasons);
    await view.post({ type: 'nothing', tab: 'tags', reason: 'No tags yet.', offer: 'suggestTags' });
    assert.equal(await view.page.locator('#tag-bars').isVisible(), false);
    assert.deepEqual(await view.texts('.tag-reasons > .empty p'), ['No tags yet.']);
    await view.page.focus('.tag-reasons > .empty button');
    await view.page.keyboard.press('Enter');
    assert.deepEqual((await view.sent()).at(-1), { type: 'run', command: 'suggestTags' });
    await view.post({ type: 'nothing', tab: 'tags', reason: 'No words.' });
    assert.equal(await view.page.locator('.tag-reasons > .empty button').count(), 0);
  });

  it('keeps markup in notes inert', async () => {
    const view = await open({ tab: 'tags' });
    const text = '<img src=x onerror="window.broken=1">';
    const lines = [{ text, words: [{ from: 0, to: text.length, known: true }] }];
    await show(view, {
      ...englishReasons,
      lines,
      tags: [{ tag: text, probability: 1, own: true, contributions: [1], ofNetwork: undefined }],
    });
    await view.page.locator('.reason').first().click();
    assert.equal(await view.page.locator('main :is(img, script)').count(), 0);
    assert.equal(await view.page.evaluate(() => 'broken' in window), false);
  });

  for (const width of [250, 1200]) {
    it(`fits into ${width} pixels`, async () => {
      const view = await open({ width, tab: 'tags' });
      const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
      const lines = [{ text: long, words: [{ from: 0, to: long.length, known: false }] }];
      const tags = [{ tag: `a/${long}`, probability: 0.5, own: true, contributions: [-1], ofNetwork: undefined }];
      for (const reasons of [englishReasons, chineseReasons, { ...englishReasons, lines, tags }]) {
        await show(view, reasons);
        await view.page.locator('.reason').first().click();
        assert.deepEqual(await overflowing(view, '.table'), { scrolls: false, out: [] });
      }
    });
  }

  for (const theme of Object.keys(themes) as ThemeName[]) {
    it(`keeps the words legible, and tells for from against without colour: ${theme}`, async () => {
      const view = await open({ theme, tab: 'tags' });
      await show(view, englishReasons);
      const contrast = await lowestContrast(view, '#note-reasons .reason');
      assert.ok(contrast >= 4.5, `contrast ${contrast}`);
      const lines = await linesOf(view);
      assert.equal(Math.max(...lines.map(({ below }) => below)), 6);
      assert.ok(Math.max(...lines.map(({ above }) => above)) >= 3);
      assert.ok(lines.every(({ above, below }) => above === 0 || below === 0));
    });
  }
});
