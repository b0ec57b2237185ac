// Where in a line of prose something stands that looks like a secret. What is found here is neither learnt nor counted nor
// suggested. It is told by its form alone: a password that is a word, in the midst of a sentence, is not found.

import { numberedSecrets } from './numbers';
import { assignedSecrets, formedSecrets, type Range } from './patterns';
import { randomRuns } from './randomness';

/** In order, apart from each other. */
export function secretSpans(line: string): readonly Range[] {
  const found = [...formedSecrets(line), ...assignedSecrets(line), ...numberedSecrets(line), ...randomRuns(line)];
  const spans: Range[] = [];
  for (const [start, end] of found.sort((a, b) => a[0] - b[0])) {
    const last = spans.at(-1);
    if (last && start <= last[1]) spans[spans.length - 1] = [last[0], Math.max(last[1], end)];
    else spans.push([start, end]);
  }
  return spans;
}

const [keyBegin, keyEnd] = [/-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/, /-----END [A-Z0-9 ]{0,40}PRIVATE KEY/];
const keyLine = /^[A-Za-z0-9+/=]+$|^[\w-]{1,30}: \S+$/;

/** Lines of a private key (RFC 7468), which may stand in one line or in many. */
export class KeyBlock {
  private open = false;

  /** Whether a line, which follows those that were asked before, belongs to one. */
  holds(line: string): boolean {
    if (keyBegin.test(line)) {
      this.open = !keyEnd.test(line);
      return true;
    }
    const inside = this.open;
    this.open = inside && keyLine.test(line);
    return inside && (this.open || keyEnd.test(line));
  }
}
