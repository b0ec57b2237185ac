// The network, unrolled: a grid that can be walked through by keys, stages that explain themselves with the engine's
// numbers, a training step that can be tried, and similar places that can be found.

import assert from 'node:assert/strict';
import type { InspectorPage, PageOptions } from './inspectorPage';
import { networkShown, similar, tried, unrolled, type UnrolledOptions } from './networkSamples';
import { useInspector } from './useInspector';

describe('the network view', () => {
  const open = useInspector();

  async function shown(options: UnrolledOptions = {}, page: PageOptions = {}): Promise<InspectorPage> {
    const view = await open({ tab: 'network', ...page });
    await view.post({ type: 'shown', shown: networkShown(options) });
    return view;
  }
  const selected = (view: InspectorPage) => view.page.locator('.unrolled [aria-selected=true]');
  const details = async (view: InspectorPage) => (await view.texts('.stage-details')).join().replace(/\s+/g, ' ');

  it('says why there is nothing to show, before and after', async () => {
    const view = await open({ tab: 'network' });
    assert.match((await view.texts('.network .empty:visible')).join(), /^One moment…$/);
    await view.post({ type: 'shown', shown: networkShown() });
    assert.deepEqual(await view.texts('.network .empty:visible'), []);
    await view.post({ type: 'nothing', tab: 'network', reason: 'Nothing has been learned yet.' });
    assert.deepEqual(await view.texts('.network .empty:visible'), ['Nothing has been learned yet.']);
    assert.equal(await view.page.locator('.unrolled:visible').count(), 0);
  });

  it('has a column for every word, from the word at the bottom to the loss at the top', async () => {
    const view = await shown();
    const { steps } = unrolled();
    assert.deepEqual(
      (await view.texts('.row-input .input-word')).map((text) => text.replaceAll('␣', '').trim()),
      ['⇤ beginning', ...steps.slice(1).map(({ input }) => input.text.trim())],
    );
    const losses = (await view.texts('.row-loss .cell')).map((text) => Number(/[\d.]+$/.exec(text)?.[0]));
    steps.forEach(({ target }, t) => {
      if (target) assert.ok(Math.abs(losses[t]! + target.logprob) < 0.006, `loss ${t}`);
    });
    assert.equal(await view.page.locator('.row-state canvas').count(), steps.length);
    assert.equal(await view.page.locator('.row-gates canvas').count(), 4 * steps.length);
    const order = await view.page
      .locator('.unrolled .of-step')
      .evaluateAll((cells) =>
        cells
          .filter((cell) => !cell.classList.contains('stage-W'))
          .map((cell) => Math.round(cell.getBoundingClientRect().top)),
      );
    assert.deepEqual(
      order,
      [...order].sort((a, b) => a - b),
    );
  });

  it('begins at the caret, and goes through the words by buttons and keys', async () => {
    const view = await shown({ at: 6 });
    const word = async () => (await view.texts('.stage-details .at-word')).join();
    assert.equal(await word(), 'river');
    await view.page.click('button:has-text("One word back")');
    assert.equal(await word(), 'the');
    await selected(view).focus();
    await view.page.keyboard.press('ArrowLeft');
    assert.equal(await word(), 'to');
    await view.page.keyboard.press('Home');
    assert.equal(await word(), '⇤ beginning');
    assert.equal(await view.page.locator('button:has-text("One word back")').isDisabled(), true);
    await view.page.keyboard.press('End');
    assert.equal(await word(), 'where');
    assert.equal(await view.page.locator('button:has-text("One word on")').isDisabled(), true);
    assert.equal(await selected(view).count(), 1);
    assert.equal(await view.page.locator('.unrolled [tabindex="0"]').count(), 1);
    // What is chosen is in sight within the box that scrolls.
    const cell = (await selected(view).boundingBox())!;
    const box = (await view.page.locator('.unrolled-box').boundingBox())!;
    assert.ok(cell.x >= box.x && cell.x + cell.width <= box.x + box.width + 1);
  });

  it('explains every stage: its equation, its shapes, its numbers', async () => {
    const view = await shown();
    await selected(view).focus();
    const seen: string[] = [];
    for (let i = 0; i < 8; i++) await view.page.keyboard.press('ArrowUp');
    for (let i = 0; i < 8; i++) {
      seen.push(await details(view));
      await view.page.keyboard.press('ArrowDown');
    }
    const { steps, at } = unrolled();
    const { h } = steps[at]!.layers[0]!;
    const strongest = h.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most));
    for (const [i, expected] of [
      /The loss.*Lt = −ln pt\(wt\+1\).*Rank/,
      /What may come next.*pt = softmax\(V st \+ by\).*Logit.*7\.000/,
      /V st \+ by.*m × n 8,192 × 64.*encoder\.weight/,
      new RegExp(`State.*ct = ft ⊙ ct−1 \\+ it ⊙ gt.*st = ot ⊙ tanh\\(ct\\).*${strongest.toFixed(3)}`),
      /W st−1.*n × n 64 × 64.*rnn\.weight_hh_l0 256 × 64 12\.8 1\.6 · 1\.9 · 2\.2 · 2\.5/,
      /Gates.*it = σ\(Ui xt \+ Wi st−1 \+ bi\).*ot: 64 numbers|Gates.*oₜ: 64 numbers/,
      /U xt.*n × m 64 × 8,192.*rnn\.weight_ih_l0/,
      /The word that goes in.*All zeros but for a one.*64 numbers/,
    ].entries()) {
      assert.match(seen[i]!, expected);
    }
  });

  it('has the equations of each cell', async () => {
    const view = await shown({ cell: 'gru' });
    await view.page.locator('.row-gates .of-step').click();
    assert.match(await details(view), /rt = .*zt = .*nt = tanh\(Un xt \+ bn \+ rt ⊙ \(Wn st−1 \+ b′n\)\)/);
    await view.post({ type: 'shown', shown: networkShown({ cell: 'rnn', numLayers: 2 }) });
    await view.page.locator('.row-state .of-step').first().click();
    assert.match(await details(view), /State · layer 2.*st = tanh\(at\)/);
    await view.page.locator('.row-gates .of-step').first().click();
    assert.match(await details(view), /at = U st\(1\) \+ W st−1 \+ b/);
  });

  it('lets every unit be read by keys, as a slider', async () => {
    const view = await shown();
    const { steps, at } = unrolled();
    const { h } = steps[at]!.layers[0]!;
    const slider = view.page.locator('.stage-details [role=slider]').first();
    await slider.focus();
    await view.page.keyboard.press('Home');
    assert.equal(await slider.getAttribute('aria-valuetext'), `sₜ, unit 1: ${h[0]!.toFixed(3)}`);
    await view.page.keyboard.press('ArrowRight');
    await view.page.keyboard.press('ArrowDown');
    assert.equal(await slider.getAttribute('aria-valuetext'), `sₜ, unit 10: ${h[9]!.toFixed(3)}`);
    assert.equal(await slider.getAttribute('aria-valuenow'), '10');
    await view.page.keyboard.press('End');
    await view.page.keyboard.press('ArrowRight');
    assert.equal(await slider.getAttribute('aria-valuenow'), '64');
  });

  it('tries a training step, and shows what came of it', async () => {
    const view = await shown();
    await view.page.selectOption('.try-step select', '0.01');
    await view.page.click('text=Try one step');
    assert.deepEqual((await view.sent()).at(-1), {
      type: 'ask',
      question: { kind: 'tryStep', learningRate: 0.01 },
    });
    assert.equal(await view.page.locator('.try-step .button').isDisabled(), true);
    await view.post({ type: 'answer', answer: { kind: 'tryStep', tried } });
    const text = (await view.texts('.step-result')).join().replace(/\s+/g, ' ');
    assert.match(text, /4\.05 → 2\.68.*1\.28 clipped to 0\.5/);
    assert.match(text, /rnn\.weight_hh_l0 256 × 64 0\.052 0\.38/);
    assert.equal(await view.page.locator('.try-step .button').isDisabled(), false);
    // By other weights the same words are read: the result stays. Of other words it goes.
    await view.post({ type: 'shown', shown: networkShown() });
    assert.notDeepEqual(await view.texts('.step-result'), ['']);
    await view.post({ type: 'shown', shown: networkShown({ words: ['Other', 'words'] }) });
    assert.deepEqual(await view.texts('.step-result'), ['']);
    await view.page.click('text=Try one step');
    await view.post({ type: 'noAnswer', kind: 'tryStep', reason: 'There is not enough memory.' });
    assert.deepEqual(await view.texts('.step-result'), ['There is not enough memory.']);
  });

  it('finds similar places, tells how far it is, and can be stopped', async () => {
    const view = await shown({ at: 5 });
    const { h } = unrolled().steps[5]!.layers[0]!;
    const above = (threshold: number) => h.filter((value) => value > threshold).length;
    const count = async () => (await view.texts('.similar output')).join();
    assert.equal(await count(), `${above(0.3)} of 64 units are above 0.300`);
    await view.page.locator('#threshold').focus();
    await view.page.keyboard.press('ArrowRight');
    assert.equal(await count(), `${above(0.35)} of 64 units are above 0.350`);
    await view.page.selectOption('#pattern-words', '2');
    await view.page.click('text=Find similar places');
    assert.deepEqual((await view.sent()).at(-1), {
      type: 'ask',
      question: { kind: 'similar', layer: 0, threshold: 0.35, from: 4, to: 5 },
    });
    await view.post({ type: 'answering', kind: 'similar', done: 0.4 });
    assert.equal(await view.page.locator('.similar progress').getAttribute('value'), '0.4');
    await view.page.click('text=Stop searching');
    assert.deepEqual((await view.sent()).at(-1), { type: 'callOff', kind: 'similar' });
    await view.post({ type: 'noAnswer', kind: 'similar', reason: undefined });
    assert.deepEqual(await view.texts('.similar-result'), ['The search was stopped.']);
    await view.page.click('text=Find similar places');
    await view.post({ type: 'answer', answer: { kind: 'similar', found: similar } });
    assert.deepEqual(await view.texts('.similar-result mark'), ['harbour', '公园']);
    assert.match((await view.texts('.similar-result li')).join(), /9 of 11 units shared, 81%/);
    await view.page.click('text=2025-03-02.md, line 5');
    assert.deepEqual((await view.sent()).at(-1), {
      type: 'open',
      place: { file: '/notes/diary/2025-03-02.md', line: 5, column: 37 },
    });
  });

  it('calls off what is under way where other words are shown', async () => {
    const view = await shown();
    await view.page.click('text=Try one step');
    await view.page.click('text=Find similar places');
    await view.post({ type: 'shown', shown: networkShown() });
    const calledOff = async () => (await view.sent()).flatMap((sent) => (sent.type === 'callOff' ? [sent.kind] : []));
    assert.deepEqual(await calledOff(), []);
    await view.post({ type: 'shown', shown: networkShown({ words: ['Other', 'words'] }) });
    assert.deepEqual(await calledOff(), ['tryStep', 'similar']);
    await view.post(
      { type: 'noAnswer', kind: 'tryStep', reason: undefined },
      { type: 'noAnswer', kind: 'similar', reason: undefined },
    );
    assert.deepEqual(await view.texts('.similar-result, .step-result'), ['', '']);
  });

  it('keeps what the reader looks at while the network learns', async () => {
    const view = await shown({ at: 6 });
    await view.page.locator('.row-output .cell').nth(3).click();
    const before = await details(view);
    await view.post({ type: 'shown', shown: networkShown({ at: 6 }) });
    assert.equal(await details(view), before);
    assert.equal(await selected(view).evaluate((cell) => cell === document.activeElement), true);
    await view.post({ type: 'shown', shown: networkShown({ words: ['Quite', 'other', 'words'], at: 2 }) });
    assert.equal((await view.texts('.stage-details .at-word')).join(), 'other');
  });

  it('keeps markup inert, long words short, and right-to-left words in their direction', async () => {
    const words = ['<img src=x onerror="window.broken=1">', 'x'.repeat(10_000), 'שלום', '👩‍👩‍👧', '\u200b'];
    const view = await shown({ words, at: 3 }, { width: 320 });
    assert.equal(await view.page.locator('main img').count(), 0);
    assert.equal(await view.page.evaluate(() => 'broken' in window), false);
    const widths = await view.page.locator('.row-input .cell').evaluateAll((cells) => cells.map((c) => c.clientWidth));
    assert.ok(Math.max(...widths) < 200, widths.join());
    assert.deepEqual((await view.texts('.stage-details .at-word')).join(), 'שלום');
  });

  for (const width of [250, 300, 480, 1000]) {
    it(`fits into ${width} pixels; the network scrolls in its own box`, async () => {
      for (const options of [{}, { cell: 'gru', numLayers: 2, hiddenSize: 512 }] as const) {
        const view = await shown(options, { width });
        await view.post(
          { type: 'answer', answer: { kind: 'tryStep', tried } },
          { type: 'answer', answer: { kind: 'similar', found: similar } },
        );
        for (const stage of ['state', 'gates', 'U', 'output', 'input', 'loss']) {
          await view.page.locator(`.row-${stage} .of-step`).first().click();
          const scrolls = await view.page.evaluate(
            () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
          );
          assert.equal(scrolls, false, stage);
        }
      }
    });
  }

  it('draws a thousand units in two layers quickly', async () => {
    const view = await open({ tab: 'network' });
    const message = { type: 'shown', shown: networkShown({ hiddenSize: 1024, numLayers: 2 }) } as const;
    const milliseconds = await view.busy(async () => {
      await view.post(message);
      await view.page.locator('.row-output .cell').nth(3).click();
    });
    assert.ok(milliseconds < 1000, `${milliseconds} ms`);
  });
});
