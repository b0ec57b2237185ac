// What the folder's words let expect, in one sentence.

import * as vscode from 'vscode';
import { goodFrom, measuredSavings, savingsOf } from '../predict/readiness';
import { percent, whole } from './numbers';

export function readinessText(words: number): string {
  const saved = savingsOf(words);
  const good = whole(goodFrom);
  const keys = (ofHundred: number) => percent(Math.round(ofHundred) / 100);
  if (saved === undefined) {
    const least = whole(measuredSavings[0][0]);
    return vscode.l10n.t(
      'So few words teach little: write {0} at least; from {1} on suggestions are good.',
      least,
      good,
    );
  }
  if (words >= goodFrom) {
    return vscode.l10n.t(
      'Suggestions will be good: on notes as long as these they saved about {0} of the keys.',
      keys(saved),
    );
  }
  return vscode.l10n.t(
    'Suggestions will be modest: on notes as long as these they saved about {0} of the keys; from {1} words on they are good, with {2}.',
    keys(saved),
    good,
    keys(savingsOf(goodFrom)!),
  );
}
