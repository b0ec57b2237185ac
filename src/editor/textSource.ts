// The inspector's text, gathered for it: asks the engine for the text around the caret when that is another text, or is
// read by other weights, and passes on what it says; where only the caret has moved, that alone is told.

import * as vscode from 'vscode';
import { EngineError, type EngineClient } from '../engine/client';
import type { InspectedPart } from '../engine/protocol/inspection';
import type { TextShown, ToView } from '../inspector/protocol';
import { DisposableOwner } from './disposable';
import { problemText } from './problems';
import { textAround, type TextAround } from './textAround';

/** Expected words told of a token. */
const expectedWords = 10;
/** Of a text in which there are more, those around the caret are shown. */
const mostTokens = 5000;

interface Reading {
  readonly number: number;
  readonly editor: vscode.TextEditor;
  readonly version: number;
  readonly around: TextAround;
  readonly weights: number;
  readonly cancellation: vscode.CancellationTokenSource;
  caret: number;
  /** The page knows the paragraphs: it can be told of the caret alone. */
  outlined: boolean;
}

export class TextSource extends DisposableOwner {
  private readonly told = this.own(new vscode.EventEmitter<ToView>());
  readonly onDidTell = this.told.event;
  private reading: Reading | undefined;
  private readings = 0;
  /** How often the weights have changed. */
  private weights = 0;

  constructor(private readonly client: EngineClient) {
    super();
    this.own({ dispose: () => this.stop() });
    this.own(client.onModel(() => this.weights++));
  }

  /** Tells of the text in this editor, and where the caret is. */
  follow(editor: vscode.TextEditor | undefined): void {
    if (!editor || editor.document.isClosed) {
      this.stop();
      this.tellNothing(vscode.l10n.t('Put the cursor into a note to see how the network reads it.'));
      return;
    }
    const around = textAround(editor.document, editor.selection);
    const caret = editor.document.offsetAt(editor.selection.active);
    const { reading } = this;
    if (reading?.around.key === around.key && reading.weights === this.weights) {
      reading.caret = caret;
      if (reading.outlined) this.tell({ tab: 'text', part: 'caret', reading: reading.number, caret });
      return;
    }
    this.stop();
    const started: Reading = {
      number: ++this.readings,
      editor,
      version: editor.document.version,
      around,
      weights: this.weights,
      cancellation: new vscode.CancellationTokenSource(),
      caret,
      outlined: false,
    };
    this.reading = started;
    void this.read(started);
  }

  /** Nobody looks any more; whoever looks again knows nothing. */
  stop(): void {
    this.reading?.cancellation.cancel();
    this.reading?.cancellation.dispose();
    this.reading = undefined;
  }

  /** Puts the caret there, if the text is still the one that was read. The focus stays where it is. */
  async goTo(number: number, offset: number): Promise<void> {
    const { reading } = this;
    if (reading?.number !== number || reading.editor.document.version !== reading.version) return;
    const { document, viewColumn } = reading.editor;
    const options = { viewColumn, preserveFocus: true };
    const editor = await vscode.window.showTextDocument(document, options);
    const position = document.positionAt(offset);
    editor.selection = new vscode.Selection(position, position);
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  private async read(reading: Reading): Promise<void> {
    const { around, caret, cancellation } = reading;
    const request = { ...around.request, near: caret - around.base, most: mostTokens, k: expectedWords };
    try {
      await this.client.inspect(request, (part) => this.heard(reading, part), cancellation.token);
    } catch (error) {
      if (this.reading !== reading) return;
      this.reading = undefined;
      const unforeseen = () => vscode.l10n.t('This text could not be read: {0}', String(error));
      this.tellNothing(error instanceof EngineError ? problemText(error) : unforeseen());
    }
  }

  private heard(reading: Reading, part: InspectedPart): void {
    if (this.reading !== reading) return;
    const { number, editor, around, caret } = reading;
    if ('tokens' in part) return this.tell({ tab: 'text', part: 'tokens', reading: number, ...part });
    const paragraphs = part.paragraphs.map(({ start, tokens }) => ({ start: start + around.base, tokens }));
    if (paragraphs.length === 0) return this.tellNothing(vscode.l10n.t('There is no prose here.'));
    reading.outlined = true;
    const name = vscode.workspace.asRelativePath(editor.document.uri);
    const title = editor.selection.isEmpty ? name : vscode.l10n.t('{0}, selection', name);
    const whole = around.whole && part.whole;
    this.tell({ tab: 'text', part: 'outline', reading: number, title, paragraphs, whole, caret });
  }

  private tell(shown: TextShown): void {
    this.told.fire({ type: 'shown', shown });
  }

  private tellNothing(reason: string): void {
    this.told.fire({ type: 'nothing', tab: 'text', reason });
  }
}
