// What is told of a model beside others: in a row of a list, or in a table.

import * as vscode from 'vscode';
import type { ModelList, ModelRow } from '../engine/protocol/models';
import { compact, dayAndTime, perplexity, shortDayAndTime, whole } from './numbers';

const separator = ' · ';

/** What its owner calls it; else what it is. */
export function titleOf(row: Pick<ModelRow, 'name' | 'cell' | 'numLayers' | 'hiddenSize'>): string {
  return row.name ?? sizeOf(row);
}

export function sizeOf({ cell, numLayers, hiddenSize }: Pick<ModelRow, 'cell' | 'numLayers' | 'hiddenSize'>): string {
  return `${cell.toUpperCase()} ${numLayers} × ${hiddenSize}`;
}

/** Its figures, on one line. */
export function figuresOf(row: ModelRow): string {
  // A row is cut off where it is longer.
  const words = vscode.l10n.t('{0} words known, {1} seen', whole(row.vocabSize), compact(row.tokensSeen));
  const figures = [
    row.name === undefined ? '' : sizeOf(row),
    measured(row),
    words,
    minutesOf(row),
    begunAt(row, shortDayAndTime),
  ];
  return figures.filter((figure) => figure !== '').join(separator);
}

/** All of them as a Markdown table, the one in use first. */
export function modelTable({ current, kept }: ModelList): string {
  const heads = [
    vscode.l10n.t('model'),
    vscode.l10n.t('network'),
    vscode.l10n.t('words known'),
    vscode.l10n.t('words seen'),
    vscode.l10n.t('learned for'),
    vscode.l10n.t('perplexity'),
    vscode.l10n.t('begun'),
  ];
  const rows = [current, ...kept.map(({ row }) => row)].filter((row) => row !== undefined);
  const cells = rows.map((row) => [
    titleOf(row).replaceAll('|', '\\|') + (row === current ? ` (${vscode.l10n.t('in use')})` : ''),
    sizeOf(row),
    whole(row.vocabSize),
    whole(row.tokensSeen),
    minutesOf(row),
    row.validPerplexity === undefined ? '–' : perplexity(row.validPerplexity),
    begunAt(row, dayAndTime),
  ]);
  const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`;
  const note = vscode.l10n.t(
    'Perplexity is measured on notes held out from learning: the lower, the better. Two models can be compared by it where the same notes were held out.',
  );
  return [
    `# ${vscode.l10n.t('Models of this folder')}`,
    '',
    line(heads),
    line(['---', '---', '---:', '---:', '---:', '---:', '---']),
    ...cells.map(line),
    '',
    note,
    '',
  ].join('\n');
}

function measured({ validPerplexity }: ModelRow): string {
  return validPerplexity === undefined ? '' : vscode.l10n.t('perplexity {0}', perplexity(validPerplexity));
}

function minutesOf({ seconds }: ModelRow): string {
  return vscode.l10n.t('{0} min', perplexity(seconds / 60));
}

/** With the time of day: several models may be of one day, and as large as each other. */
function begunAt({ begun }: ModelRow, written: (date: Date) => string): string {
  return begun === undefined ? '' : written(new Date(begun));
}
