// The heat map: what can be seen of notes in the colours of the inspector's text, by the rank that the network gave each
// word. Switched off it does nothing at all; switched on it reads only what can be seen, soon after that has changed.

import * as vscode from 'vscode';
import type { EngineClient } from '../engine/client';
import type { InspectedPart, InspectedToken, InspectedTokens, ParagraphOutline } from '../engine/protocol/inspection';
import { bandOf, bitsOf } from '../predict/bands';
import { DisposableOwner } from './disposable';
import { bandColours, commands } from './identifiers';
import { isProse, proseSelector } from './noteFiles';
import { list, probability, whole } from './numbers';
import { stretchOf, type Stretch } from './textAround';
import { Throttle } from './throttle';

/** Milliseconds from a change to the new colours. */
const delay = 150;
/** Lines above and below those that can be seen: who scrolls finds them coloured. */
const linesAround = 15;
/** Of what can be seen: no screen holds more. */
const mostTokens = 4000;
/** Expected words that the hover names. */
const expectedWords = 3;

/** A line of its own under each band, as in the inspector (view/bands.css). */
const lines = ['', 'dotted 1px', 'dashed 1px', 'solid 1px', 'double 1px', 'solid 3px', 'wavy 1px'];

export function registerHeatMap(client: EngineClient): vscode.Disposable {
  let heatMap: HeatMap | undefined;
  const command = vscode.commands.registerCommand(commands.toggleHeatMap, () => {
    if (heatMap) {
      heatMap.dispose();
      heatMap = undefined;
    } else {
      heatMap = new HeatMap(client);
    }
    const text = heatMap ? vscode.l10n.t('The heat map is on.') : vscode.l10n.t('The heat map is off.');
    vscode.window.setStatusBarMessage(text, 3000);
  });
  return vscode.Disposable.from(command, { dispose: () => heatMap?.dispose() });
}

/** A token as the network read it, and where it stands in the document. */
interface MarkedToken {
  readonly token: InspectedToken;
  readonly range: vscode.Range;
}

/** What is shown in an editor, and of which text. */
interface Reading {
  readonly version: number;
  readonly tokens: MarkedToken[];
}

class HeatMap extends DisposableOwner {
  private readonly bands: readonly vscode.TextEditorDecorationType[];
  private readonly refresh = this.own(new Throttle(delay, () => void this.read()));
  private cancellation: vscode.CancellationTokenSource | undefined;
  private readonly shown = new Map<vscode.TextEditor, Reading>();

  constructor(private readonly client: EngineClient) {
    super();
    this.bands = bandColours.map((colour, band) => this.own(decoration(colour, lines[band]!)));
    const { request } = this.refresh;
    this.own(vscode.window.onDidChangeVisibleTextEditors(request));
    this.own(vscode.window.onDidChangeTextEditorVisibleRanges(request));
    this.own(vscode.workspace.onDidChangeTextDocument(request));
    this.own(client.onModel(request));
    this.own(
      vscode.languages.registerHoverProvider(proseSelector, {
        provideHover: (document, position) => this.hover(document, position),
      }),
    );
    this.own({ dispose: () => this.cancel() });
    request();
  }

  private async read(): Promise<void> {
    this.cancel();
    const editors = notesInSight();
    for (const editor of this.shown.keys()) if (!editors.includes(editor)) this.clear(editor);
    const { token } = (this.cancellation = new vscode.CancellationTokenSource());
    try {
      for (const editor of editors) await this.readIn(editor, token);
    } catch {
      // Without a network there is nothing to colour; what goes wrong is told where something was asked for.
    }
  }

  private async readIn(editor: vscode.TextEditor, token: vscode.CancellationToken): Promise<void> {
    if (token.isCancellationRequested) return;
    const { document } = editor;
    const stretch = visible(editor);
    const { request, base } = stretchOf(document, stretch, true);
    const reading: Reading = { version: document.version, tokens: [] };
    const near = (stretch.from + stretch.to) / 2 - base;
    const wanted = { ...request, near, most: mostTokens, k: expectedWords };
    let paragraphs: readonly ParagraphOutline[] = [];
    const heard = (part: InspectedPart) => {
      if ('paragraphs' in part) paragraphs = part.paragraphs;
      else reading.tokens.push(...marked(document, paragraphs[part.paragraph]!, part, base));
    };
    await this.client.inspect(wanted, heard, token);
    if (!token.isCancellationRequested && document.version === reading.version) this.show(editor, reading);
  }

  private show(editor: vscode.TextEditor, reading: Reading): void {
    this.shown.set(editor, reading);
    this.bands.forEach((type, band) => {
      const ranges = reading.tokens.filter(({ token }) => bandOf(token, 'rank') === band).map(({ range }) => range);
      editor.setDecorations(type, ranges);
    });
  }

  private clear(editor: vscode.TextEditor): void {
    this.shown.delete(editor);
    // One that is no longer to be seen has lost its colours by itself.
    if (!vscode.window.visibleTextEditors.includes(editor)) return;
    for (const type of this.bands) editor.setDecorations(type, []);
  }

  private cancel(): void {
    this.cancellation?.cancel();
    this.cancellation?.dispose();
    this.cancellation = undefined;
  }

  private hover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const readings = [...this.shown].filter(([editor]) => editor.document === document).map(([, reading]) => reading);
    const tokens = readings.filter(({ version }) => version === document.version).flatMap((reading) => reading.tokens);
    const found = tokens.find(({ range }) => range.contains(position));
    return found && new vscode.Hover(hoverText(found.token), found.range);
  }
}

/** The active one first, as that is where the writer looks. */
function notesInSight(): vscode.TextEditor[] {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const notes = visibleTextEditors.filter(({ document }) => isProse(document));
  return notes.sort((one, other) => Number(other === activeTextEditor) - Number(one === activeTextEditor));
}

function decoration(colour: string, line: string): vscode.TextEditorDecorationType {
  const underline = `underline ${line} color-mix(in srgb, currentcolor 65%, transparent); text-decoration-skip-ink: none`;
  return vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor(colour),
    // Headings and links have colours of their own, which cannot be read on every band.
    color: new vscode.ThemeColor('editor.foreground'),
    ...(line === '' ? {} : { textDecoration: underline }),
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}

/** What can be seen of the document, and a little more on either side. */
function visible({ document, visibleRanges }: vscode.TextEditor): Stretch {
  const first = Math.max(0, (visibleRanges[0]?.start.line ?? 0) - linesAround);
  const last = Math.min(document.lineCount - 1, (visibleRanges.at(-1)?.end.line ?? 0) + linesAround);
  return {
    from: document.offsetAt(new vscode.Position(first, 0)),
    to: document.offsetAt(document.lineAt(last).range.end),
  };
}

function marked(
  document: vscode.TextDocument,
  { start, tokens }: ParagraphOutline,
  part: InspectedTokens,
  base: number,
): MarkedToken[] {
  return part.tokens.flatMap((token, index) => {
    const at = tokens[part.from + index]?.at;
    if (!at) return [];
    const place = (offset: number) => document.positionAt(base + start + offset);
    return [{ token, range: new vscode.Range(place(at[0]), place(at[1])) }];
  });
}

/** "8.9% · rank 3 · 3.5 bits", and what was expected there. */
function hoverText(token: InspectedToken): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  const bits = new Intl.NumberFormat(vscode.env.language, { maximumFractionDigits: 1 }).format(bitsOf(token));
  const facts = [
    probability(token.probability),
    vscode.l10n.t('rank {0}', whole(token.rank)),
    vscode.l10n.t('{0} bits', bits),
  ];
  if (token.unknown) facts.push(vscode.l10n.t('unknown word'));
  text.appendText(facts.join(' · '));
  const expected = list(token.top.map((word) => `${word.text.trim() || '␣'} ${probability(word.probability)}`));
  text.appendMarkdown('\n\n');
  text.appendText(vscode.l10n.t('expected: {0}', expected));
  return text;
}
