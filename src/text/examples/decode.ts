// The bytes of a file of examples to its text. Old data sets are written in Latin-1: what is no UTF-8, and has no byte
// order mark, is read as that.

import { encodingOf } from '../encoding';

/** undefined: it is no text. */
export function decodeExamples(bytes: Uint8Array): string | undefined {
  let text: string;
  try {
    text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder('windows-1252').decode(bytes);
  }
  return text.includes('\0') ? undefined : text.replace(/\r\n?/g, '\n').normalize('NFC');
}
