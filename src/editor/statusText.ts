// What the status bar says in each state, and the details behind it.

import * as vscode from 'vscode';
import type { ModelInfo } from '../engine/protocol/models';
import type { Survey } from '../engine/protocol/notes';
import type { ComparedCell, TrainingProgress, TrainingStatus } from '../engine/protocol/training';
import { sizeOf } from './modelRows';
import { compact, percent, perplexity, timeLeft, whole } from './numbers';
import { problemText, skippedReason } from './problems';
import { readinessText } from './readinessText';
import { sizeReasonText } from './sizeReason';

export interface Seen {
  readonly status: TrainingStatus;
  /** undefined: not counted yet. */
  readonly survey: Survey | undefined;
  readonly folderOpen: boolean;
  /** False: in Restricted Mode. */
  readonly trusted: boolean;
  readonly model: ModelInfo | null | undefined;
  /** Why nothing is suggested where the caret is; empty where something is. */
  readonly off: string;
}

const separator = ' · ';

/** Skipped files named in the tooltip; the log names all. */
const mostNamed = 5;

export function statusText(seen: Seen): string {
  const { status } = seen;
  switch (status.state) {
    case 'reading':
      return `$(sync~spin) ${vscode.l10n.t('Reading {0} of {1} notes', whole(status.filesRead), whole(status.files))}`;
    case 'training': {
      const { progress, paused, comparing, problem, waiting } = status;
      if (problem) return `$(warning) ${vscode.l10n.t('Paused: the model cannot be saved')}`;
      if (!progress || comparing) {
        const what = comparing ? comparingText(comparing) : vscode.l10n.t('Learning');
        if (paused) return `$(debug-pause) ${vscode.l10n.t('Paused')}`;
        return waiting ? waits(what) : `$(sync~spin) ${what}`;
      }
      const share = percent(progress.fraction);
      if (paused) return [`$(debug-pause) ${vscode.l10n.t('Paused at {0}', share)}`, ...held(progress)].join(separator);
      const speed = vscode.l10n.t('{0} words/s', compact(progress.wordsPerSecond));
      const left = timeLeft(progress.secondsLeft);
      const learning = vscode.l10n.t('Learning {0}', share);
      if (waiting) return waits(learning);
      return [`$(sync~spin) ${learning}`, ...held(progress), speed, left].join(separator);
    }
    case 'failed':
      return `$(warning) ${vscode.l10n.t('Afterword: learning failed')}`;
    case 'idle':
    case 'finished':
      return `${icon(seen)} ${notesText(seen)}`;
  }
}

/** For a screen reader, which is told by no icon whose text it is, and that nothing is suggested. */
export function statusSpoken(seen: Seen): string {
  const text = statusText(seen).replace(/\$\([^)]*\)\s*/g, '');
  return [text.startsWith('Afterword') ? '' : 'Afterword', text, seen.off].filter((part) => part !== '').join(', ');
}

function waits(what: string): string {
  return [`$(watch) ${what}`, vscode.l10n.t('waits while you write')].join(separator);
}

function comparingText({ cell, number, of }: ComparedCell): string {
  return vscode.l10n.t('Comparing cells: {0}, {1} of {2}', cell.toUpperCase(), whole(number), whole(of));
}

function held({ validPerplexity }: TrainingProgress): string[] {
  return validPerplexity === undefined ? [] : [vscode.l10n.t('perplexity {0}', perplexity(validPerplexity))];
}

function icon({ off, folderOpen, trusted }: Seen): string {
  if (folderOpen && !trusted) return '$(shield)';
  return off === '' ? '$(book)' : '$(circle-slash)';
}

function notesText({ survey, folderOpen, trusted }: Seen): string {
  if (!folderOpen) return vscode.l10n.t('No folder of notes');
  if (!trusted) return vscode.l10n.t('Restricted Mode: nothing is learned');
  if (!survey) return 'Afterword';
  if (survey.notes === 0) return vscode.l10n.t('No notes');
  return notesAndWords(survey.notes, survey.words);
}

export function notesAndWords(notes: number, words: number): string {
  if (notes === 1) return vscode.l10n.t('1 note, {0} words', compact(words));
  return vscode.l10n.t('{0} notes, {1} words', whole(notes), compact(words));
}

export function statusTooltip(seen: Seen): vscode.MarkdownString {
  const lines = [`**Afterword** – ${notesText(seen)}`, stateText(seen.status), modelText(seen.model)];
  if (seen.model) lines.push(sizeReasonText(seen.model));
  if (!seen.folderOpen) lines.push(vscode.l10n.t('Open the folder that holds your notes to learn from them.'));
  else if (!seen.trusted) lines.push(problemText({ code: 'notTrusted', message: '' }));
  else if (seen.survey && seen.survey.notes > 0) lines.push(readinessText(seen.survey.words));
  lines.push(seen.off);
  const tooltip = new vscode.MarkdownString(lines.filter((line) => line !== '').join('\n\n'));
  appendSkipped(tooltip, seen.survey);
  tooltip.appendMarkdown(`\n\n${vscode.l10n.t('Click for what can be done.')}`);
  return tooltip;
}

function stateText(status: TrainingStatus): string {
  switch (status.state) {
    case 'training':
      if (status.problem) return problemText(status.problem);
      return status.progress ? progressText(status.progress) : '';
    case 'finished':
      return finishedText(status);
    case 'failed':
      return problemText(status.problem);
    case 'idle':
    case 'reading':
      return '';
  }
}

function progressText({ epoch, tokensSeen, trainLoss }: TrainingProgress): string {
  const [passes, loss] = [perplexity(epoch), perplexity(trainLoss)];
  return vscode.l10n.t('Pass {0} over the notes, {1} words seen, training loss {2}', passes, compact(tokensSeen), loss);
}

function finishedText({ why, validPerplexity }: TrainingStatus & { state: 'finished' }): string {
  switch (why) {
    case 'budget':
      return vscode.l10n.t('Learning ended: the time is used up. It can go on.');
    case 'earlyStopping':
      if (validPerplexity === undefined)
        return vscode.l10n.t('Learning ended: nothing more is gained from these notes.');
      return vscode.l10n.t('Learning ended: notes held out for testing no longer gain from it.');
    case 'stopped':
      return vscode.l10n.t('Learning was stopped. It can go on.');
  }
}

export function modelText(model: ModelInfo | null | undefined): string {
  if (!model) return model === null ? vscode.l10n.t('Nothing has been learned yet.') : '';
  const size = model.name === undefined ? sizeOf(model) : `${model.name} (${sizeOf(model)})`;
  const text = vscode.l10n.t('Model: {0}, {1} words in its vocabulary', size, whole(model.vocabSize));
  if (model.validPerplexity === undefined) return text;
  return text + separator + vscode.l10n.t('perplexity {0}', perplexity(model.validPerplexity));
}

function appendSkipped(tooltip: vscode.MarkdownString, survey: Survey | undefined) {
  const skipped = survey?.skipped ?? [];
  if (skipped.length === 0) return;
  tooltip.appendMarkdown(`\n\n${vscode.l10n.t('Skipped files:')}\n`);
  for (const { path, reason } of skipped.slice(0, mostNamed)) {
    tooltip.appendMarkdown('\n- ');
    tooltip.appendText(`${vscode.workspace.asRelativePath(path)}: ${skippedReason(reason)}`);
  }
  const more = skipped.length - mostNamed;
  if (more > 0) tooltip.appendMarkdown(`\n- ${vscode.l10n.t('and {0} more: see the log', whole(more))}`);
}
