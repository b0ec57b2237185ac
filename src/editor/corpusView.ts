// The tree of notes in the Explorer: every file that is learnt from and how much it gives, what the network has learnt
// before, and what is left out and why. The engine has the lists; here are the rows that are unfolded. Hidden, it does
// nothing.

import * as vscode from 'vscode';
import { EngineError, type EngineClient } from '../engine/client';
import type { CorpusPart, CorpusSummary } from '../engine/protocol/notes';
import { corpusItem, type CorpusNode } from './corpusItems';
import { DisposableOwner } from './disposable';
import { isExcludedFolder } from './excluding';
import { corpusViewId, showMoreCommand } from './identifiers';
import { addressOf } from './noteAddress';
import { noteFolders } from './noteFiles';
import type { NotesFolder } from './notesFolder';
import { compact } from './numbers';
import { problemText } from './problems';
import { Throttle } from './throttle';

/** Milliseconds between two looks at what is different. */
const shortest = 300;
/** Files of one folder that are shown at first, and each time that more are wanted. */
const filesAtOnce = 200;

export class CorpusView extends DisposableOwner implements vscode.TreeDataProvider<CorpusNode> {
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view = this.own(
    vscode.window.createTreeView<CorpusNode>(corpusViewId, { treeDataProvider: this, showCollapseAll: true }),
  );
  private readonly soon = this.own(new Throttle(shortest, () => void (this.view.visible && this.catchUp())));
  private summary: CorpusSummary | undefined;
  /** What the rows have been made of. */
  private shown = '';
  /** Something may have changed since then. */
  private behind = true;
  private leftOutBehind = true;
  private catchingUp: Promise<void> | undefined;
  private search: vscode.CancellationTokenSource | undefined;
  /** How many files of a folder are wanted, where it is not the usual number. */
  private readonly wanted = new Map<string, number>();

  constructor(
    private readonly client: EngineClient,
    private readonly notes: NotesFolder,
  ) {
    super();
    this.own(this.view.onDidChangeVisibility(({ visible }) => (visible ? this.request() : this.giveUp())));
    this.own({ dispose: () => this.giveUp() });
    this.own(client.onCounts(() => this.changedSoon()));
    this.own(client.onModel(() => this.changedSoon()));
    this.own(
      notes.onDidChange(() => {
        this.leftOutBehind = true;
        this.changedSoon();
      }),
    );
    const showMore = (part: CorpusPart, folder?: string) => this.showMore(part, folder);
    this.own(vscode.commands.registerCommand(showMoreCommand, showMore));
  }

  getTreeItem(node: CorpusNode): vscode.TreeItem {
    return corpusItem(node);
  }

  async getChildren(node?: CorpusNode): Promise<CorpusNode[]> {
    if (!node) {
      await this.catchUp();
      return this.top();
    }
    if (node.kind === 'part') return this.contents(node.part, undefined);
    return node.kind === 'folder' ? this.contents(node.part, node.path) : [];
  }

  private top(): CorpusNode[] {
    const parts = this.summary?.parts.filter(({ files }) => files > 0) ?? [];
    const learnt = Boolean(this.client.model);
    const canLearn = !learnt && parts.some(({ part }) => part === 'notes');
    return [
      ...(canLearn ? [{ kind: 'learn' } as const] : []),
      ...parts.map((each) => ({ kind: 'part', learnt, ...each }) as const),
    ];
  }

  private async contents(part: CorpusPart, folder: string | undefined): Promise<CorpusNode[]> {
    const roots = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => addressOf(uri));
    const most = this.wanted.get(placeKey(part, folder)) ?? filesAtOnce;
    const { folders, files, more } = await this.client.corpusFolder({ part, roots, folder, most });
    return [
      ...folders.map((each) => ({ kind: 'folder', part, excluded: isExcludedFolder(each.path), ...each }) as const),
      ...files.map((file) => ({ kind: 'file', part, file }) as const),
      ...(more > 0 ? [{ kind: 'more', part, folder, files: more } as const] : []),
    ];
  }

  private showMore(part: CorpusPart, folder: string | undefined): void {
    const key = placeKey(part, folder);
    this.wanted.set(key, (this.wanted.get(key) ?? filesAtOnce) + filesAtOnce);
    this.changed.fire();
  }

  private changedSoon(): void {
    this.behind = true;
    this.request();
  }

  private request(): void {
    if (this.behind && this.view.visible) this.soon.request();
  }

  private giveUp(): void {
    if (!this.search) return;
    this.search.cancel();
    this.leftOutBehind = true;
  }

  /** A second call joins the first. */
  private async catchUp(): Promise<void> {
    if (this.behind) this.catchingUp ??= this.catchUpNow().finally(() => (this.catchingUp = undefined));
    await this.catchingUp;
  }

  private async catchUpNow(): Promise<void> {
    this.behind = false;
    try {
      if (!this.notes.isOpen || !this.notes.isTrusted) return this.show(undefined);
      await this.notes.whenLooked();
      const summary = await this.client.corpusSummary();
      this.show(summary);
      // An engine that has just been started knows nothing of it.
      if (this.leftOutBehind || !(summary.leftOutKnown || this.search)) void this.searchLeftOut();
    } catch (error) {
      this.failed(error);
    }
    this.request();
  }

  /** While the rows that are known are shown. */
  private async searchLeftOut(): Promise<void> {
    this.search?.cancel();
    const search = new vscode.CancellationTokenSource();
    this.search = search;
    this.leftOutBehind = false;
    try {
      await this.client.findLeftOut(noteFolders(), search.token);
      this.changedSoon();
    } catch (error) {
      if (!search.token.isCancellationRequested) this.failed(error);
    } finally {
      search.dispose();
      if (this.search === search) this.search = undefined;
    }
  }

  private show(summary: CorpusSummary | undefined): void {
    const { pid, model } = this.client;
    const shown = JSON.stringify([pid, summary?.version, Boolean(model)]);
    this.view.message = summary?.learntKnown === false && model ? notNoted() : undefined;
    if (shown === this.shown) return;
    this.shown = shown;
    this.summary = summary;
    const notes = summary?.parts.find(({ part }) => part === 'notes');
    this.view.description = notes?.files ? vscode.l10n.t('{0} words', compact(notes.words)) : undefined;
    this.changed.fire();
  }

  /** The next change tries again. */
  private failed(error: unknown): void {
    this.view.message = error instanceof EngineError ? problemText(error) : String(error);
  }
}

function placeKey(part: CorpusPart, folder: string | undefined): string {
  return `${part} ${folder ?? ''}`;
}

function notNoted(): string {
  return vscode.l10n.t(
    'Which files this network has learned from was not noted by the earlier version that let it learn.',
  );
}
