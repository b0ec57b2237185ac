// The user's settings, read and checked in one place: whatever settings.json says, what comes out of here can be used.
// A change works at once: they are read anew each time, or, where every key asks, whenever a setting has changed.

import * as vscode from 'vscode';
import { defaultOptions, defaultThreads } from '../engine/defaults';
import type { TrainingOptions } from '../engine/protocol/training';
import type { CellKind } from '../rnn/config';
import { settingNames, settingsSection } from './identifiers';
import { remembered } from './remembered';
import { type WhenToLearn, whenToLearnChoices } from './whenToLearn';

export type GhostWhen = 'automatic' | 'manual';

export interface Settings {
  /** Suggestions at all, as ghost text and in the list. */
  readonly enabled: boolean;
  /** The most probable next word, shown behind the cursor. */
  readonly ghostText: boolean;
  /** The most probable next words in the completion list. */
  readonly list: boolean;
  /** How many words the list offers. */
  readonly listSize: number;
  /** manual: ghost text comes only when it is asked for. */
  readonly ghostWhen: GhostWhen;
  /** Milliseconds after the last key in which no ghost text comes. */
  readonly ghostDelay: number;
  /** At about which share of the words ghost text is shown, 0 … 1: where it is surest. */
  readonly ghostShare: number;
  /** Words are suggested in code, front matter, addresses and math, too. */
  readonly inCode: boolean;
  /** Words that are not suggested. */
  readonly never: readonly string[];
  /** Words and phrases that come first when their beginning has been typed. */
  readonly pinned: readonly string[];
  /** The network's softmax alone, without what is counted in the notes. */
  readonly networkOnly: boolean;
  /** Typed behind a shorthand, it shows what that stands for; empty: nothing does. */
  readonly shorthandTrigger: string;
  readonly whenToLearn: WhenToLearn;
  readonly training: TrainingSettings;
}

/** Of a folder, as each can have its own. */
export interface NoteGlobs {
  /** Of the files that are notes. */
  readonly include: readonly string[];
  /** Of files that are not, even so. */
  readonly exclude: readonly string[];
}

export interface TrainingSettings {
  /** How long one run may take. */
  readonly minutes: number;
  /** The kind of recurrent network. */
  readonly cell: CellKind;
  /** Width of the hidden state; undefined: by the amount of text, the time and the machine. */
  readonly hiddenSize: number | undefined;
  /** Recurrent layers on top of each other. */
  readonly layers: number;
  /** Share of activations dropped while training; undefined: by how often the text is read. */
  readonly dropout: number | undefined;
  /** Threads that train; 0: as many as the machine has cores, at most 8. */
  readonly threads: number;
  /** Where the randomness starts: the same seed and notes give the same model. */
  readonly seed: number;
}

const cells: readonly CellKind[] = ['lstm', 'gru', 'rnn'];

/** @param scope the document that is asked about: the language and the folder can have their own. */
export function readSettings(scope?: vscode.TextDocument): Settings {
  const values = vscode.workspace.getConfiguration(settingsSection, scope);
  return {
    enabled: offBy(values) === undefined,
    ghostText: values.get(settingNames.ghostText) !== false,
    ghostWhen: values.get(settingNames.ghostWhen) === 'manual' ? 'manual' : 'automatic',
    ghostDelay: number(values, settingNames.ghostDelay, 0, 10_000),
    list: values.get(settingNames.list) !== false,
    listSize: Math.round(number(values, settingNames.listSize, 5, 10)),
    ghostShare: number(values, settingNames.ghostShare, 1, 100) / 100,
    inCode: values.get(settingNames.inCode) === true,
    never: strings(values, settingNames.never),
    pinned: strings(values, settingNames.pinned),
    networkOnly: values.get(settingNames.networkOnly) === true,
    shorthandTrigger: trigger(values),
    whenToLearn: whenToLearn(values),
    training: {
      minutes: number(values, settingNames.minutes, 0.05, 1440),
      cell: cells.find((cell) => cell === values.get(settingNames.cell)) ?? cells[0],
      hiddenSize: optional(values, settingNames.hiddenSize, 8, 4096, Math.round),
      layers: Math.round(number(values, settingNames.layers, 1, 4)),
      dropout: optional(values, settingNames.dropout, 0, 0.9),
      threads: Math.round(number(values, settingNames.threads, 0, 64)),
      seed: Math.round(number(values, settingNames.seed, 0, 2 ** 31 - 1)),
    },
  };
}

/** For whoever asks with every key. */
export const settingsOf = remembered(readSettings);

/** Off is off: what a language says only counts where suggestions are on at all. */
function offBy(values: vscode.WorkspaceConfiguration): 'everywhere' | 'language' | undefined {
  const { workspaceFolderValue, workspaceValue, globalValue } = values.inspect<boolean>(settingNames.enabled) ?? {};
  if ((workspaceFolderValue ?? workspaceValue ?? globalValue) === false) return 'everywhere';
  return values.get(settingNames.enabled) === false ? 'language' : undefined;
}

/** Whether `enabled` switches suggestions off in this document, and for what. */
export function disabledFor(document: vscode.TextDocument | undefined): 'everywhere' | 'language' | undefined {
  return offBy(vscode.workspace.getConfiguration(settingsSection, document));
}

/** The setting was called inPauses at first, and off or on. */
function whenToLearn(values: vscode.WorkspaceConfiguration): WhenToLearn {
  const value = values.get(settingNames.whenToLearn);
  const chosen = whenToLearnChoices.find((choice) => choice === value) ?? 'always';
  return chosen === 'always' && values.get(settingNames.learnOn) === false ? 'manual' : chosen;
}

export function noteGlobs(folder: vscode.Uri): NoteGlobs {
  const values = vscode.workspace.getConfiguration(settingsSection, folder);
  return { include: strings(values, settingNames.include), exclude: strings(values, settingNames.exclude) };
}

/** Of documents in which nothing is suggested; one of them may be `untitled`. @param folder that the document is in. */
export function offGlobs(folder: vscode.Uri | undefined): readonly string[] {
  return strings(vscode.workspace.getConfiguration(settingsSection, folder), settingNames.offIn);
}

/**
 * Writes them where those of this folder are kept, and nothing where the user's own say the same.
 * @param folder undefined: the user's own.
 */
export async function writeGlobs(
  name: 'exclude' | 'offIn',
  folder: vscode.Uri | undefined,
  written: readonly string[],
): Promise<void> {
  const values = vscode.workspace.getConfiguration(settingsSection, folder);
  if (!folder) return values.update(settingNames[name], written, vscode.ConfigurationTarget.Global);
  const { defaultValue, globalValue, workspaceValue } = values.inspect<readonly string[]>(settingNames[name]) ?? {};
  // Without a workspace file the folder is the workspace.
  const inFolder = vscode.workspace.workspaceFile !== undefined;
  const inherited = (inFolder ? workspaceValue : undefined) ?? globalValue ?? defaultValue;
  const target = inFolder ? vscode.ConfigurationTarget.WorkspaceFolder : vscode.ConfigurationTarget.Workspace;
  const isInherited = JSON.stringify(written) === JSON.stringify(inherited);
  await values.update(settingNames[name], isInherited ? undefined : written, target);
}

function trigger(values: vscode.WorkspaceConfiguration): string {
  const value = values.get(settingNames.shorthandTrigger);
  return typeof value === 'string' ? value.trim() : '';
}

/** Writes where the value in effect comes from: a workspace's own value would hide one in the user's settings. */
export async function writeEnabled(
  enabled: boolean,
  of: 'everywhere' | 'language',
  document: vscode.TextDocument | undefined,
): Promise<void> {
  const values = vscode.workspace.getConfiguration(settingsSection, document);
  const set = values.inspect<boolean>(settingNames.enabled);
  const inLanguage = of === 'language';
  const inFolder = inLanguage ? set?.workspaceFolderLanguageValue : set?.workspaceFolderValue;
  const inWorkspace = inLanguage ? set?.workspaceLanguageValue : set?.workspaceValue;
  const { Global, Workspace, WorkspaceFolder } = vscode.ConfigurationTarget;
  const ofSeveral = vscode.workspace.workspaceFile !== undefined && inFolder !== undefined;
  const target = ofSeveral ? WorkspaceFolder : inWorkspace !== undefined ? Workspace : Global;
  await values.update(settingNames.enabled, enabled, target, inLanguage);
}

/** One more of the writer's own words. */
export async function addWord(name: 'never' | 'pinned', word: string): Promise<void> {
  const values = vscode.workspace.getConfiguration(settingsSection);
  const words = strings(values, settingNames[name]);
  const inWorkspace = values.inspect(settingNames[name])?.workspaceValue !== undefined;
  await values.update(settingNames[name], [...new Set([...words, word])], !inWorkspace);
}

export function trainingOptions(settings: TrainingSettings): TrainingOptions {
  const { cell, hiddenSize, layers, dropout, seed, minutes, threads } = settings;
  const sizes = { hiddenSize, numLayers: layers };
  return { ...defaultOptions, ...sizes, cell, dropout, seed, minutes, threads: threads || defaultThreads() };
}

/** What is no number gives way to the default in package.json, and what is out of range to the nearest that is in it. */
function number(values: vscode.WorkspaceConfiguration, name: string, least: number, most: number): number {
  const value = values.get<unknown>(name);
  const chosen =
    typeof value === 'number' && Number.isFinite(value) ? value : values.inspect<number>(name)?.defaultValue;
  return Math.min(most, Math.max(least, chosen ?? least));
}

/** Left empty, or set to what is no number: undefined. */
function optional(
  values: vscode.WorkspaceConfiguration,
  name: string,
  least: number,
  most: number,
  round = (x: number) => x,
): number | undefined {
  const value = values.get<unknown>(name);
  return typeof value === 'number' && Number.isFinite(value)
    ? round(Math.min(most, Math.max(least, value)))
    : undefined;
}

function strings(values: vscode.WorkspaceConfiguration, name: string): readonly string[] {
  const value = values.get<unknown>(name);
  const chosen = Array.isArray(value) ? value : (values.inspect<unknown[]>(name)?.defaultValue ?? []);
  return chosen.filter((each): each is string => typeof each === 'string' && each !== '');
}
