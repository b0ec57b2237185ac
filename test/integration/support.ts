// What the suites inside the extension host share: Afterword itself, its settings, a document to write in, and waiting for
// what takes a moment. State that outlives a file lives in the extension, not here.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Afterword } from '../../src/extension';
import { settingNames, settingsSection } from '../../src/editor/identifiers';

export async function afterword(): Promise<Afterword> {
  const extension = vscode.extensions.getExtension<Afterword>('afterword.afterword');
  assert.ok(extension, 'Afterword is not installed here');
  const api = await extension.activate();
  await api.whenReady();
  return api;
}

type Found<T> = Exclude<T, undefined | false>;

/** Waits until `probe` gives something other than undefined and false, and gives that. */
export async function until<T>(
  what: string | (() => string),
  probe: () => T | Promise<T>,
  seconds = 60,
): Promise<Found<T>> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const value = await probe();
    if (value !== undefined && value !== false) return value as Found<T>;
    if (Date.now() > end)
      throw new Error(`waited ${seconds} s in vain for ${typeof what === 'string' ? what : what()}`);
    await sleep(50);
  }
}

export const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export type Setting = keyof typeof settingNames;

/** What the settings that the test under way has changed were before. */
const changed = new Map<Setting, unknown>();

/** A test that changes a setting leaves it as it was; a hook, as it wants it. */
export async function configure(name: Setting, value: unknown) {
  const settings = vscode.workspace.getConfiguration(settingsSection);
  if (!changed.has(name)) changed.set(name, settings.inspect(settingNames[name])?.globalValue);
  await settings.update(settingNames[name], value, vscode.ConfigurationTarget.Global);
}

beforeEach(async () => {
  changed.clear();
  // A message that still stands there takes Escape from what is tested, and of many VS Code shows three.
  await vscode.commands.executeCommand('notifications.clearAll');
});
afterEach(async () => {
  for (const [name, value] of changed) await configure(name, value);
});

/** Of a file in the folder of the window, or without names of that. */
export function inFolder(...names: string[]): vscode.Uri {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(first, 'the suite needs an open folder');
  return vscode.Uri.joinPath(first.uri, ...names);
}

export const bytesOf = (text: string) => new TextEncoder().encode(text);
export const textOf = async (file: vscode.Uri) => new TextDecoder().decode(await vscode.workspace.fs.readFile(file));

/** Ends the engine as a machine that is short of memory ends a program: it is not asked, and nobody is told. */
export function kill({ client }: Afterword) {
  client['running']!['child'].kill('SIGKILL');
}

/** While the engine is watched: the texts that it is asked to go on from. */
export async function whileWatched<T>(act: (texts: readonly string[]) => Promise<T>): Promise<T> {
  const { client } = await afterword();
  const texts: string[] = [];
  const predict = client.predict.bind(client);
  client.predict = (request, token) => (texts.push(request.text), predict(request, token));
  try {
    return await act(texts);
  } finally {
    client.predict = predict;
  }
}

/** A new Markdown file with this text, and the cursor at its end. */
export async function write(text: string): Promise<vscode.TextEditor> {
  const file = inFolder(`writing-${randomUUID()}.md`);
  await vscode.workspace.fs.writeFile(file, bytesOf(text));
  return openAtEnd(await vscode.workspace.openTextDocument(file));
}

/** Shows a document, with the cursor behind all that stands in it. */
export async function openAtEnd(document: vscode.TextDocument): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  await placeCursor(editor, document.lineAt(document.lineCount - 1).range.end);
  return editor;
}

export async function placeCursor(editor: vscode.TextEditor, position: vscode.Position) {
  editor.selection = new vscode.Selection(position, position);
  // The selection only goes on its way to the window; a command that is answered has come after it.
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
}

/** Half of the values are not above it. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
}
