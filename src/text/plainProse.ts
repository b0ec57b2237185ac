// Plain text to prose: every line of it is one.
import { lineProse } from './paragraph';

export function plainProseLines(text: string): string[] {
  return text.split('\n').flatMap(lineProse);
}
