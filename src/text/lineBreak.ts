// What is written between a line of prose and the next one: in Markdown an empty line, or in a list the mark of its next
// item.

import type { ProseFormat } from './prose';

const bullet = /^[ \t>]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?/;

/** @param before the source up to the cursor. */
export function lineBreakAfter(before: string, format: ProseFormat): string {
  if (format === 'plaintext') return '\n';
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const mark = bullet.exec(line)?.[0];
  return mark === undefined ? '\n\n' : '\n' + mark.replace(/\[[xX]\]/, '[ ]');
}
