// A note's text to prose lines: what the writer wrote for a reader, without code, markup and addresses.
import { markdownProseLines } from './markdownProse';
import { plainProseLines } from './plainProse';
export { normalizeLine } from './normalize';

export type ProseFormat = 'markdown' | 'plaintext';

export function proseLines(text: string, format: ProseFormat): string[] {
  return format === 'markdown' ? markdownProseLines(text) : plainProseLines(text);
}
