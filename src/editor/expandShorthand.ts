// Shorthand before the cursor, or selected, expanded on the command: what it can stand for is chosen from a list and written
// in its place in one step. From the list a network is also let learn it. Nothing is done for it before somebody asks.

import * as vscode from 'vscode';
import { EngineError, type EngineClient } from '../engine/client';
import type { ExpandAnswer, LearnShorthandAnswer } from '../engine/protocol/shorthand';
import { DisposableOwner } from './disposable';
import { commands } from './identifiers';
import { LessonMessage } from './lessonMessage';
import { isProse } from './noteFiles';
import { probability } from './numbers';
import { problemText } from './problems';
import { readSettings, trainingOptions } from './settings';
import { shorthandBefore } from './shorthandRange';

/** A shorthand in a document. */
interface Place {
  readonly editor: vscode.TextEditor;
  readonly range: vscode.Range;
  readonly shorthand: string;
}

/** What was asked last, and what it can stand for: the inspector looks into it. */
export interface ExpandedAt {
  readonly uri: vscode.Uri;
  /** From 0. */
  readonly line: number;
  readonly shorthand: string;
  readonly answer: ExpandAnswer;
}

interface Choice extends vscode.QuickPickItem {
  readonly text?: string;
}

export class ExpandShorthand extends DisposableOwner {
  private readonly expanded = this.own(new vscode.EventEmitter<ExpandedAt>());
  readonly onDidExpand = this.expanded.event;

  constructor(private readonly client: EngineClient) {
    super();
    this.own(vscode.commands.registerCommand(commands.expandShorthand, () => this.expand()));
  }

  private async expand(): Promise<void> {
    const place = placeOf(vscode.window.activeTextEditor);
    if (!place) {
      return tell(
        vscode.l10n.t('Put the cursor behind a shorthand in a note, such as “mtg w eng tmrw”, or select one.'),
      );
    }
    const answer = await reported(() => this.ask(place));
    if (!answer) return;
    const chosen = await this.choose(place, answer);
    if (chosen?.text !== undefined) await replace(place, chosen.text);
    else if (chosen) await this.learn(answer.by === 'network');
  }

  private async ask({ editor: { document }, range, shorthand }: Place): Promise<ExpandAnswer> {
    const before = document.lineAt(range.start.line).text.slice(0, range.start.character);
    const answer = await this.client.expandShorthand({ shorthand, before, never: readSettings(document).never });
    this.expanded.fire({ uri: document.uri, line: range.start.line, shorthand, answer });
    return answer;
  }

  private async choose({ shorthand }: Place, { expansions, by, outgrown }: ExpandAnswer): Promise<Choice | undefined> {
    const choices: Choice[] = expansions.map(({ text, probability: share }) => {
      return { label: text, description: probability(share), text };
    });
    const placeHolder =
      expansions.length === 0
        ? vscode.l10n.t('No words of your notes fit it.')
        : by === 'network'
          ? vscode.l10n.t('As the network has learned from the phrases of your notes')
          : vscode.l10n.t('By how often words stand together in your notes; no network has learned it yet');
    const learn =
      by === 'counts' ? vscode.l10n.t('Learn shorthand from your notes…') : vscode.l10n.t('Learn shorthand anew…');
    const detail =
      by === 'counts'
        ? vscode.l10n.t('in the background, for some minutes, from how your phrases might be shortened')
        : outgrown
          ? vscode.l10n.t('your notes have grown by much since it was learned')
          : '';
    const separator: Choice = { label: '', kind: vscode.QuickPickItemKind.Separator };
    const title = vscode.l10n.t('What “{0}” stands for', shorthand);
    return vscode.window.showQuickPick([...choices, separator, { label: `$(mortar-board) ${learn}`, detail }], {
      title,
      placeHolder,
    });
  }

  /** In the background: no list opens by itself when it has been learnt, as the writer writes something else by then. */
  private async learn(anew: boolean): Promise<void> {
    const cancellation = new vscode.CancellationTokenSource();
    const message = new LessonMessage(vscode.l10n.t('Afterword learns shorthand from your phrases'), cancellation);
    const { threads } = trainingOptions(readSettings().training);
    try {
      const learnt = await reported(
        () => this.client.learnShorthand({ threads, anew }, message.show, cancellation.token),
        cancellation.token,
      );
      if (learnt) tell('missing' in learnt ? missingText(learnt) : learntText(learnt));
    } finally {
      message.close();
      cancellation.dispose();
    }
  }
}

/** The selection, where something is selected on one line; else the shorthand before the cursor. */
function placeOf(editor: vscode.TextEditor | undefined): Place | undefined {
  if (!editor || !isProse(editor.document)) return undefined;
  const { selection, document } = editor;
  if (!selection.isEmpty) {
    return selection.isSingleLine ? { editor, range: selection, shorthand: document.getText(selection) } : undefined;
  }
  const { line, character } = selection.active;
  const at = shorthandBefore(document.lineAt(line).text, character);
  return at && { editor, range: new vscode.Range(line, at.start, line, at.end), shorthand: at.text };
}

/** In one step that can be undone; nothing, where the text has changed meanwhile. */
async function replace({ editor, range, shorthand }: Place, text: string): Promise<void> {
  if (editor.document.isClosed || editor.document.getText(range) !== shorthand) {
    return tell(vscode.l10n.t('The shorthand does not stand there any more, so nothing was written.'));
  }
  await editor.edit((edit) => edit.replace(range, text));
  const end = range.start.translate(0, text.length);
  editor.selection = new vscode.Selection(end, end);
}

/** undefined: it went wrong, and the user knows why. */
async function reported<T>(ask: () => Promise<T>, token?: vscode.CancellationToken): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (token?.isCancellationRequested) return undefined;
    void vscode.window.showErrorMessage(error instanceof EngineError ? problemText(error) : String(error));
    return undefined;
  }
}

function missingText({ missing }: Extract<LearnShorthandAnswer, { missing: number }>): string {
  return vscode.l10n.t(
    'There is too little yet to learn shorthand from: your notes lack {0} phrases of two words or more.',
    missing,
  );
}

function learntText({ phrases }: Extract<LearnShorthandAnswer, { phrases: number }>): string {
  return vscode.l10n.t('Shorthand has been learned from {0} phrases: expand one again.', phrases);
}

function tell(text: string): void {
  void vscode.window.showInformationMessage(text);
}
