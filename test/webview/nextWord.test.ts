// The view of the next word: bars that say where a probability comes from, what is told of the selected word, and the way
// to the notes.

import assert from 'node:assert/strict';
import type { FromView, NextShown } from '../../src/inspector/protocol';
import type { InspectorPage } from './inspectorPage';
import { chinese, countsOnly, english, halfTyped, nextSamples, places } from './nextSamples';
import { useInspector } from './useInspector';

const first = english.explanation.words[0]!;

async function show(view: InspectorPage, shown: NextShown = english): Promise<void> {
  await view.post({ type: 'shown', shown }, { type: 'places', found: places });
}

const selected = (view: InspectorPage) => view.texts('.word-row[aria-selected=true] .word');

describe('next word', () => {
  const open = useInspector();
  const openNext = (options: Parameters<typeof open>[0] = {}) => open({ tab: 'next', ...options });

  it('waits for an answer, and says why there is none', async () => {
    const view = await openNext();
    assert.deepEqual(await view.texts('#panel-next .empty'), ['One moment…']);
    assert.equal(await view.page.locator('#suggested').isVisible(), false);
    await show(view);
    assert.equal(await view.page.locator('#panel-next .empty').isVisible(), false);
    const reason = 'The cursor stands in code.';
    await view.post({ type: 'nothing', tab: 'next', reason });
    assert.deepEqual(await view.texts('#panel-next .empty'), [reason]);
    assert.equal(await view.page.locator('#suggested').isVisible(), false);
  });

  it('shows the suggested words, likeliest first, and what is left: together one', async () => {
    const view = await openNext();
    await show(view);
    const { words, rest } = english.explanation;
    assert.deepEqual(
      await view.texts('.word-row .word'),
      words.map(({ text }) => text),
    );
    const percentages = await view.texts('.word-bars .probability');
    const total = percentages.reduce((sum, text) => sum + parseFloat(text), 0);
    assert.ok(Math.abs(total - 100) < 0.5, percentages.join());
    assert.match(percentages.at(-1)!, new RegExp(`^${(100 * rest.unsuggested).toFixed(1)}%`));
  });

  it('divides each bar by where the probability comes from', async () => {
    const view = await openNext();
    await show(view);
    const widths = await view.page
      .locator('.word-row')
      .evaluateAll((rows) =>
        rows.map((row) => [...row.querySelectorAll('.part')].map((part) => part.getBoundingClientRect().width)),
      );
    const longest = widths[0]!.reduce((sum, width) => sum + width);
    const groups = [['network', 'memory'], ['notes', 'folded', 'skipping', 'neighbours'], ['document']];
    english.explanation.words.slice(0, 6).forEach(({ parts, probability }, row) => {
      groups.forEach((names, group) => {
        const share = parts.filter(({ name }) => names.includes(name)).reduce((sum, part) => sum + part.share, 0);
        const wanted = (longest * probability * share) / first.probability;
        assert.ok(Math.abs(widths[row]![group]! - wanted) < 1.5, `row ${row}: ${widths[row]!.join()} not ${wanted}`);
      });
    });
    const heard = await view.page.locator('.word-row').first().textContent();
    assert.match(heard!, /^1river\d+\.\d%network \d+\.\d%, your notes \d+\.\d%, this document \d+\.\d%$/);
  });

  it('tells parts apart without colour, and says what they are', async () => {
    const view = await openNext();
    await show(view);
    const patterns = await view.page
      .locator('.origins .swatch')
      .evaluateAll((swatches) => swatches.map((swatch) => getComputedStyle(swatch).backgroundImage.split('(')[0]));
    assert.deepEqual(patterns, ['none', 'repeating-linear-gradient', 'radial-gradient']);
    const names = (await view.texts('.origins strong')).join();
    assert.equal(names, 'network,your notes,this document');
  });

  it('shows the sum behind the selected word', async () => {
    const view = await openNext();
    await show(view);
    assert.deepEqual(await selected(view), ['river']);
    assert.deepEqual(await view.texts('#why h2'), ['Why “river”?']);
    const cells = await view.page
      .locator('.sources tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) => [...row.querySelectorAll('td')].map((cell) => parseFloat(cell.textContent))),
      );
    assert.equal(cells.length, first.parts.length + 1);
    const parts = cells.slice(0, -1) as [number, number, number][];
    const sum = parts.reduce((total, [lambda, said]) => total + (lambda * said) / 100, 0);
    assert.ok(Math.abs(sum - 100 * first.mixture) < 0.2, `${sum}`);
    assert.ok(Math.abs(parts.reduce((total, [, , share]) => total + share, 0) - 100) < 0.5);
    assert.deepEqual(
      parts.map(([, , share]) => share),
      parts.map(([, , share]) => share).sort((a, b) => b - a),
    );
  });

  it('is chosen from with the arrow keys, and by a click', async () => {
    const view = await openNext();
    await show(view);
    await view.page.locator('.word-row').nth(1).click();
    assert.deepEqual(await selected(view), ['garden']);
    for (const [key, word] of [
      ['ArrowDown', 'station'],
      ['End', 'old'],
      ['ArrowDown', 'old'],
      ['ArrowUp', 'same'],
      ['Home', 'river'],
    ] as const) {
      await view.page.keyboard.press(key);
      assert.deepEqual(await selected(view), [word], key);
      assert.deepEqual(await view.texts('#why h2'), [`Why “${word}”?`]);
    }
  });

  it('shows what the network says with all, with the last word and with nothing', async () => {
    const view = await openNext();
    await show(view);
    assert.deepEqual(await view.texts('.memory tbody th'), ['all you wrote', 'only “the”', 'nothing']);
    assert.match((await view.texts('#memory .caption')).join(), /this word 12 times as likely as the last word alone/);
    const lengths = await view.page
      .locator('.memory-bar')
      .evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width));
    assert.ok(Math.abs(lengths[1]! / lengths[0]! - 0.0098 / 0.121) < 0.03, lengths.join());
    await view.page.locator('.word-row').nth(1).click();
    assert.match((await view.texts('#memory .caption')).join(), /says nearly the same/);
    await view.page.locator('.word-row').nth(6).click();
    assert.match((await view.texts('#memory .caption')).join(), /does not know this word/);
    await view.page.locator('.word-row').nth(7).click();
    assert.match((await view.texts('#memory .caption')).join(), /2\.1 times less likely/);
  });

  it('says how uncertain the prediction is', async () => {
    const view = await openNext();
    await show(view);
    const facts = (await view.texts('#uncertainty .fact')).join(' | ');
    assert.match(facts, /6\.3 bits\s+as uncertain as among 80 equally likely words/);
    assert.match(facts, /7\.1 bits\s+as uncertain as among 141 equally likely words/);
    assert.match(facts, /1,204/);
  });

  it('asks for the places of the selected word, shows them and opens them', async () => {
    const view = await openNext();
    await view.post({ type: 'shown', shown: english });
    assert.match((await view.texts('#places')).join(), /Looking through your notes/);
    await view.post({ type: 'places', found: places });
    const asked = (await view.sent()).filter((message) => message.type === 'places');
    assert.deepEqual(asked, [{ type: 'places', word: 'river', context: first.context }] satisfies FromView[]);
    assert.match((await view.texts('#places')).join(), /7× after “down to the”/);
    const names = await view.texts('.place-name');
    assert.equal(names[1], 'diary/2025-03-23.md, line 12');
    assert.deepEqual(new Set(await view.texts('.place mark')), new Set(['river']));
    await view.page.locator('.place').nth(1).click();
    const [, second] = places.places;
    const { file, line, column } = second!;
    assert.deepEqual((await view.sent()).at(-1), { type: 'open', place: { file, line, column } });
  });

  it('does not show the places of another word', async () => {
    const view = await openNext();
    await show(view);
    await view.page.locator('.word-row').nth(1).click();
    await view.post({ type: 'places', found: places });
    assert.equal(await view.page.locator('.place').count(), 0);
    const none = { ...places, word: 'garden', count: 0, context: [], places: [] };
    await view.post({ type: 'places', found: none });
    assert.match((await view.texts('#places')).join(), /No note holds this word/);
    await view.post({ type: 'places', found: { ...none, count: 3 } });
    assert.match((await view.texts('#places')).join(), /files have changed/);
    await view.post({ type: 'places', found: { ...places, word: 'garden', context: [] } });
    assert.match((await view.texts('#places')).join(), /7×, but never after “the”/);
  });

  it('shows what is typed of a word, and that probabilities are given that', async () => {
    const view = await openNext();
    await show(view, halfTyped);
    assert.match((await view.texts('.words > .caption')).join(), /begins with “ri”/);
    assert.match((await view.texts('.rest')).join(), /all other words.*one key away/s);
    assert.deepEqual(await view.texts('.word-row .typed'), ['ri', 'ri', 'ri']);
    assert.match((await view.texts('#why .caption')).join(), /Given what is typed of it, that is 93\.5%/);
    await show(view, chinese);
    assert.match((await view.texts('.words > .caption')).join(), /finished word or the beginning/);
    assert.deepEqual(await view.texts('.word-row .typed'), ['上学']);
  });

  it('shows counts alone where no network has learned', async () => {
    const view = await openNext();
    await show(view, countsOnly);
    assert.match((await view.texts('#memory')).join(), /No network has learned yet/);
    assert.equal(await view.page.locator('#panel-next .memory').count(), 0);
    assert.equal(await view.page.locator('#uncertainty .fact').count(), 2);
  });

  it('keeps the selected word while the cursor moves, and while it is hidden', async () => {
    const view = await openNext();
    await show(view);
    await view.page.locator('.word-row').nth(1).click();
    const [head, ...others] = english.explanation.words;
    const moved = { ...english.explanation, words: [...others, head!] };
    await show(view, { ...english, explanation: moved });
    assert.deepEqual(await selected(view), ['garden']);
    await view.page.reload();
    assert.deepEqual(await selected(view), ['garden']);
    assert.equal(await view.page.locator('#tab-next').getAttribute('aria-selected'), 'true');
    await show(view, halfTyped);
    assert.deepEqual(await selected(view), ['river']);
  });

  for (const width of [250, 300, 480, 1200]) {
    it(`fits into ${width} pixels`, async () => {
      const view = await openNext({ width });
      const long = {
        ...first,
        text: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
      };
      const words = [long, ...english.explanation.words];
      const before = `${long.text.repeat(2)} `;
      for (const shown of [english, chinese, { ...english, before, explanation: { ...english.explanation, words } }]) {
        await show(view, shown);
        const out = await view.page.evaluate(() => {
          const right = document.documentElement.clientWidth + 1;
          return [...document.querySelectorAll('#panel-next *')]
            .filter((part) => part.getBoundingClientRect().right > right)
            .map(({ outerHTML }) => outerHTML.slice(0, 100));
        });
        assert.deepEqual(out, []);
      }
    });
  }

  it('keeps markup in notes inert', async () => {
    const view = await openNext();
    const text = '<img src=x onerror="window.broken=1">';
    const words = [{ ...first, text, context: [text] }];
    await view.post(
      {
        type: 'shown',
        shown: { ...english, title: text, before: text, explanation: { ...english.explanation, words } },
      },
      {
        type: 'places',
        found: { ...places, word: text, context: [text], places: [{ ...places.places[0]!, before: text }] },
      },
    );
    assert.deepEqual(await view.texts('.word-row .word'), [text]);
    assert.equal(await view.page.locator('main img').count(), 0);
    assert.equal(await view.page.evaluate(() => 'broken' in window), false);
  });

  it('takes its samples as they are', async () => {
    const view = await openNext();
    await view.post(...nextSamples);
    assert.equal(await view.page.locator('.place').count(), places.places.length);
  });
});
