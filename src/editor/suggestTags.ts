// Tags for a note, as its writer tagged the others: suggested on the command or the code action, chosen from a list, and
// written as the notes have them. Nothing is learnt or computed for it before somebody asks.

import * as vscode from 'vscode';
import { EngineError, type EngineClient } from '../engine/client';
import type { TagAnswer, TagsMissing, TagSuggestions } from '../engine/protocol/tags';
import { frontMatterOf } from '../text/tags/frontMatterTags';
import { DisposableOwner } from './disposable';
import { commands } from './identifiers';
import { fileOf, formatOf } from './leftContext';
import { LessonMessage } from './lessonMessage';
import { isProse, proseSelector } from './noteFiles';
import type { NotesFolder } from './notesFolder';
import { list, probability } from './numbers';
import { problemText } from './problems';
import { readSettings, trainingOptions } from './settings';

/** From here on a tag is chosen already when the list opens. */
const sure = 0.5;

export class SuggestTags extends DisposableOwner {
  private readonly answered = this.own(new vscode.EventEmitter<void>());
  /** Tags have been suggested, and learned before that where there was something to learn. */
  readonly onDidAnswer = this.answered.event;

  constructor(
    private readonly client: EngineClient,
    private readonly notes: NotesFolder,
  ) {
    super();
    this.own(vscode.commands.registerCommand(commands.suggestTags, () => this.suggest()));
    const kind = { providedCodeActionKinds: [actionKind] };
    this.own(vscode.languages.registerCodeActionsProvider(proseSelector, { provideCodeActions }, kind));
  }

  private async suggest(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !isProse(document)) {
      return tell(vscode.l10n.t('Open the note that should get tags.'));
    }
    if (!this.notes.isOpen) {
      return tell(vscode.l10n.t('No folder is open. Open the folder that holds your notes to learn from them.'));
    }
    if (!this.notes.isTrusted) return tell(problemText({ code: 'notTrusted', message: '' }));
    const answer = await this.ask(document);
    if (!answer) return;
    this.answered.fire();
    if ('missing' in answer) return tell(missingText(answer));
    if ('empty' in answer) return tell(vscode.l10n.t('This note has no words yet that could speak for a tag.'));
    const tags = await choose(answer);
    if (tags.length > 0) await write(document, tags, answer);
  }

  /** undefined: there is no answer, and the user knows why. */
  private async ask(document: vscode.TextDocument): Promise<TagAnswer | undefined> {
    const cancellation = new vscode.CancellationTokenSource();
    const message = new LessonMessage(vscode.l10n.t('Afterword learns the tags of your notes'), cancellation);
    const { threads } = trainingOptions(readSettings().training);
    const about = { text: document.getText(), format: formatOf(document), file: fileOf(document) };
    try {
      const files = await this.notes.files();
      return await this.client.suggestTags({ ...about, files, threads }, message.show, cancellation.token);
    } catch (error) {
      if (cancellation.token.isCancellationRequested) return undefined;
      const text = error instanceof EngineError ? problemText(error) : String(error);
      void vscode.window.showErrorMessage(text);
      return undefined;
    } finally {
      message.close();
      cancellation.dispose();
    }
  }
}

const actionKind = vscode.CodeActionKind.Refactor.append('suggestTags');

/** Where tags stand, or would: in the front matter, or on the first line. */
function provideCodeActions(document: vscode.TextDocument, { start }: vscode.Range): vscode.CodeAction[] {
  if (!isProse(document) || start.line > lastTagLine(document)) return [];
  const title = vscode.l10n.t('Suggest tags…');
  const action = new vscode.CodeAction(title, actionKind);
  action.command = { command: commands.suggestTags, title };
  return [action];
}

function lastTagLine(document: vscode.TextDocument): number {
  if (formatOf(document) !== 'markdown') return 0;
  const close = frontMatterOf(document.getText())?.close ?? 0;
  return document.positionAt(close).line;
}

async function choose({ tags, from }: TagSuggestions): Promise<string[]> {
  if (tags.length === 0) {
    tell(vscode.l10n.t('No tag of your notes is likely here, beside those that this note has.'));
    return [];
  }
  const items = tags.map(({ tag, probability: chance, words }) => ({
    label: tag,
    description: probability(chance),
    detail: words.length > 0 ? vscode.l10n.t('speaking for it: {0}', list(words)) : '',
    picked: chance >= sure,
  }));
  const title = vscode.l10n.t('Suggested Tags');
  const placeHolder =
    from === 'tags'
      ? vscode.l10n.t('Learned from the tags of your notes')
      : vscode.l10n.t('Learned from the folders of your notes, as none has tags');
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder, canPickMany: true });
  return (chosen ?? []).map(({ label }) => label);
}

/** In one step that can be undone. */
async function write(document: vscode.TextDocument, tags: string[], { habit }: TagSuggestions): Promise<void> {
  // Only who writes tags needs the reader of Markdown.
  const { withTags } = await import('../text/noteTags');
  const { start, end, text } = withTags(document.getText(), formatOf(document), tags, habit);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  edit.replace(document.uri, range, text);
  await vscode.workspace.applyEdit(edit);
}

function missingText({ missing }: TagsMissing): string {
  const notes = vscode.l10n.t('Notes with tags that are still needed: {0}.', missing.notes);
  const tags = vscode.l10n.t('Tags on at least 3 notes that are still needed: {0}.', missing.tags);
  const intro = vscode.l10n.t('There is too little yet to learn tags from.');
  return [intro, ...(missing.notes > 0 ? [notes] : []), ...(missing.tags > 0 ? [tags] : [])].join(' ');
}

function tell(text: string): void {
  void vscode.window.showInformationMessage(text);
}
