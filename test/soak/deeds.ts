// What somebody does with Afterword in a long day, each thing by itself, in the page or by a command. Whatever a thing opens
// or starts may still be there when the next one begins.

import * as vscode from 'vscode';
import { commands, settingNames, settingsSection } from '../../src/editor/identifiers';
import type { Random } from '../../src/rnn/random';
import { waitUntil } from '../host/waiting';
import { keyboard } from '../integration/keyboard';
import type { Typist } from '../typing/typist';
import type { Life } from './soakMain';

export interface Day {
  readonly life: Life;
  readonly random: Random;
  readonly typist: Typist;
  /** Files. */
  readonly notes: readonly string[];
  /** Of the time that a person takes: 1, or less for somebody in haste. */
  readonly pace: number;
}

const tabs = ['text', 'next', 'training', 'memory', 'network', 'words', 'tags', 'shorthand'];

const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(command, ...args);

export const deeds: Readonly<Record<string, (day: Day) => Promise<void>>> = {
  async types(day) {
    await type(day, 60);
  },

  async takes(day) {
    await type(day, 20);
    await keyboard.press('Tab');
    await rest(day, 0.5);
    await keyboard.press('Control+ArrowRight');
  },

  async switches(day) {
    for (let i = 0; i < 6; i++) {
      await openNote(day);
      await rest(day, 0.3);
    }
  },

  async learns(day) {
    if (!isLearning(day)) await run(commands.learn, { minutes: 0.5 });
    await waitUntil(
      'progress',
      60,
      () => Promise.resolve(progressOf(day)),
      (seconds) => seconds !== 'before it begins',
    );
    await rest(day, 5);
  },

  async learnsOn(day) {
    if (!isLearning(day) && day.life.afterword.client.model?.resumable) {
      await run(commands.learn, { resume: true, minutes: 0.2 });
    }
    await type(day, 30);
  },

  async pauses(day) {
    if (!isLearning(day)) return;
    // A run may end before it is paused.
    await run(commands.pause);
    await rest(day, 1);
    await run(commands.resumeTraining, {}).then(undefined, () => undefined);
  },

  async stops() {
    await run(commands.stop);
  },

  async switchesOff(day) {
    await run(commands.toggle);
    await type(day, 20);
    await run(commands.toggle);
  },

  async inspects(day) {
    await openNote(day);
    await run(commands.openInspector);
    await waitUntil(
      'the inspector',
      30,
      () => keyboard.webviewTexts('[role=tab]'),
      (shown) => shown.length > 0,
    );
    for (const tab of day.random.shuffle([...tabs]).slice(0, 5)) {
      await keyboard.webviewClick(`#tab-${tab}`);
      await rest(day, 1);
      await run('workbench.action.focusFirstEditorGroup');
      await type(day, 8);
    }
    await closeOthers();
  },

  async drafts(day) {
    await openNote(day);
    await run(commands.writeOn);
    await waitUntil(
      'a draft',
      60,
      () => keyboard.webviewAttributes('.draft', 'data-state'),
      (all) => all.includes('written'),
    );
    // Others are still being written, sometimes.
    if (day.random.uniform() < 0.5) await rest(day, 2);
    await closeOthers();
  },

  async colours(day) {
    await openNote(day);
    await run(commands.toggleHeatMap);
    await rest(day, 1);
    await type(day, 15);
    await run(commands.toggleHeatMap);
  },

  async forgets(day) {
    const file = one(day, day.notes);
    await run(commands.forgetNote, { file });
    await rest(day, 0.5);
    await run(commands.forgetNote, { file, forgotten: false });
  },

  async sets(day) {
    const settings = vscode.workspace.getConfiguration(settingsSection);
    await settings.update(settingNames.include, ['**/*.md'], vscode.ConfigurationTarget.Global);
    await rest(day, 1);
    await settings.update(settingNames.include, undefined, vscode.ConfigurationTarget.Global);
  },

  async expands(day) {
    await openNote(day);
    await type(day, 10);
    await keyboard.strike([...' wtr;;'].map((key) => ({ key, wait: 60 })));
    await rest(day, 0.7);
    await keyboard.press('Escape');
  },
};

/** Nothing is under way and nothing is open any more. */
export async function rests(day: Day): Promise<void> {
  if (isLearning(day)) await run(commands.stop);
  await run('workbench.action.files.saveAll');
  await run('workbench.action.closeAllEditors');
  await waitUntil(
    'the end of learning',
    60,
    () => Promise.resolve(isLearning(day)),
    (learns) => !learns,
  );
}

function rest({ pace }: Day, seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000 * pace));
}

async function type(day: Day, characters: number): Promise<void> {
  if (!vscode.window.activeTextEditor) await openNote(day);
  const [sentence] = day.typist.write(characters);
  const keystrokes = sentence!.keystrokes.slice(0, characters);
  await keyboard.strike(keystrokes.map(({ key, wait }) => ({ key, wait: wait * day.pace })));
  await keyboard.press('Escape');
}

/** With the caret at its end. */
async function openNote(day: Day): Promise<void> {
  const file = vscode.Uri.file(one(day, day.notes));
  const editor = await vscode.window.showTextDocument(file, { preview: false, viewColumn: vscode.ViewColumn.One });
  const { end } = editor.document.lineAt(editor.document.lineCount - 1).range;
  editor.selection = new vscode.Selection(end, end);
}

async function closeOthers(): Promise<void> {
  await run('workbench.action.focusFirstEditorGroup');
  await run('workbench.action.closeEditorsInOtherGroups');
}

function isLearning({ life }: Day): boolean {
  const { state } = life.afterword.status();
  return state === 'training' || state === 'reading';
}

function progressOf({ life }: Day): number | string {
  const status = life.afterword.status();
  if (status.state === 'reading') return 'before it begins';
  return status.state === 'training' ? (status.progress?.secondsLeft ?? 'before it begins') : status.state;
}

function one<T>({ random }: Day, all: readonly T[]): T {
  return all[Math.floor(random.uniform(0, all.length))]!;
}
