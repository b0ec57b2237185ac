// The report, in the real VS Code: what suggestions are worth on held-out notes, and what became of those that were shown.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/editor/identifiers';
import type { Afterword } from '../../../src/extension';
import { keyboard } from '../keyboard';
import { writesWithOwnNotes } from '../ownNotes';
import { ghost } from '../shown';
import { afterword, sleep, until, write } from '../support';

/** Longer than a glance. */
const looked = 400;

describe('the report', function () {
  this.timeout(180_000);
  let api: Afterword;
  let first: string;

  writesWithOwnNotes({ ghostShare: 100 });
  before(async () => (api = await afterword()));

  const report = async () => {
    const text = await vscode.commands.executeCommand<string>(commands.report);
    assert.ok(text, JSON.stringify(await keyboard.notifications()));
    return text;
  };
  /** The numbers of a row, each the first of its cell. */
  const row = (text: string, name: string) => {
    const line = text.split('\n').find((each) => each.includes(`| ${name}`) || each.includes(`**${name}`));
    assert.ok(line, `no row ${name} in ${text}`);
    const cells = line.split('|').slice(2, -1);
    return cells.map((cell) => Number(/[\d.,]+/.exec(cell)?.[0].replace(',', '')));
  };

  it('says what suggestions save on notes that were held out, beside what VS Code itself would, and no word of them', async () => {
    const text = (first = await report());
    const [wordBased, counts, both] = [
      row(text, 'VS Code’s word-based suggestions'),
      row(text, 'Afterword, counts alone'),
      row(text, 'Afterword: network and counts'),
    ];
    assert.ok(counts[0] > wordBased[0] && both[0] > wordBased[0], text);
    assert.ok(both[1] > 0 && both[1] <= both[2] && both[2] <= both[3], text);
    assert.ok(both[4] > 1 && counts[4] > 1 && Number.isNaN(wordBased[4]), text);
    assert.doesNotMatch(text, /river|breakfast|library|昨天|图书馆/);
    const isPreview = ({ label, input }: vscode.Tab) => input instanceof vscode.TabInputWebview && /Report/.test(label);
    await until('its preview', () => vscode.window.tabGroups.activeTabGroup.tabs.some(isPreview));
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('counts what was shown, accepted and typed over, and the keys that it has saved', async () => {
    const before = first.includes('Ghost text') ? row(first, 'Ghost text') : [0, 0, 0, 0];
    await write('');
    await keyboard.type('I walked to ');
    await ghost('the');
    await sleep(looked);
    const taken = await keyboard.ghostText();
    await keyboard.press('Tab');
    await until('the words in the document', () =>
      vscode.window.activeTextEditor!.document.getText().endsWith(`I walked to ${taken}`),
    );
    await keyboard.press('Enter');
    await keyboard.type('The ');
    await until('another ghost text', async () => (await keyboard.ghostText()).trim() !== '');
    await sleep(looked);
    await keyboard.type('xylophone ');
    await keyboard.press('Escape');
    const [shown, accepted, typedOver, keys] = row(await report(), 'Ghost text');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    assert.equal(accepted - before[1], 1);
    assert.ok(shown - before[0] >= 2 && typedOver - before[2] >= 1, `${shown} shown, ${typedOver} typed over`);
    assert.equal(keys - before[3], [...taken].length - 1);
  });

  it('is measured while keystrokes are answered, and can be called off', async () => {
    const measured = report();
    const begun = performance.now();
    await api.client.predict({ text: 'I walked to ', format: 'markdown', k: 5 });
    assert.ok(performance.now() - begun < 1000);
    await keyboard.press('Escape');
    assert.match(await measured, /^# /);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    const cancellation = new vscode.CancellationTokenSource();
    const calledOff = api.client.worth(() => cancellation.cancel(), cancellation.token);
    assert.equal(await calledOff.catch(() => null), null);
  });
});
