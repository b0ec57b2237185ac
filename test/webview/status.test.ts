// The status line: its words and its buttons in every state that training has, and what the buttons send.

import assert from 'node:assert/strict';
import type { TrainingStatus } from '../../src/engine/protocol/training';
import type { ModelSummary } from '../../src/inspector/protocol';
import type { InspectorPage } from './inspectorPage';
import { model, training } from './samples';
import { useInspector } from './useInspector';

const paused: TrainingStatus = { ...training, paused: true } as TrainingStatus;
const failed: TrainingStatus = {
  state: 'failed',
  problem: { code: 'outOfMemory', message: 'Too large: choose fewer hidden units.' },
};

async function show(view: InspectorPage, status: TrainingStatus, summary: ModelSummary | undefined) {
  await view.post({ type: 'status', status, model: summary });
  return { state: (await view.texts('#status .state'))[0], buttons: await view.texts('#status button:visible') };
}

describe('status line', () => {
  const open = useInspector();

  it('offers in each state what makes sense in it', async () => {
    const view = await open();
    const resumable = { ...model, resumable: true };
    const finished = (why: 'budget' | 'earlyStopping' | 'stopped') => ({
      state: 'finished' as const,
      why,
      validPerplexity: 99,
    });
    const early = finished('earlyStopping');
    const cases: [TrainingStatus, ModelSummary | undefined, string, string[]][] = [
      [{ state: 'idle' }, undefined, 'Nothing learned yet', ['Learn']],
      [{ state: 'idle' }, model, 'Ready', ['Learn']],
      [{ state: 'idle' }, resumable, 'Ready', ['Resume', 'Learn']],
      [{ state: 'reading', files: 1340, filesRead: 112 }, undefined, 'Reading notes: 112 of 1,340', ['Stop']],
      [training, model, 'Learning', ['Pause', 'Stop']],
      [paused, model, 'Paused', ['Resume', 'Stop']],
      [{ state: 'training', paused: false, progress: undefined }, undefined, 'Learning', ['Pause', 'Stop']],
      [finished('budget'), model, 'Finished', ['Learn']],
      [early, model, 'Finished: held-out notes no longer gain', ['Learn']],
      [{ ...early, validPerplexity: undefined }, model, 'Finished: nothing more is gained', ['Learn']],
      [finished('stopped'), resumable, 'Stopped', ['Resume', 'Learn']],
      [failed, undefined, 'Failed', ['Learn']],
    ];
    for (const [status, summary, state, buttons] of cases) {
      assert.deepEqual(await show(view, status, summary), { state, buttons });
    }
  });

  it('says what the width was chosen by, where it was chosen', async () => {
    const view = await open();
    const sizeReason = { tokens: 150_000, minutes: 5, gflops: 40.4, passes: 12.31 };
    await show(view, { state: 'idle' }, { ...model, sizeReason });
    const text =
      'Width 256 chosen automatically: in 5 min this machine (40 GFLOP/s) reads the 150K words and marks about 12.3 times.';
    assert.deepEqual(await view.texts('#status .size-reason'), [text]);
    await show(view, { state: 'idle' }, model);
    assert.deepEqual(await view.texts('#status .size-reason'), ['']);
  });

  it('sends what the buttons say', async () => {
    const view = await open();
    await show(view, { state: 'idle' }, { ...model, resumable: true });
    for (const id of ['learn', 'resume']) await view.page.click(`#${id}`);
    await show(view, training, model);
    for (const id of ['pause', 'stop']) await view.page.click(`#${id}`);
    const commands = (await view.sent()).filter((message) => message.type === 'run').map(({ command }) => command);
    assert.deepEqual(commands, ['learn', 'resume', 'pause', 'stop']);
  });

  it('keeps the focus among the buttons when one goes', async () => {
    const view = await open();
    await show(view, training, model);
    await view.page.focus('#pause');
    await show(view, paused, model);
    assert.equal(await view.page.evaluate(() => document.activeElement?.id), 'resume');
  });

  it('shows how far training is, how fast, and how good', async () => {
    const view = await open();
    await show(view, training, model);
    assert.deepEqual(await view.texts('#status .percent'), ['42%']);
    assert.equal(await view.page.getAttribute('#status [role=progressbar]', 'aria-valuenow'), '42');
    assert.deepEqual(await view.texts('#status dt'), ['held-out perplexity', 'epoch', 'words per second', 'time left']);
    assert.deepEqual(await view.texts('#status dd'), ['131', '3.4', '41.3K', '3 min']);
    assert.deepEqual(await view.texts('#status .model'), ['LSTM · 2 × 256 hidden units · 8,192 words']);
  });

  it('says why training failed', async () => {
    const view = await open();
    await show(view, failed, undefined);
    assert.deepEqual(await view.texts('#status .problem'), ['Too large: choose fewer hidden units.']);
  });

  it('writes numbers as the language does', async () => {
    const view = await open({ language: 'zh-cn' });
    await show(view, training, model);
    assert.deepEqual(await view.texts('#status dd'), ['131', '3.4', '4.13万', '3分钟']);
  });
});
