// Settings in the real VS Code, where it is VS Code that says what a value in settings.json comes to.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { settingNames, settingsSection } from '../../../src/editor/identifiers';
import { readSettings } from '../../../src/editor/settings';
import { afterword, configure } from '../support';

describe('settings', function () {
  before(() => afterword());

  it('of an old name count until the new one is set', async () => {
    assert.equal(readSettings().whenToLearn, 'always');
    await configure('learnOn', false);
    assert.equal(readSettings().whenToLearn, 'manual');
    await configure('whenToLearn', 'idle');
    assert.equal(readSettings().whenToLearn, 'idle');
  });

  it('that are nonsense give way to what is usual, or to the nearest that is not', async () => {
    const values = vscode.workspace.getConfiguration(settingsSection);
    await configure('minutes', 'many');
    await configure('listSize', 1000);
    const { training, listSize } = readSettings();
    assert.equal(training.minutes, values.inspect(settingNames.minutes)?.defaultValue);
    assert.equal(listSize, 10);
  });

  it('say for a language what ghost text does there, and leave it elsewhere as it is', async () => {
    const [markdown, plain] = await Promise.all(
      ['markdown', 'plaintext'].map((language) => vscode.workspace.openTextDocument({ language })),
    );
    const values = vscode.workspace.getConfiguration(settingsSection, { languageId: 'plaintext' });
    const set = (value: string | undefined) =>
      values.update(settingNames.ghostWhen, value, vscode.ConfigurationTarget.Global, true);
    await set('manual');
    try {
      assert.deepEqual(
        [markdown, plain].map((document) => readSettings(document).ghostWhen),
        ['automatic', 'manual'],
      );
    } finally {
      await set(undefined);
    }
  });
});
