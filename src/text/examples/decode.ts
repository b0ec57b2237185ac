// The bytes of a file of examples to its text. Old data sets are written in Latin-1: what is no UTF-8 is read as that.

export function decodeExamples(bytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder('windows-1252').decode(bytes);
  }
  return text.replace(/\r\n?/g, '\n').normalize('NFC');
}
