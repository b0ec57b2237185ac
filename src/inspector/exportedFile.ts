// What the view hands over to be written to a file, checked: it comes from a page, and is taken for what it says it is only
// where it looks like it.

import type { ExportedChart } from './protocol';

/** Far more than any chart's numbers or picture take. */
const mostCharacters = 32 * 1024 * 1024;
const pngUrl = /^data:image\/png;base64,([A-Za-z0-9+/]+={0,2})$/;
const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Without it, Excel reads UTF-8 as something else. */
const byteOrderMark = '\ufeff';

/** The bytes of the file; undefined: it is not what it should be. */
export function exportedBytes({ format, data }: ExportedChart): Uint8Array | undefined {
  if (typeof data !== 'string' || data.length === 0 || data.length > mostCharacters) return undefined;
  if (format === 'csv') return new TextEncoder().encode(byteOrderMark + data);
  const [, base64 = ''] = (format === 'png' && pngUrl.exec(data)) || [];
  const bytes = bytesOf(base64);
  return pngSignature.every((byte, at) => bytes[at] === byte) ? bytes : undefined;
}

/** None where it cannot be base64 for its length. */
function bytesOf(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array(0);
  }
}
