// Leaving a note, or a folder of them, out of learning, and taking it in again: by globs in the setting afterword.exclude.

import * as vscode from 'vscode';
import type { EngineClient } from '../engine/client';
import { attempt } from './attempt';
import { chosenNote, pathIn } from './chosenNote';
import type { CorpusNode } from './corpusItems';
import { globOf, pointedAt, withGlob } from './excludeGlobs';
import { commands, settingNames, settingsSection } from './identifiers';
import type { Learning } from './learn';
import { uriOf } from './noteAddress';
import type { NotesFolder } from './notesFolder';
import { noteGlobs, writeGlobs } from './settings';

export class Excluding {
  constructor(
    private readonly client: EngineClient,
    private readonly notes: NotesFolder,
    private readonly learning: Learning,
  ) {}

  async exclude(node?: CorpusNode): Promise<void> {
    const chosen = await this.leaveOut(node);
    if (chosen) void this.tellExcluded(chosen);
  }

  async excludeAndLearnAnew(node?: CorpusNode): Promise<void> {
    if (await this.leaveOut(node)) await this.learnAnew();
  }

  async include(node?: CorpusNode): Promise<void> {
    this.notes.checkTrust();
    const chosen = chosenPlace(node);
    if (!chosen) return;
    const { folder, relativePath, isFolder } = chosen;
    if (node?.kind === 'file' && node.file.reason === 'forgotten') {
      await this.client.forget({ file: node.file.path, files: [], forgotten: false });
      return this.notes.lookAgain();
    }
    const { exclude } = noteGlobs(folder.uri);
    const glob = pointedAt(exclude, relativePath, isFolder);
    if (glob === undefined) return void tellPattern(chosen);
    if (glob !== globOf(relativePath, isFolder) && !(await askForFolder(glob))) return;
    const others = exclude.filter((other) => other !== glob);
    await writeGlobs('exclude', folder.uri, others);
    await this.notes.lookAgain();
  }

  /** @returns what is left out now; undefined: nothing was chosen. */
  private async leaveOut(node: CorpusNode | undefined): Promise<Chosen | undefined> {
    this.notes.checkTrust();
    const chosen = chosenPlace(node);
    if (!chosen) return undefined;
    const { folder, relativePath, isFolder } = chosen;
    const { exclude } = noteGlobs(folder.uri);
    await writeGlobs('exclude', folder.uri, withGlob(exclude, globOf(relativePath, isFolder)));
    await this.notes.lookAgain();
    return chosen;
  }

  private async tellExcluded(chosen: Chosen): Promise<void> {
    const text = vscode.l10n.t('Nothing is learned from “{0}” any more.', nameOf(chosen));
    if (!this.client.model) return void vscode.window.showInformationMessage(text);
    const rest = vscode.l10n.t('What the network knows of it stays until it learns anew.');
    const anew = vscode.l10n.t('Learn Anew');
    const answer = await vscode.window.showInformationMessage(`${text} ${rest}`, anew);
    if (answer === anew) await attempt(() => this.learnAnew());
  }

  /** A run under way has the note among its text. */
  private async learnAnew(): Promise<void> {
    if (this.learning.underWay) await this.client.stop();
    await this.learning.learn({ resume: false });
  }
}

interface Chosen {
  readonly uri: vscode.Uri;
  readonly folder: vscode.WorkspaceFolder;
  readonly relativePath: string;
  readonly isFolder: boolean;
}

function chosenPlace(node: CorpusNode | undefined): Chosen | undefined {
  const uri = chosenNote(node);
  const folder = uri && vscode.workspace.getWorkspaceFolder(uri);
  return folder && { uri, folder, relativePath: pathIn(folder, uri), isFolder: node?.kind === 'folder' };
}

/** Somebody has excluded just this folder. */
export function isExcludedFolder(path: string): boolean {
  const uri = uriOf(path);
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder !== undefined && noteGlobs(folder.uri).exclude.includes(globOf(pathIn(folder, uri), true));
}

function nameOf({ uri }: Chosen): string {
  return vscode.workspace.asRelativePath(uri);
}

/** What a pattern for many files leaves out is not for one of them to decide. */
async function tellPattern(chosen: Chosen): Promise<void> {
  const text = vscode.l10n.t(
    '“{0}” is not excluded by itself. If it is left out, a pattern in the setting afterword.exclude does it.',
    nameOf(chosen),
  );
  const open = vscode.l10n.t('Open the Setting');
  if ((await vscode.window.showInformationMessage(text, open)) !== open) return;
  const query = `${settingsSection}.${settingNames.exclude}`;
  await vscode.commands.executeCommand('workbench.action.openWorkspaceSettings', { query });
}

async function askForFolder(glob: string): Promise<boolean> {
  const question = vscode.l10n.t('The whole folder is excluded, by “{0}”.', glob);
  const include = vscode.l10n.t('Include the Folder');
  return (await vscode.window.showInformationMessage(question, { modal: true }, include)) === include;
}

export function registerExcluding(excluding: Excluding): vscode.Disposable {
  const register = (command: string, action: (node?: CorpusNode) => Promise<void>) =>
    vscode.commands.registerCommand(command, (node?: CorpusNode) => attempt(() => action(node)));
  return vscode.Disposable.from(
    register(commands.excludeNote, (node) => excluding.exclude(node)),
    register(commands.excludeAndLearnAnew, (node) => excluding.excludeAndLearnAnew(node)),
    register(commands.includeNote, (node) => excluding.include(node)),
    register(commands.openNote, async (node) => {
      const uri = chosenNote(node);
      if (uri) await vscode.commands.executeCommand('vscode.open', uri);
    }),
  );
}
