// Words that the writer never wants suggested, in whatever case and with whatever apostrophe: as tokens in lower case.

import { straightened } from './apostrophes';

export function unwantedWords(never: readonly string[] = []): ReadonlySet<string> {
  return new Set(never.map((word) => straightened(word.normalize()).toLowerCase()));
}
