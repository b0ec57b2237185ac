// One note file, read: decoded, reduced to prose, cut into sentences and tokens; or why it is not used.

import { decodeNote, formatOfPath } from '../text/noteText';
import { isWord, type Sentence } from '../text/tokenize';
import { cutText } from '../text/units';
import { noteBytes, UnusableFile } from './noteBytes';
import type { SkipReason, TokenUnit } from './protocol';

export interface LeftOut {
  readonly reason: SkipReason;
  /** It may be otherwise the next time, though the file is the same. */
  readonly again?: true;
}

export type NoteReading = { readonly sentences: readonly Sentence[]; readonly words: number } | LeftOut;

export async function readNoteFile(path: string, unit: TokenUnit): Promise<NoteReading> {
  try {
    const decoded = decodeNote(await noteBytes(path));
    if ('skipped' in decoded) return { reason: decoded.skipped };
    const sentences = cutText(decoded.text, unit, formatOfPath(path));
    const words = sentences.reduce(
      (sum, { tokens }) => sum + (unit === 'words' ? tokens.filter(isWord).length : tokens.length),
      0,
    );
    return words > 0 ? { sentences, words } : { reason: 'noProse' };
  } catch (error) {
    return { reason: UnusableFile.from(error).reason, again: true };
  }
}
