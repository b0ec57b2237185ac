// The report as Markdown. It holds numbers and no words of the notes, so that it can be shown to others.

import * as vscode from 'vscode';
import type { ModelInfo } from '../engine/protocol/models';
import type { Worth, WorthMeasured, WorthRow } from '../engine/protocol/worth';
import { day, perplexity, share, whole } from './numbers';
import { modelText, notesAndWords } from './statusText';
import type { Tallied, TallyJson } from './tally';

type Cells = readonly string[];

export function reportText(worth: Worth, model: ModelInfo | undefined, tally: TallyJson): string {
  const about = [day(new Date()), notesAndWords(worth.notes, worth.words), modelText(model ?? null)];
  return [
    `# ${vscode.l10n.t('Afterword: what it is worth to you')}`,
    about.join(' · '),
    `## ${vscode.l10n.t('On notes that it has not learned from')}`,
    ...measuredText(worth),
    `## ${vscode.l10n.t('While you wrote')}`,
    ...talliedText(tally),
    '---',
    vscode.l10n.t(
      'Measured and counted on this machine, and sent nowhere. This report holds no words of your notes: share it as you like.',
    ),
    '',
  ].join('\n\n');
}

function measuredText({ measured, networkKnown }: Worth): string[] {
  if (!measured) {
    return [
      vscode.l10n.t(
        'There is too little text yet to hold some of it out and tell anything from it: below about 4,000 words Afterword learns from all there is.',
      ),
    ];
  }
  const how = vscode.l10n.t(
    'A simulated writer has typed {0} words that had been held out from learning. They are taken from {1} of your notes, and neither the network nor the counts that suggested here had seen them.',
    whole(measured.words),
    whole(measured.notes),
  );
  const noNetwork = vscode.l10n.t(
    'The network is not in this table: none has learned yet, or it is not known what it has not learned. Let it learn from this folder, and make the report again.',
  );
  return [how, table(heads(), rows(measured)), ...(networkKnown ? [] : [noNetwork]), ...explanations(measured)];
}

function heads(): Cells {
  return [
    '',
    vscode.l10n.t('keystrokes saved'),
    vscode.l10n.t('first is right'),
    vscode.l10n.t('among three'),
    vscode.l10n.t('among five'),
    vscode.l10n.t('perplexity'),
  ];
}

function rows({ wordBased, counts, everything }: WorthMeasured): Cells[] {
  const all = everything && row(vscode.l10n.t('Afterword: network and counts'), everything);
  return [
    row(vscode.l10n.t('VS Code’s word-based suggestions'), wordBased),
    row(vscode.l10n.t('Afterword, counts alone'), counts),
    ...(all ? [all.map((cell) => `**${cell}**`)] : []),
  ];
}

function row(name: string, { ksr5, ksr5Interval, hit1, hit3, hit5, perplexity: unsure }: WorthRow): Cells {
  const interval = Number.isFinite(ksr5Interval) ? ` ± ${whole(Math.ceil(ksr5Interval))}` : '';
  const known = unsure === undefined ? '–' : perplexity(unsure);
  return [name, share(ksr5) + interval, share(hit1), share(hit3), share(hit5), known];
}

function explanations({ counts, everything }: WorthMeasured): string[] {
  const best = everything ?? counts;
  return [
    [
      vscode.l10n.t(
        '**Keystrokes saved**: of all keys, spaces and marks included (a Chinese character counts as three, for its pinyin), where a word is taken with one key as soon as it is among five suggestions; ± is half the 95% interval.',
      ),
      vscode.l10n.t('**First is right**, among three, among five: of all words, before a letter is typed.'),
      vscode.l10n.t(
        '**Perplexity**: it was as hard as choosing among so many equally likely words; words that were new to all are left out.',
      ),
    ]
      .map((line) => `- ${line}`)
      .join('\n'),
    vscode.l10n.t('Whoever takes every suggestion need not type {0} of 100 keys.', whole(best.ksr5)),
  ];
}

function talliedText({ since, ghostText, list }: TallyJson): string[] {
  if (ghostText.shown + list.shown === 0) {
    return [vscode.l10n.t('Nothing has been counted yet: no suggestion has been shown in this workspace.')];
  }
  const head = ['', vscode.l10n.t('shown'), vscode.l10n.t('accepted'), vscode.l10n.t('typed over')];
  const tallied = (name: string, { shown, accepted, typedOver, keysSaved }: Tallied): Cells => {
    const taken = shown > 0 ? ` (${share((100 * accepted) / shown)})` : '';
    return [name, whole(shown), whole(accepted) + taken, whole(typedOver), whole(keysSaved)];
  };
  return [
    vscode.l10n.t(
      'Since {0}, in this workspace, where a suggestion stood for a moment at least:',
      day(new Date(since)),
    ),
    table(
      [...head, vscode.l10n.t('keys saved')],
      [tallied(vscode.l10n.t('Ghost text'), ghostText), tallied(vscode.l10n.t('List'), list)],
    ),
    vscode.l10n.t(
      'Keys saved: what was inserted, less one key to accept it (a Chinese character counts as three). An estimate: corrections are not known.',
    ),
  ];
}

function table(head: Cells, lines: readonly Cells[]): string {
  const line = (cells: Cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...lines.map(line)].join('\n');
}
