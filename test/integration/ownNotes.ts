// The notes of our own that the suites learn from, and a model of them: made once, by the first suite that needs it.

import * as vscode from 'vscode';
import { commands } from '../../src/editor/identifiers';
import type { CompareArguments, LearnArguments } from '../../src/editor/learn';
import { addressOf } from '../../src/editor/noteAddress';
import { isOnDisk } from '../../src/editor/onDisk';
import type { Afterword } from '../../src/extension';
import { hasPage, keyboard } from './keyboard';
import { afterword, bytesOf, configure, inFolder, type Setting, until } from './support';

const english = [
  'I walked to the river before breakfast.',
  'The river was quiet in the morning.',
  'I walked to the market in the rain.',
  'My sister wrote a letter to the library.',
  'In the evening we read about the river.',
];
const chinese = [
  '我昨天上学迟到了。',
  '老师在用Python写书。',
  '他今天去图书馆看书。',
  '妈妈晚上用 iPad 看书。',
  '我昨天上学迟到了，心里很着急。',
];

const ownNoteCount = 12;

/** Of the hidden state: enough for a dozen notes, and learned in seconds. */
const ownSize = 64;

/** Notes in which a network soon finds its way, with enough text to hold some out. */
function ownNotes(): Promise<string[]> {
  const notes = Array.from({ length: ownNoteCount }, (_, note) => {
    const sentences = note % 2 === 0 ? english : chinese;
    const paragraph = (line: number) =>
      sentences.map((_sentence, at) => sentences[(at * (1 + (line % 3)) + note + line) % sentences.length]);
    const lines = Array.from({ length: 16 }, (_line, line) => paragraph(line).join(note % 2 === 0 ? ' ' : ''));
    // So that a text with a heading, as the suites write some, is nothing that the network has never seen.
    return ['# Today', ...lines].join('\n\n');
  });
  return notesApart('own-notes', notes);
}

/** By the usual settings no notes of the folder. @returns their addresses, for the engine. */
export async function notesApart(folder: string, texts: readonly string[]): Promise<string[]> {
  const notes = texts.map((text, note) => {
    return { file: inFolder('node_modules', folder, `note-${note}.md`), bytes: bytesOf(text) };
  });
  for (const { file, bytes } of notes) await vscode.workspace.fs.writeFile(file, bytes);
  const handed = notes.map(({ file, bytes }) => ({ path: addressOf(file), bytes }));
  // The engine reads no disk in a browser, and by the usual settings nobody hands it these.
  if (!isOnDisk(inFolder())) await (await afterword()).client.hand(handed);
  return handed.map(({ path }) => path);
}

/** In passes over the notes, not in minutes: a busy machine makes the same network as a quiet one. */
export async function learn(args: LearnArguments = {}) {
  const budget = args.minutes === undefined ? { epochs: 60 } : {};
  const files = args.files ?? (await ownNotes());
  await vscode.commands.executeCommand(commands.learn, { ...budget, ...args, files });
}

export async function compareCells(args: CompareArguments = {}) {
  await vscode.commands.executeCommand(commands.compareCells, { files: await ownNotes(), minutes: 0.05, ...args });
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
export async function onlyOwnNotes(): Promise<Afterword> {
  const api = await learned();
  const before = api.client.counts;
  await configure('include', ['node_modules/own-notes/*.md', '**/writing-*.md']);
  await configure('exclude', []);
  await until('the own notes to be counted', async () => {
    const { counts } = api.client;
    const written = (await vscode.workspace.fs.readDirectory(inFolder())).filter(([name]) => /^writing-/.test(name));
    return counts !== before && counts !== undefined && counts.notes < 40 + written.length;
  });
  return api;
}

export async function allNotesAgain() {
  for (const name of ['include', 'exclude'] as const) await configure(name, undefined);
}

/** For a suite in which somebody writes who has only our own notes: in a page, with these settings. Call within `describe`. */
export function writesWithOwnNotes(settings: { readonly [S in Setting]?: unknown } = {}) {
  const names = Object.keys(settings) as Setting[];

  before(async function () {
    if (!hasPage) this.skip();
    await onlyOwnNotes();
    for (const name of names) await configure(name, settings[name]);
  });

  afterEach(() => keyboard.press('Escape'));

  after(async () => {
    await allNotesAgain();
    for (const name of names) await configure(name, undefined);
  });
}
