// The page keeps the pace: a report of training costs less than a frame, whatever tab is seen, and as much text as is ever
// shown blocks nothing. Measured is the time that the page computes, not what a busy machine makes of it.

import assert from 'node:assert/strict';
import type { ToView } from '../../src/inspector/protocol';
import type { InspectorPage } from './inspectorPage';
import { english, model, tabSamples, textMessages, training } from './samples';
import { landmarks, measuredCurve, run } from './trainingSamples';
import { useInspector } from './useInspector';

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
});
