// What the suites inside the extension host share: Afterword itself, notes of our own to learn from, a document to write
// in, and waiting for what takes a moment. State that outlives a file lives in the extension, not here.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Afterword } from '../../src/extension';
import { commands, settingNames, settingsSection } from '../../src/editor/identifiers';
import type { CompareArguments, LearnArguments } from '../../src/editor/learn';

export async function afterword(): Promise<Afterword> {
  const extension = vscode.extensions.getExtension<Afterword>('afterword.afterword');
  assert.ok(extension, 'Afterword is not installed here');
  const api = await extension.activate();
  await api.whenReady();
  return api;
}

type Found<T> = Exclude<T, undefined | false>;

/** Waits until `probe` gives something other than undefined and false, and gives that. */
export async function until<T>(what: string, probe: () => T | Promise<T>, seconds = 60): Promise<Found<T>> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const value = await probe();
    if (value !== undefined && value !== false) return value as Found<T>;
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain for ${what}`);
    await sleep(50);
  }
}

export const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export async function configure(name: keyof typeof settingNames, value: unknown) {
  const settings = vscode.workspace.getConfiguration(settingsSection);
  await settings.update(settingNames[name], value, vscode.ConfigurationTarget.Global);
}

const english = [
  'I walked to the river before breakfast.',
  'The river was quiet in the morning.',
  'I walked to the market in the rain.',
  'My sister wrote a letter to the library.',
  'In the evening we read about the river.',
];
const chinese = [
  '我昨天上学迟到了。',
  '老师没有生气。',
  '他今天去图书馆看书。',
  '妈妈晚上在家做饭。',
  '我昨天上学迟到了，心里很着急。',
];

function folder(): string {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(first, 'the suite needs an open folder');
  return first.uri.fsPath;
}

const ownNoteCount = 12;

/** Notes in which a network soon finds its way, with enough text to hold some out; by the usual settings no notes. */
function ownNotes(): string[] {
  const place = path.join(folder(), 'node_modules', 'own-notes');
  fs.mkdirSync(place, { recursive: true });
  return Array.from({ length: ownNoteCount }, (_, note) => {
    const sentences = note % 2 === 0 ? english : chinese;
    const paragraph = (line: number) =>
      sentences.map((_sentence, at) => sentences[(at * (1 + (line % 3)) + note + line) % sentences.length]);
    const lines = Array.from({ length: 16 }, (_line, line) => paragraph(line).join(note % 2 === 0 ? ' ' : ''));
    const file = path.join(place, `note-${note}.md`);
    fs.writeFileSync(file, lines.join('\n\n'));
    return file;
  });
}

export async function learn(args: LearnArguments = {}) {
  await vscode.commands.executeCommand(commands.learn, { files: ownNotes(), minutes: 0.4, ...args });
}

export async function compareCells(args: CompareArguments = {}) {
  await vscode.commands.executeCommand(commands.compareCells, { files: ownNotes(), minutes: 0.05, ...args });
}

/** A model of our own notes: made once, by the first suite that needs it. */
export async function learned(): Promise<Afterword> {
  const api = await afterword();
  if (api.client.model?.hiddenSize === ownSize) return api;
  await configure('hiddenSize', ownSize);
  await learn();
  await until('the end of learning', () => api.status().state === 'finished', 60);
  return api;
}

/** Makes those notes, and what the suites write, the notes of the folder, so that they are what is counted. */
export async function onlyOwnNotes(api: Afterword) {
  const before = api.client.counts;
  await configure('include', ['node_modules/own-notes/*.md', '**/writing-*.md']);
  await configure('exclude', []);
  await until('the own notes to be counted', () => {
    const { counts } = api.client;
    const written = fs.readdirSync(folder()).filter((name) => name.startsWith('writing-')).length;
    return counts !== before && counts !== undefined && counts.notes < 40 + written;
  });
}

export async function allNotesAgain() {
  for (const name of ['include', 'exclude'] as const) await configure(name, undefined);
}

/** While the engine is watched: the texts that it is asked to go on from. */
export async function whileWatched<T>(api: Afterword, act: (texts: readonly string[]) => Promise<T>): Promise<T> {
  const { client } = api;
  const texts: string[] = [];
  const predict = client.predict.bind(client);
  client.predict = (request, token) => (texts.push(request.text), predict(request, token));
  try {
    return await act(texts);
  } finally {
    client.predict = predict;
  }
}

/** Of the hidden state: enough for a dozen notes, and learned in seconds. */
const ownSize = 64;

/** A new Markdown file with this text, and the cursor at its end. */
export async function write(text: string): Promise<vscode.TextEditor> {
  const file = vscode.Uri.file(path.join(folder(), `writing-${randomUUID()}.md`));
  await vscode.workspace.fs.writeFile(file, Buffer.from(text));
  const editor = await vscode.window.showTextDocument(file, { preview: false });
  await placeCursor(editor, editor.document.positionAt(text.length));
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
