// What there is to learn from in the open folder: finds the notes, lets the engine count them, and looks again when
// files, folders or settings change. Says why files were skipped once, in the log.

import * as vscode from 'vscode';
import type { EngineClient } from '../engine/client';
import type { SkippedFile, Survey } from '../engine/protocol/notes';
import { DisposableOwner } from './disposable';
import { expandBraces } from './globs';
import { settingNames, settingsSection } from './identifiers';
import { findNotes, isCovered, openNote } from './noteFiles';
import { isOnDisk } from './onDisk';
import { problemText, skippedReason } from './problems';
import { noteGlobs } from './settings';
import { readVirtualNotes } from './virtualNotes';

/** Milliseconds of quiet before the folder is looked through again: saving a note must not cost anything. */
const quiet = 3000;
/** The same after a note was saved in this window: what is new in it is to be offered at once, and no other is looked at. */
const quietAfterSave = 250;

export class NotesFolder extends DisposableOwner {
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChange = this.changed.event;
  private watchers: vscode.Disposable[] = [];
  private timer: NodeJS.Timeout | undefined;
  private current: Survey | undefined;
  /** The engine that has counted, by its process. */
  private countedBy: number | undefined;
  private looking: Promise<void> | undefined;
  private found: readonly string[] = [];
  private handsNotes = false;
  private savedTimer: NodeJS.Timeout | undefined;
  private readonly told = new Set<string>();

  constructor(
    private readonly client: EngineClient,
    private readonly log: vscode.LogOutputChannel,
  ) {
    super();
    this.watch();
    this.own({ dispose: () => this.watchers.forEach((watcher) => watcher.dispose()) });
    this.own({ dispose: () => [this.timer, this.savedTimer].forEach(clearTimeout) });
    this.own(vscode.workspace.onDidSaveTextDocument((document) => this.saved(document)));
    this.own(vscode.workspace.onDidGrantWorkspaceTrust(() => void this.look()));
    this.own(
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.watch();
        this.lookSoon();
      }),
    );
    // Another engine has started: what the one before had counted has gone with it.
    this.own(client.onModel(() => (client.pid === this.countedBy ? undefined : void this.look())));
    this.own(
      vscode.workspace.onDidChangeConfiguration((event) => {
        const names = [settingNames.include, settingNames.exclude];
        if (!names.some((name) => event.affectsConfiguration(`${settingsSection}.${name}`))) return;
        this.watch();
        this.lookSoon();
      }),
    );
  }

  /** undefined: not counted yet, or no folder is open. */
  get survey(): Survey | undefined {
    return this.current;
  }

  get isTrusted(): boolean {
    return vscode.workspace.isTrusted;
  }

  /** @throws Error that says that the folder is not trusted. */
  checkTrust(): void {
    if (!this.isTrusted) throw new Error(problemText({ code: 'notTrusted', message: '' }));
  }

  get isOpen(): boolean {
    return (vscode.workspace.workspaceFolders?.length ?? 0) > 0;
  }

  /** In Restricted Mode none: what a stranger's folder holds is not read. */
  async files(): Promise<string[]> {
    if (!this.isTrusted) return [];
    const virtual = await readVirtualNotes();
    // An engine that has none needs none.
    if (virtual.length > 0 || this.handsNotes) await this.client.hand(virtual);
    this.handsNotes = virtual.length > 0;
    return [...(await findNotes()), ...virtual.map(({ path }) => path)];
  }

  /** Finds and counts the notes; a second call joins the first. */
  look(): Promise<void> {
    this.looking ??= this.lookNow().finally(() => (this.looking = undefined));
    return this.looking;
  }

  /** Resolves when no look is under way. */
  async whenLooked(): Promise<void> {
    await this.looking;
  }

  /** The same after something has changed that a look under way may not have seen. */
  async lookAgain(): Promise<void> {
    await this.looking;
    await this.look();
  }

  private async lookNow() {
    try {
      const files = this.isOpen ? await this.files() : [];
      this.found = files;
      // An empty folder needs no engine.
      const nothing: Survey = { notes: 0, words: 0, skipped: [] };
      this.current = files.length > 0 ? await this.client.survey(files) : nothing;
      this.countedBy = this.client.pid;
      this.tellSkipped(this.current.skipped);
    } catch (error) {
      // The engine comes back by itself; the next look counts again.
      this.log.warn(`The notes could not be counted: ${String(error)}`);
    }
    this.changed.fire();
  }

  private saved(document: vscode.TextDocument) {
    const inFolder = vscode.workspace.getWorkspaceFolder(document.uri) !== undefined;
    if (!this.isTrusted || !inFolder || !isCovered(document)) return;
    // What lies elsewhere is read anew as a whole.
    if (!isOnDisk(document.uri)) return this.lookSoon();
    clearTimeout(this.savedTimer);
    this.savedTimer = setTimeout(() => void this.countFound(document.uri), quietAfterSave);
  }

  private async countFound(saved: vscode.Uri) {
    try {
      const isNew = !this.found.includes(saved.fsPath);
      if (isNew) this.found = [...this.found, ...(await openNote(saved))].sort();
      this.current = await this.client.survey(this.found);
      this.countedBy = this.client.pid;
    } catch (error) {
      this.log.warn(`The notes could not be counted: ${String(error)}`);
    }
  }

  private watch() {
    this.watchers.forEach((watcher) => watcher.dispose());
    const folders = vscode.workspace.workspaceFolders ?? [];
    const notes = folders.flatMap(({ uri }) => noteGlobs(uri).include.flatMap(expandBraces));
    this.watchers = [...new Set(notes), '**/.gitignore'].flatMap((glob) => {
      const watcher = vscode.workspace.createFileSystemWatcher(glob);
      const soon = () => this.lookSoon();
      return [watcher, watcher.onDidCreate(soon), watcher.onDidChange(soon), watcher.onDidDelete(soon)];
    });
  }

  private lookSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.lookAgain(), quiet);
  }

  private tellSkipped(skipped: readonly SkippedFile[]) {
    for (const { path, reason } of skipped) {
      if (this.told.has(path)) continue;
      this.told.add(path);
      this.log.info(vscode.l10n.t('Skipped {0}: {1}.', vscode.workspace.asRelativePath(path), skippedReason(reason)));
    }
  }
}
