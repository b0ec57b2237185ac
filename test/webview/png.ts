// Reads the size out of a PNG: its first chunk, IHDR, holds it (ISO/IEC 15948).

/** @param url a data URL. @throws Error where it is no PNG. */
export function pngSize(url: string): { width: number; height: number } {
  const bytes = Buffer.from(url.replace('data:image/png;base64,', ''), 'base64');
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') throw new Error('This is no PNG');
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
