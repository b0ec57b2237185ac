// The training tab as its readers know it: switches, marks, baselines, runs laid over each other, exports, the table.

import assert from 'node:assert/strict';
import type { ExportedChart } from '../../src/inspector/protocol';
import { pngSize } from './png';
import type { InspectorPage } from './inspectorPage';
import { model } from './samples';
import { landmarks, measuredCurve, run, runs } from './trainingSamples';
import { useInspector } from './useInspector';

const curve = measuredCurve(200);
const last = curve.at(-1)!;

async function showAll(view: InspectorPage): Promise<void> {
  await view.post(
    { type: 'status', status: { state: 'idle' }, model },
    { type: 'landmarks', landmarks },
    { type: 'losses', points: curve, replace: true },
    { type: 'runs', runs, replace: true },
  );
}

const label = (view: InspectorPage) => view.page.locator('#loss-chart').getAttribute('aria-label');

/** What the view has asked the host to write. */
async function exported(view: InspectorPage): Promise<ExportedChart[]> {
  return (await view.sent()).flatMap((message) => (message.type === 'export' ? [message.chart] : []));
}

/** The picture in the chart as numbers, to be compared. */
function pixels(view: InspectorPage): Promise<string> {
  return view.page.locator('#loss-chart canvas').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
}

describe('training tab', () => {
  const open = useInspector();

  it('shows each quantity with its own curves and units', async () => {
    const view = await open({ tab: 'training' });
    await showAll(view);
    const show = async (quantity: string) => {
      await view.page.selectOption('#quantity', quantity);
      await view.post();
      return [...(await view.texts('.loss h2')), await label(view)];
    };
    assert.deepEqual(await show('perplexity'), [
      'Perplexity',
      `Perplexity, Training ${Math.round(Math.exp(last.trainLoss))}, Held-out notes ${Math.round(Math.exp(last.validLoss!))}`,
    ]);
    assert.deepEqual(await show('learningRate'), ['Learning rate', 'Learning rate, learning rate 0.00016']);
    const [title, norms] = await show('gradNorm');
    assert.equal(title, 'Gradient norm');
    assert.match(norms!, /^Gradient norm, Before clipping 0\.\d+, After clipping 0\.\d+$/);
    assert.deepEqual(await view.texts('.axis-names'), ['gradient norm']);
    assert.match((await show('wordsPerSecond'))[1]!, /^Speed, words per second 5\.\d+K$/);
    assert.match(
      (await show('loss'))[1]!,
      /^Loss, Training 4\.\d\d · perplexity \d+, Held-out notes 4\.\d\d · perplexity/,
    );
  });

  it('keeps a scale for each quantity, and draws another picture with it', async () => {
    const view = await open({ tab: 'training' });
    await showAll(view);
    const log = view.page.locator('#log');
    assert.equal(await log.isChecked(), false);
    const linear = await pixels(view);
    await log.check();
    await view.post();
    assert.notEqual(await pixels(view), linear);
    await view.page.selectOption('#quantity', 'gradNorm');
    assert.equal(await log.isChecked(), true, 'norms go over many powers of ten');
    await log.uncheck();
    await view.page.selectOption('#quantity', 'loss');
    assert.equal(await log.isChecked(), true, 'as it was left');
  });

  it('goes over words, minutes or epochs', async () => {
    const view = await open({ tab: 'training' });
    await showAll(view);
    const pictures = new Set<string>();
    for (const [axis, name] of [
      ['words', 'words seen'],
      ['minutes', 'minutes'],
      ['epochs', 'epochs'],
    ] as const) {
      await view.page.selectOption('#x-axis', axis);
      await view.post();
      assert.deepEqual(await view.texts('#panel-training .x-name'), [name]);
      pictures.add(await pixels(view));
    }
    assert.equal(pictures.size, 3);
  });

  it('smooths what is noisy with a corrected mean, and leaves what is exact', async () => {
    const view = await open({ tab: 'training' });
    await showAll(view);
    const before = await label(view);
    const slider = view.page.locator('#smoothing');
    await slider.focus();
    await view.page.keyboard.press('ArrowRight');
    await view.post();
    assert.equal(await slider.getAttribute('aria-valuetext'), '0.5');
    let mean = 0;
    for (const { trainLoss } of curve) mean = 0.5 * mean + 0.5 * trainLoss;
    const [, train, valid] = (await label(view))!.split(', ');
    assert.match(train!, new RegExp(`^Training ${mean.toFixed(2)} `));
    assert.equal(valid, before!.split(', ')[2]);
  });

  it('marks epochs, checkpoints and resumes, and says how many there are', async () => {
    const view = await open({ tab: 'training' });
    await showAll(view);
    assert.deepEqual(await view.texts('.mark-key span'), [
      'end of an epoch (6)',
      'checkpoint (2)',
      'learning resumed (1)',
    ]);
    const marked = await pixels(view);
    await view.page.uncheck('#marks');
    await view.post();
    assert.deepEqual(await view.texts('.mark-key span'), []);
    assert.notEqual(await pixels(view), marked);
  });

  it('draws baselines where there is a loss, and none elsewhere', async () => {
    const view = await open({ tab: 'training' });
    await showAll(view);
    const drawn = await pixels(view);
    await view.page.uncheck('#baselines');
    await view.post();
    assert.notEqual(await pixels(view), drawn);
    await view.page.selectOption('#quantity', 'gradNorm');
    assert.equal(await view.page.isDisabled('#baselines'), true);
  });

  it('lays past runs over the model’s own, told apart by more than colour', async () => {
    const view = await open({ tab: 'training' });
    await showAll(view);
    assert.deepEqual(
      (await view.texts('.runs label')).map((text) => text.replace(/\s+/g, ' ').replace(/, \d+:.*$/, '')),
      [
        'D LSTM · 256 hidden units · seed 1 · 60 sec · perplexity 128 · comparison · Mar 2, 2026',
        'C GRU · 256 hidden units · seed 1 · 60 sec · perplexity 140 · comparison · Mar 2, 2026',
        'B RNN · 256 hidden units · seed 1 · 60 sec · perplexity 202 · comparison · Mar 2, 2026',
        'A GRU · 2 × 256 hidden units · seed 7 · 5 min · perplexity 128 · Feb 27, 2026',
      ],
    );
    await view.page.check('.runs input[value=gru]');
    await view.page.check('.runs input[value=rnn]');
    await view.post();
    const entries = (await view.texts('.legend .entry')).slice(2);
    assert.deepEqual(
      entries.map((entry) => entry.replace(/ \d\.\d\d .*/, '')),
      ['C GRU 256, Held-out notes', 'B RNN 256, Held-out notes'],
    );
    const lines = await view.page
      .locator('.legend .swatch')
      .evaluateAll((swatches) =>
        swatches.map((one) => [getComputedStyle(one).color, one.firstElementChild!.getAttribute('stroke-dasharray')]),
      );
    assert.equal(new Set(lines.map(([, dash]) => dash)).size, 4);
    assert.equal(new Set(lines.map(([colour]) => colour)).size, 4);
    await view.page.uncheck('.runs input[value=gru]');
    await view.post();
    assert.equal((await view.texts('.legend .entry')).length, 3);
  });

  it('leaves the model’s own run out of the list', async () => {
    const view = await open({ tab: 'training' });
    await showAll(view);
    await view.post({ type: 'runs', runs: [run('own', { purpose: 'model' })], replace: false });
    assert.equal(await view.page.locator('.runs li').count(), 4);
  });

  it('compares cells: asks for it, shows their curves as they grow, also without a model', async () => {
    const view = await open({ tab: 'training' });
    await view.page.click('#compare');
    assert.deepEqual((await view.sent()).at(-1), { type: 'run', command: 'compare' });
    const comparing = { cell: 'rnn', number: 1, of: 3 } as const;
    await view.post({
      type: 'status',
      status: { state: 'training', paused: false, progress: undefined, comparing },
      model: undefined,
    });
    assert.equal(await view.page.isDisabled('#compare'), true);
    assert.deepEqual(await view.texts('#status .state'), ['Comparing cells: RNN, 1 of 3']);
    assert.equal(await view.page.isVisible('#stop'), true);
    for (const count of [20, 40]) {
      await view.post({
        type: 'runs',
        runs: [run('rnn', { cell: 'rnn', points: curve.slice(0, count) })],
        replace: false,
      });
      assert.equal(await view.page.isChecked('.runs input[value=rnn]'), true);
      assert.match(
        (await label(view))!,
        new RegExp(`A RNN 256, Held-out notes ${curve[count - 1]!.validLoss!.toFixed(2)}`),
      );
    }
    await view.page.uncheck('.runs input[value=rnn]');
    await view.post({ type: 'runs', runs: [run('rnn', { cell: 'rnn', points: curve })], replace: false });
    assert.equal(await view.page.isChecked('.runs input[value=rnn]'), false, 'as the reader wants it');
  });

  it('exports what is shown as CSV: every point as measured, with its run', async () => {
    const view = await open({ tab: 'training' });
    await showAll(view);
    await view.page.check('.runs input[value=gru]');
    await view.page.selectOption('#x-axis', 'minutes');
    await view.post();
    await view.page.click('#export-csv');
    const [{ format, data }] = (await exported(view)) as [ExportedChart];
    assert.equal(format, 'csv');
    const [head, ...rows] = data.trimEnd().split('\r\n');
    assert.equal(
      head,
      'run,words_seen,epoch,seconds,train_loss,valid_loss,learning_rate,grad_norm,clipped_grad_norm,words_per_second,' +
        'unigram_loss,bigram_loss,kneser_ney_loss',
    );
    assert.equal(rows.length, curve.length + 120);
    const first = curve[0]!;
    assert.deepEqual(
      rows[0]!.split(','),
      [
        'LSTM 2 × 256',
        ...[first.tokens, first.epoch, first.elapsedSeconds, first.trainLoss, first.validLoss, first.learningRate],
        ...[first.gradNorm, first.clippedGradNorm, first.wordsPerSecond, 6.62, 5.71, 5.38],
      ].map(String),
    );
    assert.match(rows.at(-1)!, /^C GRU 256,/);
  });

  it('exports the chart as a PNG, larger than the chart itself', async () => {
    const view = await open({ tab: 'training', deviceScaleFactor: 2 });
    await showAll(view);
    await view.page.click('#export-png');
    const [{ format, data }] = (await exported(view)) as [ExportedChart];
    assert.equal(format, 'png');
    const size = pngSize(data);
    const canvas = await view.page
      .locator('#loss-chart canvas')
      .evaluate((one) => [(one as HTMLCanvasElement).width, (one as HTMLCanvasElement).height]);
    assert.ok(size.width > canvas[0]! && size.height > canvas[1]!, JSON.stringify([size, canvas]));
  });

  it('has a table of the same numbers', async () => {
    const view = await open({ tab: 'training' });
    await showAll(view);
    assert.equal(await view.page.locator('.numbers').count(), 0);
    const button = view.page.locator('#show-table');
    assert.equal(await button.getAttribute('aria-expanded'), 'false');
    await button.click();
    await view.post();
    assert.equal(await button.getAttribute('aria-expanded'), 'true');
    assert.deepEqual(await view.texts('.numbers th'), [
      'Runs',
      'words seen',
      'epoch',
      'minutes',
      'Training',
      'Held-out notes',
    ]);
    const rows = await view.texts('.numbers tbody tr');
    assert.ok(rows.length > 20 && rows.length <= 41, String(rows.length));
    assert.deepEqual(rows.at(-1)!.split('\t'), [
      'LSTM 2 × 256',
      '1,638,400',
      '6.0',
      '5.0',
      ...rows.at(-1)!.split('\t').slice(4),
    ]);
    assert.equal(rows.at(-1)!.split('\t')[5], last.validLoss!.toFixed(2));
  });

  it('is read with the arrow keys', async () => {
    const view = await open({ tab: 'training' });
    await showAll(view);
    await view.page.focus('#loss-chart');
    await view.page.keyboard.press('End');
    assert.match((await view.texts('.tooltip .at'))[0]!, /^1\.64M words seen · epoch 6\.0 · 5 min$/);
    await view.page.keyboard.press('ArrowLeft');
    assert.match(
      (await view.texts('.tooltip'))[0]!,
      new RegExp(`Held-out notes ${curve.at(-2)!.validLoss!.toFixed(2)}`),
    );
    await view.page.keyboard.press('Escape');
    assert.equal(await view.page.isVisible('.tooltip'), false);
  });

  it('keeps what was chosen over a reload', async () => {
    const view = await open({ tab: 'training' });
    await showAll(view);
    await view.page.selectOption('#quantity', 'perplexity');
    await view.page.selectOption('#x-axis', 'epochs');
    await view.page.check('.runs input[value=gru]');
    await view.page.uncheck('#marks');
    await view.page.locator('#smoothing').fill('2');
    await view.page.reload();
    await view.post({ type: 'runs', runs, replace: true });
    assert.deepEqual(await Promise.all(['#quantity', '#x-axis', '#smoothing'].map((id) => view.page.inputValue(id))), [
      'perplexity',
      'epochs',
      '2',
    ]);
    assert.deepEqual(
      await Promise.all(['#marks', '#log', '.runs input[value=gru]'].map((id) => view.page.isChecked(id))),
      [false, true, true],
    );
  });

  it('says so where something was not measured, as in runs of long ago', async () => {
    const view = await open({ tab: 'training' });
    const old = curve.map(({ tokens, epoch, elapsedSeconds, trainLoss, validLoss }) => {
      return { tokens, epoch, elapsedSeconds, trainLoss, validLoss };
    });
    await view.post({ type: 'losses', points: old, replace: true });
    assert.equal(await view.page.isEnabled('#export-csv'), true);
    await view.page.selectOption('#quantity', 'gradNorm');
    await view.post();
    assert.deepEqual(await view.texts('#loss-chart .empty:visible'), ['This was not measured in this run.']);
    assert.equal(await view.page.isDisabled('#export-csv'), true);
    await view.page.selectOption('#quantity', 'loss');
    await view.post();
    assert.equal(await view.page.locator('#loss-chart canvas').count(), 1);
  });
});
