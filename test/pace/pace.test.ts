// The page keeps the pace: a report of training costs less than a frame, whatever tab is seen, and as much text as is ever
// shown blocks nothing. Measured is the time that the page computes, not what a busy machine makes of it; where it is the
// clock's, there is room. Runs alone, as all that measures time.

import assert from 'node:assert/strict';
import type { ToView } from '../../src/inspector/protocol';
import type { InspectorPage } from '../webview/inspectorPage';
import { embedding, wordsShown } from '../webview/networkSamples';
import { english, model, tabSamples, textMessages, training } from '../webview/samples';
import { landmarks, lossCurve, measuredCurve, run, runs } from '../webview/trainingSamples';
import { useInspector } from '../webview/useInspector';

/** Milliseconds: one of 60 frames a second; and what a reader would notice. */
const frame = 1000 / 60;
const noticed = 200;

/** Tokens, the most that the panel sends of a longer document. */
const mostTokens = 5000;

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);

describe('pace', function () {
  this.timeout(60_000);
  const open = useInspector();

  /** A run that has gone on for long, with three others laid over it, and all tabs filled. */
  async function learning(tab: 'training' | 'text'): Promise<InspectorPage> {
    const view = await open({ tab: 'training' });
    const past = [0, 1, 2].map((index) => run(`r${index}`, { points: measuredCurve(300, index / 20) }));
    await view.post(
      { type: 'status', status: training, model },
      { type: 'landmarks', landmarks },
      { type: 'losses', points: measuredCurve(2000), replace: true },
      { type: 'runs', runs: past, replace: true },
      ...Object.entries(tabSamples).flatMap(([name, messages]) => (name === 'training' ? [] : messages)),
    );
    for (const { run: name } of past) await view.page.check(`.runs input[value=${name}]`);
    await view.choose(tab);
    return view;
  }

  function reports(count: number): (readonly ToView[])[] {
    const last = measuredCurve(2000).at(-1)!;
    return Array.from({ length: count }, (_, index) => [
      { type: 'losses', points: [{ ...last, tokens: last.tokens + 1000 * (index + 1) }], replace: false },
      { type: 'status', status: training, model },
    ]);
  }

  for (const tab of ['training', 'text'] as const) {
    it(`of 60 frames a second, while reports arrive and the tab ${tab} is seen`, async () => {
      const view = await learning(tab);
      const scripts: number[] = [];
      for (const report of reports(20)) {
        scripts.push(await view.busy(() => view.post(...report), 'ScriptDuration'));
      }
      assert.ok(Math.max(...scripts) < frame, `${sorted(scripts).at(-1)} ms`);
      const all: number[] = [];
      for (const report of reports(20)) all.push(await view.busy(() => view.post(...report)));
      assert.ok(sorted(all)[all.length >> 1]! < frame, `${sorted(all).join(', ')} ms`);
    });
  }

  it('of a reader, with as much of a document as is ever shown', async () => {
    const view = await open();
    const paragraphs = Array.from({ length: Math.ceil(mostTokens / english.length) }, () => english);
    const costs: number[] = [];
    for (const message of textMessages(paragraphs, { whole: false })) {
      costs.push(await view.busy(() => view.post(message)));
    }
    assert.ok(Math.max(...costs) < noticed, `${sorted(costs).at(-1)} ms`);
    assert.ok(sorted(costs)[costs.length >> 1]! < frame, `${sorted(costs)[costs.length >> 1]} ms for a paragraph`);
    const elements = await view.page.locator('*').count();
    assert.ok(elements < 1.2 * mostTokens, `${elements} elements`);
  });

  it('draws at most once a frame while reports arrive, with twelve runs over it', async () => {
    const view = await open({ tab: 'training' });
    const over = Array.from({ length: 12 }, (_, index) => run(`r${index}`, { points: measuredCurve(300, index / 20) }));
    await view.post(
      { type: 'status', status: { state: 'idle' }, model },
      { type: 'landmarks', landmarks },
      { type: 'runs', runs: [...runs, ...over], replace: true },
    );
    for (const { run: name } of over) await view.page.check(`.runs input[value=${name}]`);
    await view.post({ type: 'losses', points: measuredCurve(4000), replace: true });
    const frames = await view.page.evaluate(
      (points) =>
        new Promise<number[]>((done) => {
          const times: number[] = [];
          const tick = (time: number) => {
            times.push(time);
            const point = { ...points, tokens: points.tokens + times.length * 100 };
            window.postMessage({ type: 'losses', points: [point], replace: false }, '*');
            if (times.length < 60) requestAnimationFrame(tick);
            else done(times);
          };
          requestAnimationFrame(tick);
        }),
      { ...measuredCurve(200).at(-1)!, tokens: 1e9 },
    );
    const gaps = sorted(frames.slice(1).map((time, index) => time - frames[index]!));
    const median = gaps[gaps.length >> 1]!;
    assert.ok(median < 34, `a frame takes ${median} ms`);
  });

  it('of whoever zooms a map of a thousand words', async () => {
    const view = await open({ tab: 'words' });
    await view.post({ type: 'shown', shown: { ...wordsShown(), embedding: embedding(1000) } });
    await view.page.locator('#word-map').focus();
    const start = Date.now();
    for (let i = 0; i < 20; i++) {
      await view.page.keyboard.press(i % 2 ? '-' : '+');
      await view.post();
    }
    const milliseconds = (Date.now() - start) / 20;
    assert.ok(milliseconds < 150, `${milliseconds} ms a step`);
  });

  it('with 20,000 losses and 2,000 tokens', async () => {
    const view = await open();
    const points = lossCurve(20_000);
    const tokens = Array.from({ length: 2000 }, (_, index) => english[index % english.length]!);
    const start = Date.now();
    await view.post({ type: 'status', status: training, model });
    await view.post({ type: 'losses', points, replace: true });
    await view.post(...textMessages([tokens]));
    await view.page.locator('.token').nth(8).click();
    for (let index = 0; index < 10; index++) {
      await view.post({ type: 'losses', points: [{ ...points.at(-1)!, tokens: 2e8 + index }], replace: false });
    }
    await view.page.keyboard.press('End');
    assert.equal(await view.page.locator('.token').last().getAttribute('aria-selected'), 'true');
    const seconds = (Date.now() - start) / 1000;
    assert.ok(seconds < 30, `${seconds} s`);
  });
});
