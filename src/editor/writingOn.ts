// Drafts that go on from one place in a document: has them written one after the other, tells whoever shows them what
// comes, and puts what is accepted of them into the document.

import * as vscode from 'vscode';
import { EngineError, type EngineClient } from '../engine/client';
import type { DraftPart } from '../engine/protocol/suggestions';
import { leftOf, portionOf } from '../inspector/drafts/portions';
import type {
  DraftSettings,
  DraftShown,
  DraftsShown,
  DraftState,
  PlaceShown,
  Portion,
  ToDrafts,
} from '../inspector/drafts/protocol';
import { checkedSettings, optionsOf } from '../inspector/drafts/settings';
import { impliesSpace } from '../text/scripts';
import { DisposableOwner } from './disposable';
import { DraftPlace } from './draftPlace';
import { fileOf, formatOf, textBefore } from './leftContext';
import { problemText } from './problems';
import { readSettings } from './settings';

/** Characters before the place that are kept, to show and to find it by. */
const keptCharacters = 400;

interface Draft {
  readonly seed: number;
  parts: DraftPart[];
  state: DraftState;
  reason?: string | undefined;
}

export class WritingOn extends DisposableOwner {
  private place: DraftPlace;
  private name: string;
  private drafts: readonly Draft[];
  private written: string | null;
  private settings: DraftSettings;
  private writing = false;
  private cancellation: vscode.CancellationTokenSource | undefined;
  /** One portion after the other, however fast they are asked for. */
  private accepting: Promise<void> = Promise.resolve();

  /** Where the caret stands. */
  static at({ document, selection }: vscode.TextEditor, client: EngineClient, settings: DraftSettings): WritingOn {
    const offset = document.offsetAt(selection.active);
    const place = placeShown(document, offset);
    const shown = { version: 1, place, settings, drafts: [], written: '' } as const;
    return new WritingOn(document, client, shown);
  }

  /** As a page has kept it. undefined: the document is gone. */
  static async restored(client: EngineClient, kept: DraftsShown): Promise<WritingOn | undefined> {
    try {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(kept.place.uri, true));
      return new WritingOn(document, client, kept);
    } catch {
      return undefined;
    }
  }

  private readonly told = this.own(new vscode.EventEmitter<ToDrafts>());
  readonly onDidTell = this.told.event;

  private constructor(
    private document: vscode.TextDocument,
    private readonly client: EngineClient,
    { place, settings, drafts, written }: DraftsShown,
  ) {
    super();
    this.settings = checkedSettings(settings);
    this.place = new DraftPlace(place.start, place.before, written?.length);
    this.name = place.name;
    this.drafts = drafts.map((draft) => ({ ...draft, parts: [...draft.parts], state: stateAtRest(draft.state) }));
    this.written = this.writtenNow();
    this.own({ dispose: () => this.rest() });
    this.own(vscode.workspace.onDidChangeTextDocument((event) => this.follow(event)));
  }

  get shown(): DraftsShown {
    const { place, settings, written } = this;
    const uri = this.document.uri.toString();
    const drafts = this.drafts.map(({ seed, parts, state, reason }): DraftShown => ({ seed, parts, state, reason }));
    const { start, before } = place;
    return { version: 1, place: { uri, name: this.name, start, before }, settings, drafts, written };
  }

  /** All drafts anew, from behind what has been written at the place. */
  write(settings: DraftSettings): void {
    this.settings = settings;
    this.cancellation?.cancel();
    if (this.written !== null) {
      const { before, start, name } = placeShown(this.document, this.place.caret);
      this.place = new DraftPlace(start, before);
      this.name = name;
      this.written = '';
    }
    this.drafts = Array.from({ length: settings.drafts }, (_, i) => ({
      seed: settings.seed + i,
      parts: [],
      state: 'waiting',
    }));
    this.told.fire({ type: 'drafts', shown: this.shown, focus: false });
    void this.goOn();
  }

  /** One draft anew, of another seed. What has been written at the place stays how it begins. */
  again(index: number): void {
    if (!(index in this.drafts)) return;
    this.stop(index);
    const seed = Math.max(...this.drafts.map((draft) => draft.seed)) + 1;
    const { written } = this;
    const begun = written ? [{ text: written, isWord: true, sentence: -1, logprob: 0 }] : [];
    this.drafts = this.drafts.map((draft, i) => (i === index ? { seed, parts: begun, state: 'waiting' } : draft));
    this.told.fire({ type: 'drafts', shown: this.shown, focus: false });
    void this.goOn();
  }

  /** @param index undefined: all. */
  stop(index?: number): void {
    this.drafts.forEach((draft, i) => {
      if (index !== undefined && index !== i) return;
      if (draft.state === 'writing') this.cancellation?.cancel();
      if (stateAtRest(draft.state) !== draft.state) this.setState(draft, 'stopped');
    });
  }

  /** Nobody looks any more: nothing is to be computed. */
  rest(): void {
    this.stop();
  }

  /** Puts the next portion of a draft where it belongs, in one step that can be undone; then, after all of it, goes there. */
  accept(index: number, portion: Portion): Promise<void> {
    const done = this.accepting.then(() => this.insert(index, portion));
    this.accepting = done.catch(() => undefined);
    return done;
  }

  private async insert(index: number, portion: Portion): Promise<void> {
    if (!this.leftOf(index)) return;
    const editor = await this.editor(portion === 'all');
    // It may have been closed meanwhile, and be another document now.
    const document = (this.document = editor.document);
    const left = this.leftOf(index);
    if (!left) return;
    const { place } = this;
    const text = portionOf(left, portion);
    const caret = document.positionAt(place.caret);
    const ahead = document.getText(new vscode.Range(caret, caret.translate(0, 1)));
    const space = /[\p{L}\p{N}]/u.test(ahead) && impliesSpace(text, ahead) ? ' ' : '';
    const options = { undoStopBefore: true, undoStopAfter: true };
    const before = this.lengthOf(this.written ?? '');
    if (!(await editor.edit((edit) => edit.insert(caret, text + space), options))) return;
    place.hasWritten(before + this.lengthOf(text));
    const after = document.positionAt(place.caret);
    editor.selection = new vscode.Selection(after, after);
    editor.revealRange(editor.selection);
    this.tellWritten();
  }

  /** What can be accepted of a draft. undefined: nothing. */
  private leftOf(index: number): readonly DraftPart[] | undefined {
    this.tellWritten();
    const { drafts, written } = this;
    const left = index in drafts && written !== null ? leftOf(drafts[index].parts, written) : undefined;
    return left && left.length > 0 ? left : undefined;
  }

  /** Back to the text. */
  async leave(): Promise<void> {
    await this.editor(true);
  }

  private async editor(focus: boolean): Promise<vscode.TextEditor> {
    const { uri } = this.document;
    const isHere = ({ document }: vscode.TextEditor) => document.uri.toString() === uri.toString();
    const visible = vscode.window.visibleTextEditors.find(isHere);
    if (visible && !focus) return visible;
    const viewColumn = visible?.viewColumn ?? vscode.ViewColumn.One;
    return vscode.window.showTextDocument(uri, { viewColumn, preserveFocus: !focus });
  }

  /** One after the other: the first is there soonest so, and the network need not read the text anew for each word. */
  private async goOn(): Promise<void> {
    if (this.writing) return;
    this.writing = true;
    for (;;) {
      const next = this.drafts.find(({ state }) => state === 'waiting');
      if (!next) break;
      await this.writeDraft(next);
    }
    this.writing = false;
  }

  private async writeDraft(draft: Draft): Promise<void> {
    const { document, settings } = this;
    const cancellation = (this.cancellation = new vscode.CancellationTokenSource());
    const text = textBefore(document, document.positionAt(this.place.caret));
    const { networkOnly, never } = readSettings(document);
    const about = { text, format: formatOf(document), file: fileOf(document), networkOnly, never };
    this.setState(draft, 'writing');
    const add = (part: DraftPart) => {
      if (cancellation.token.isCancellationRequested) return;
      draft.parts.push(part);
      this.tellOf(draft, (index) => ({ type: 'part', draft: index, part }));
    };
    try {
      const ended = await this.client.generate(
        { ...about, ...optionsOf(settings, draft.seed) },
        add,
        cancellation.token,
      );
      const reason = ended === 'noProse' ? outsideProse() : undefined;
      if (draft.state === 'writing') this.setState(draft, reason ? 'failed' : 'written', reason);
    } catch (error) {
      const reason = error instanceof EngineError ? problemText(error) : String(error);
      if (draft.state === 'writing') this.setState(draft, 'failed', reason);
    } finally {
      cancellation.dispose();
    }
  }

  private setState(draft: Draft, state: DraftState, reason?: string): void {
    draft.state = state;
    draft.reason = reason;
    this.tellOf(draft, (index) => ({ type: 'state', draft: index, state, reason }));
  }

  private tellOf(draft: Draft, message: (index: number) => ToDrafts): void {
    const index = this.drafts.indexOf(draft);
    if (index >= 0) this.told.fire(message(index));
  }

  private follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (document.uri.toString() !== this.document.uri.toString()) return;
    this.document = document;
    this.place.apply(contentChanges);
    this.tellWritten();
  }

  private tellWritten(): void {
    const written = this.writtenNow();
    if (written === this.written) return;
    this.written = written;
    this.told.fire({ type: 'written', written });
  }

  private writtenNow(): string | null {
    return this.place.writtenIn(this.document.getText())?.replaceAll('\r\n', '\n') ?? null;
  }

  /** In the document, whose lines may end in two characters. */
  private lengthOf(text: string): number {
    return this.document.eol === vscode.EndOfLine.CRLF ? text.replaceAll('\n', '\r\n').length : text.length;
  }
}

function placeShown(document: vscode.TextDocument, start: number): PlaceShown {
  const position = document.positionAt(start);
  const from = document.positionAt(Math.max(0, start - keptCharacters));
  const before = document.getText(new vscode.Range(from, position));
  const file = vscode.workspace.asRelativePath(document.uri);
  const name = vscode.l10n.t('{0}, line {1}', file, position.line + 1);
  return { uri: document.uri.toString(), name, start, before };
}

function stateAtRest(state: DraftState): DraftState {
  return state === 'waiting' || state === 'writing' ? 'stopped' : state;
}

function outsideProse(): string {
  return vscode.l10n.t('The cursor stands in code, an address or other markup: no words are suggested there.');
}
