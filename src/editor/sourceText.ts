// Where the probability of a suggestion comes from, in words: the network, what is counted in the notes, this document.

import * as vscode from 'vscode';
import type { SourceName, Suggestion } from '../engine/protocol/suggestions';
import { origins, sharesByOrigin, type Origin } from '../predict/origins';
import { percent } from './numbers';

/** "network 62%", "your notes 30%", "this document 8%": the greatest first. */
export function sourceTexts({ sources }: Suggestion): string[] {
  const shares = sharesByOrigin(Object.entries(sources) as [SourceName, number][]);
  const names: Readonly<Record<Origin, (share: string) => string>> = {
    network: (share) => vscode.l10n.t('network {0}', share),
    notes: (share) => vscode.l10n.t('your notes {0}', share),
    document: (share) => vscode.l10n.t('this document {0}', share),
  };
  return origins
    .filter((origin) => shares[origin] >= 0.005)
    .sort((a, b) => shares[b] - shares[a])
    .map((origin) => names[origin](percent(shares[origin])));
}
