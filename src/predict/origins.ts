// The sources as a writer tells them apart: the network, what is counted in the notes, and the document being written.

import type { SourceName } from './evidence';

export type Origin = 'network' | 'notes' | 'document';
export const origins: readonly Origin[] = ['network', 'notes', 'document'];

export const originOf: Readonly<Record<SourceName, Origin>> = {
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

/** Shares of the sources, summed. */
export function sharesByOrigin(shares: Iterable<readonly [name: SourceName, share: number]>): Record<Origin, number> {
  const sums = { network: 0, notes: 0, document: 0 };
  for (const [name, share] of shares) sums[originOf[name]] += share;
  return sums;
}
