// Where the probability of a suggestion comes from, in words: the network, what is counted in the notes, this document.

import * as vscode from 'vscode';
import type { SourceName, Suggestion } from '../engine/protocol';
import { percent } from './numbers';

type Origin = 'network' | 'notes' | 'document';

const originOf: Readonly<Record<SourceName, Origin>> = {
  network: 'network',
  memory: 'network',
  notes: 'notes',
  folded: 'notes',
  skipping: 'notes',
  lines: 'notes',
  neighbours: 'notes',
  document: 'document',
  documentLines: 'document',
};

/** "Network 62 % · your notes 30 % · this document 8 %", the greatest first. */
export function sourceText({ sources }: Suggestion): string {
  const shares = new Map<Origin, number>();
  for (const [name, share] of Object.entries(sources) as [SourceName, number][]) {
    shares.set(originOf[name], (shares.get(originOf[name]) ?? 0) + share);
  }
  const names: Readonly<Record<Origin, (share: string) => string>> = {
    network: (share) => vscode.l10n.t('network {0}', share),
    notes: (share) => vscode.l10n.t('your notes {0}', share),
    document: (share) => vscode.l10n.t('this document {0}', share),
  };
  return [...shares]
    .filter(([, share]) => share >= 0.005)
    .sort(([, a], [, b]) => b - a)
    .map(([origin, share]) => names[origin](percent(share)))
    .join(' · ');
}
