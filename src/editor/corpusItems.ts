// The rows of the tree of notes: what each says, in words and not by colour, and what can be done with it.

import * as vscode from 'vscode';
import type { CorpusFile, CorpusPart, CorpusSubfolder } from '../engine/protocol/notes';
import { commands, showMoreCommand } from './identifiers';
import { addressOf, nameOf, spelledOut, uriOf } from './noteAddress';
import { whole } from './numbers';
import { skippedReason } from './problems';
import { readinessText } from './readinessText';
import { notesAndWords } from './statusText';

export type CorpusNode = PartNode | FolderNode | FileNode | MoreNode | LearnNode;

export interface PartNode {
  readonly kind: 'part';
  readonly part: CorpusPart;
  readonly files: number;
  readonly words: number;
  /** There is a network. */
  readonly learnt: boolean;
}

export interface FolderNode extends CorpusSubfolder {
  readonly kind: 'folder';
  readonly part: CorpusPart;
  /** Somebody has excluded just this folder. */
  readonly excluded: boolean;
}

export interface FileNode {
  readonly kind: 'file';
  readonly part: CorpusPart;
  readonly file: CorpusFile;
}

/** Files of a folder that are not shown yet. */
export interface MoreNode {
  readonly kind: 'more';
  readonly part: CorpusPart;
  /** undefined: the top. */
  readonly folder: string | undefined;
  readonly files: number;
}

/** No network has learnt yet. */
export interface LearnNode {
  readonly kind: 'learn';
}

export function corpusItem(node: CorpusNode): vscode.TreeItem {
  const item = itemOf(node);
  const texts = [item.label, item.description].filter((text) => typeof text === 'string');
  item.accessibilityInformation = { label: texts.join(', ') };
  return item;
}

function itemOf(node: CorpusNode): vscode.TreeItem {
  switch (node.kind) {
    case 'part':
      return partItem(node);
    case 'folder':
      return folderItem(node);
    case 'file':
      return fileItem(node);
    case 'more':
      return moreItem(node);
    case 'learn':
      return learnItem();
  }
}

function partItem({ part, files, words, learnt }: PartNode): vscode.TreeItem {
  const item = new vscode.TreeItem(partName(part, learnt), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = part;
  item.iconPath = new vscode.ThemeIcon({ notes: 'book', remembered: 'history', leftOut: 'circle-slash' }[part]);
  item.description = part === 'leftOut' ? filesText(files) : notesAndWords(files, words);
  item.tooltip = part === 'notes' ? `${partTooltip(part)}\n${readinessText(words)}` : partTooltip(part);
  item.contextValue = `part ${part}`;
  return item;
}

function folderItem({ part, path: folder, files, words, excluded }: FolderNode): vscode.TreeItem {
  const item = new vscode.TreeItem(folderName(folder), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `${part} ${folder}`;
  item.iconPath = new vscode.ThemeIcon('folder');
  item.description = part === 'leftOut' ? filesText(files) : notesAndWords(files, words);
  item.tooltip = spelledOut(folder);
  item.contextValue = ['folder', part, excluded && 'excluded'].filter(Boolean).join(' ');
  return item;
}

function fileItem({ part, file }: FileNode): vscode.TreeItem {
  const item = new vscode.TreeItem(nameOf(file.path));
  item.id = `${part} ${file.path}`;
  item.iconPath = new vscode.ThemeIcon({ notes: 'file', remembered: 'history', leftOut: 'circle-slash' }[part]);
  item.description = fileText(part, file);
  item.tooltip = `${spelledOut(file.path)}\n${item.description}`;
  item.contextValue = ['file', part, file.reason ?? (part === 'remembered' && 'gone')].filter(Boolean).join(' ');
  if (part !== 'remembered' || file.reason) {
    item.command = { command: 'vscode.open', title: '', arguments: [uriOf(file.path)] };
  }
  return item;
}

/** Folders of the workspace may have been given names. */
function folderName(folder: string): string {
  const root = vscode.workspace.workspaceFolders?.find(({ uri }) => addressOf(uri) === folder);
  return root?.name ?? nameOf(folder);
}

function moreItem({ part, folder, files }: MoreNode): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Show more…'));
  item.id = `${part} more ${folder ?? ''}`;
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.description = filesText(files);
  item.command = { command: showMoreCommand, title: '', arguments: [part, folder] };
  return item;
}

function learnItem(): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Learn from these notes'));
  item.id = 'learn';
  item.iconPath = new vscode.ThemeIcon('mortar-board');
  item.command = { command: commands.learn, title: '' };
  return item;
}

function partName(part: CorpusPart, learnt: boolean): string {
  switch (part) {
    case 'notes':
      return learnt ? vscode.l10n.t('Learned from') : vscode.l10n.t('Counted');
    case 'remembered':
      return vscode.l10n.t('Still in the network');
    case 'leftOut':
      return vscode.l10n.t('Left out');
  }
}

function partTooltip(part: CorpusPart): string {
  switch (part) {
    case 'notes':
      return vscode.l10n.t('Files that are counted and learned from.');
    case 'remembered':
      return vscode.l10n.t(
        'Files that are no longer learned from, but were once: the network may remember them until it learns anew.',
      );
    case 'leftOut':
      return vscode.l10n.t('Files that nothing is learned from, and why.');
  }
}

function fileText(part: CorpusPart, { words, reason, learnt }: CorpusFile): string {
  if (part === 'leftOut') return skippedReason(reason!);
  const count = wordsText(words);
  if (part === 'notes') return learnt === false ? vscode.l10n.t('{0} · not in the network yet', count) : count;
  return `${reason ? skippedReason(reason) : vscode.l10n.t('it is not there any more')} · ${count}`;
}

function wordsText(words: number): string {
  return words === 1 ? vscode.l10n.t('1 word') : vscode.l10n.t('{0} words', whole(words));
}

function filesText(files: number): string {
  return files === 1 ? vscode.l10n.t('1 file') : vscode.l10n.t('{0} files', whole(files));
}
