// Learning in the background, seen from the editor: its progress, its controls, and what is left when the process that
// does it is killed.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, statusBarId } from '../../../src/editor/identifiers';
import type { Suggestion } from '../../../src/engine/protocol/suggestions';
import type { Afterword } from '../../../src/extension';
import { wholeText } from '../../../src/predict/textOutline';
import { hasPage, keyboard } from '../keyboard';
import { compareCells, learn, learned, notesApart } from '../ownNotes';
import { quickPick } from '../shown';
import { configure, kill, sleep, until, write } from '../support';

const run = (command: string) => vscode.commands.executeCommand(command);

describe('training', function () {
  this.timeout(180_000);
  let api: Afterword;

  before(async () => {
    api = await learned();
  });

  afterEach(async () => {
    if (api.status().state === 'training') await run(commands.stop);
  });

  /** A network that is busy for as long as a test looks at it. */
  async function learnAtLength() {
    await configure('hiddenSize', 512);
    await learn({ minutes: 2 });
    await until('progress', () => {
      const status = api.status();
      return status.state === 'training' && status.progress !== undefined;
    });
  }

  function tokensSeen(): number {
    const status = api.status();
    return (status.state === 'training' && status.progress?.tokensSeen) || 0;
  }

  const state = (wanted: string) => until(`the state ${wanted}`, () => api.status().state === wanted);

  /** What is suggested; undefined while nothing answers. */
  async function answer(k: number): Promise<readonly Suggestion[] | undefined> {
    try {
      const { items } = await api.client.predict({ text: 'I walked to ', format: 'markdown', k });
      return items.length > 0 ? items : undefined;
    } catch (error) {
      assert.ok(error instanceof Error && 'code' in error, String(error));
      assert.ok(error.code === 'engineGone' || error.code === 'noModel', String(error));
      return undefined;
    }
  }

  const isPaused = () => {
    const status = api.status();
    return status.state === 'training' && status.paused;
  };

  it('says in the status bar how many notes and words there are', async () => {
    await until('notes in the status bar', () => /\d+ notes?, [\d.]+[KM]? words/.test(api.statusBarText()));
  });

  it('shows its progress in the status bar', async () => {
    await learnAtLength();
    await until('progress in the status bar', () =>
      /Learning \d+% · .*words\/s · \d+\s(s|min) left/.test(api.statusBarText()),
    );
    if (!hasPage) return;
    const spoken = () => keyboard.spokenStatusItem(statusBarId);
    await until('progress for a screen reader', async () => /^Afterword, Learning \d+\s?%/.test(await spoken()), 10);
  });

  it('pauses, resumes and stops', async () => {
    await learnAtLength();
    await run(commands.pause);
    await until('a pause', isPaused);
    // The update under way is still finished and reported.
    await sleep(1000);
    const atPause = tokensSeen();
    await sleep(1000);
    assert.equal(tokensSeen(), atPause);
    await until('a pause in the status bar', async () => /Paused/.test(api.statusBarText()));
    await run(commands.resumeTraining);
    await until('the end of the pause', () => !isPaused());
    await until('more tokens', () => tokensSeen() > atPause);
    await run(commands.stop);
    await state('finished');
  });

  it('waits while keys come, says so, and goes on by itself', async function () {
    if (!hasPage) return this.skip();
    await learnAtLength();
    await write('');
    const typed = keyboard.type('I walked to the river before breakfast.');
    await until('the wait in the status bar', () => /waits while you write/.test(api.statusBarText()), 10);
    const before = tokensSeen();
    await typed;
    await until('more tokens', () => tokensSeen() > before);
    await until('the end of the wait in the status bar', () => /words\/s/.test(api.statusBarText()));
  });

  it('learns in the pauses only, where that is wanted', async function () {
    if (!hasPage) return this.skip();
    await learnAtLength();
    await configure('whenToLearn', 'idle');
    await write('');
    await keyboard.type('I walked');
    const waits = () => {
      const status = api.status();
      return status.state === 'training' && status.waiting === true;
    };
    await until('the wait', waits);
    await sleep(500);
    const before = tokensSeen();
    // Long after it would have gone on by itself.
    await sleep(2500);
    assert.ok(waits());
    assert.equal(tokensSeen(), before);
    await configure('whenToLearn', undefined);
    await until('more tokens', () => tokensSeen() > before);
  });

  it('goes on from where it stopped', async () => {
    await learnAtLength();
    await run(commands.stop);
    await state('finished');
    const before = (await api.client.losses()).length;
    await learn({ resume: true });
    await until('more losses', async () => (await api.client.losses()).length > before);
  });

  it('compares cells, keeps their curves, and leaves the model as it is', async () => {
    const { model } = api.client;
    await compareCells();
    await until('the last cell', () => {
      const status = api.status();
      return status.state === 'training' && status.comparing?.cell === 'lstm';
    });
    await until('its name in the status bar', () => /LSTM, 3 of 3/.test(api.statusBarText()));
    await assert.rejects(Promise.resolve(learn()), /compared/);
    await state('idle');
    const compared = (await api.client.runs()).filter(({ purpose }) => purpose === 'comparison');
    assert.deepEqual(
      compared.map(({ cell }) => cell),
      ['lstm', 'gru', 'rnn'],
    );
    for (const { points } of compared) assert.ok(points.length > 0);
    assert.deepEqual(api.client.model, model);
  });

  it('asks how long each cell is to learn, and starts nothing where that is left open', async function () {
    if (!hasPage) return this.skip();
    const command = () => Promise.resolve(vscode.commands.executeCommand(commands.compareCells));
    const open = () => quickPick('the minutes', ({ length }) => length === 3);
    const { state: before } = api.status();
    const asked = command();
    await open();
    // The first may go to a message that has just come.
    await until('the end of the question', async () => {
      await keyboard.press('Escape');
      await sleep(200);
      return (await keyboard.quickPickRows()).length === 0;
    });
    await asked;
    assert.equal(api.status().state, before);
    const chosen = command();
    await open();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await chosen;
    await until('the comparison', () => {
      const status = api.status();
      return status.state === 'training' && status.progress;
    });
    const status = api.status();
    // Of three minutes for each of three cells.
    const left = status.state === 'training' ? status.progress!.secondsLeft : 0;
    assert.ok(left > 60 && left <= 9 * 60, `${left} s`);
    await vscode.commands.executeCommand(commands.stop);
    await state('idle');
  });

  it('suggests while it learns', async () => {
    await learnAtLength();
    const { document } = await write('');
    await keyboard.type('I walked to ');
    assert.equal(document.getText(), 'I walked to ');
    // A new network answers from its first look at held-out notes on.
    await until('an answer', () => answer(5));
    assert.equal(api.status().state, 'training');
  });

  it('every command says why it cannot be done, in every state', async () => {
    const says = async (command: string, why: RegExp) => {
      await run('notifications.clearAll');
      await run(command);
      // What is said is seen in a page alone.
      if (!hasPage) return;
      await until(`why ${command} cannot be done`, async () =>
        (await keyboard.notifications()).some(({ message }) => why.test(message)),
      );
    };
    for (const command of [commands.pause, commands.stop]) await says(command, /is not learning at the moment/);
    assert.notEqual(api.status().state, 'training');
    await learnAtLength();
    for (const command of [commands.learn, commands.compareCells]) await says(command, /is learning already/);
    assert.equal(api.status().state, 'training');
    await run(commands.stop);
    await state('finished');
    await configure('include', ['nothing/*.md']);
    try {
      await says(commands.compareCells, /There are no notes here/);
      if (hasPage) assert.deepEqual(await keyboard.quickPickRows(), []);
    } finally {
      await configure('include', undefined);
    }
  });

  it('refuses text that is too little, and says so', async () => {
    await assert.rejects(Promise.resolve(learn({ files: [] })), /no notes/i);
    const files = await notesApart('too-little', ['River']);
    await assert.rejects(Promise.resolve(learn({ files })), /too little text/i);
  });

  it('killed during training: the editor goes on, the engine comes back, and the last checkpoint answers', async () => {
    await learnAtLength();
    await run(commands.stop);
    await state('finished');
    await learn({ resume: true });
    await until('training', () => api.status().state === 'training');
    const pid = api.client.pid!;
    kill(api);
    await state('failed');
    const status = api.status();
    assert.ok(status.state === 'failed' && status.problem.code === 'engineGone');

    const { document } = await write('');
    await keyboard.type('I walked to ');
    assert.equal(document.getText(), 'I walked to ');
    await until('another process', () => api.client.pid !== undefined && api.client.pid !== pid);
    const items = await until('an answer', () => answer(5));
    assert.equal(items[0].text, 'the');
    assert.equal(api.client.model?.resumable, true);
  });

  it('killed during a request: the request fails at once with the reason', async () => {
    await api.client.start();
    await until('an engine', () => api.client.pid);
    const text = 'I walked to the river before breakfast. '.repeat(2000);
    const request = api.client.inspect({ ...wholeText(text), format: 'markdown', k: 5 }, () => undefined);
    kill(api);
    const killed = Date.now();
    await assert.rejects(request, (error) => {
      assert.ok(error instanceof Error && 'code' in error && error.code === 'engineGone', String(error));
      assert.match(error.message, /SIGKILL|exit code/);
      assert.ok(Date.now() - killed < 2000);
      return true;
    });
    await until('an answer', () => answer(1));
    await until('the notes to be counted again', () => api.client.counts);
  });
});
