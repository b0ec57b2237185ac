// The loss chart as its readers know it: what it shows before, while and after losses arrive, in numbers as well as in
// the curve.

import assert from 'node:assert/strict';
import type { InspectorPage } from './inspectorPage';
import { model, training } from './samples';
import { lossCurve } from './trainingSamples';
import { useInspector } from './useInspector';

const curve = lossCurve(200);

/** The latest losses, as the legend has them. */
async function lastLosses(view: InspectorPage): Promise<string[]> {
  return (await view.texts('.legend .entry')).map((entry) => entry.split(' · ')[0]!);
}

function written(trainLoss: number, validLoss?: number): string[] {
  const losses = [`Training ${trainLoss.toFixed(2)}`, `Held-out notes ${(validLoss ?? 0).toFixed(2)}`];
  return validLoss === undefined ? losses.slice(0, 1) : losses;
}

describe('loss chart', () => {
  const open = useInspector();

  it('says what to do while there is no loss', async () => {
    const view = await open({ tab: 'training' });
    assert.deepEqual(await view.texts('#loss-chart .empty:visible'), [
      'No loss yet. Start learning, and watch the curve fall.',
    ]);
    assert.equal(await view.page.locator('#loss-chart canvas').count(), 0);
    assert.deepEqual(await lastLosses(view), []);
  });

  it('draws the losses that arrive, and goes on with those that follow', async () => {
    const view = await open({ tab: 'training' });
    await view.post({ type: 'losses', points: curve.slice(0, 100), replace: true });
    assert.equal(await view.page.locator('#loss-chart canvas').count(), 1);
    assert.equal(await view.page.locator('#loss-chart .empty').isVisible(), false);
    assert.deepEqual(await lastLosses(view), written(curve[99]!.trainLoss, curve[99]!.validLoss));
    await view.post({ type: 'losses', points: curve.slice(100, 145), replace: false });
    // Held-out notes were last read at point 140.
    assert.deepEqual(await lastLosses(view), written(curve[144]!.trainLoss, curve[139]!.validLoss));
    assert.equal(await view.page.locator('#loss-chart canvas').count(), 1);
  });

  it('begins anew when all losses are replaced, also by none', async () => {
    const view = await open({ tab: 'training' });
    await view.post({ type: 'losses', points: curve, replace: true });
    await view.post({ type: 'losses', points: lossCurve(3, 100), replace: true });
    assert.deepEqual(await lastLosses(view), written(lossCurve(3)[2]!.trainLoss));
    await view.post({ type: 'losses', points: [], replace: true });
    assert.equal(await view.page.locator('#loss-chart canvas').count(), 0);
    assert.equal(await view.page.locator('#loss-chart .empty').isVisible(), true);
  });

  it('draws a single point', async () => {
    const view = await open({ tab: 'training' });
    await view.post({ type: 'losses', points: curve.slice(9, 10), replace: true });
    assert.equal(await view.page.locator('#loss-chart canvas').count(), 1);
    assert.deepEqual(await lastLosses(view), written(curve[9]!.trainLoss, curve[9]!.validLoss));
  });

  it('survives losses that are no numbers', async () => {
    const view = await open({ tab: 'training' });
    const broken = curve.map((point, index) =>
      index < 50 ? point : { ...point, trainLoss: Number.NaN, validLoss: Number.NaN },
    );
    await view.post({ type: 'losses', points: broken, replace: true });
    assert.deepEqual(await lastLosses(view), written(curve[49]!.trainLoss, curve[49]!.validLoss));
  });

  it('reads the latest losses out, in nats and as perplexity', async () => {
    const view = await open({ tab: 'training' });
    await view.post({
      type: 'losses',
      points: [{ ...curve[9]!, trainLoss: Math.log(150), validLoss: Math.log(200) }],
      replace: true,
    });
    assert.deepEqual(await view.texts('.legend .entry'), [
      'Training 5.01 · perplexity 150',
      'Held-out notes 5.30 · perplexity 200',
    ]);
    const label = await view.page.locator('#loss-chart').getAttribute('aria-label');
    assert.equal(label, 'Loss, Training 5.01 · perplexity 150, Held-out notes 5.30 · perplexity 200');
  });

  it('tells the values under the cursor, within the chart', async () => {
    const view = await open({ tab: 'training', width: 420 });
    await view.post({ type: 'status', status: training, model }, { type: 'losses', points: curve, replace: true });
    const chart = (await view.page.locator('.u-over').boundingBox())!;
    for (const share of [0.02, 0.5, 0.98]) {
      await view.page.mouse.move(chart.x + chart.width * share, chart.y + 80);
      const tooltip = (await view.page.locator('.tooltip').boundingBox())!;
      assert.match(
        (await view.texts('.tooltip')).join(),
        /words seen · epoch \d\.\d · \d+ \w+\s*Training \d\.\d\d · perplexity/,
      );
      assert.equal(tooltip.x >= 0 && tooltip.x + tooltip.width <= 420, true);
    }
    await view.page.mouse.move(chart.x, 5);
    assert.equal(await view.page.locator('.tooltip').isVisible(), false);
  });

  it('takes the width that there is', async () => {
    const view = await open({ tab: 'training', width: 800 });
    await view.post({ type: 'losses', points: curve, replace: true });
    for (const width of [300, 1000]) {
      await view.page.setViewportSize({ width, height: 800 });
      await view.post();
      const [canvas, chart] = await view.page.evaluate(() =>
        ['canvas', '#loss-chart'].map((name) => document.querySelector(name)!.getBoundingClientRect().width),
      );
      assert.equal(canvas, chart);
    }
  });
});
