// One note file, read: decoded, reduced to prose, cut into sentences and tokens; or why it is not used.

import { wordsOf } from '../text/corpus';
import { decodeNote, formatOfPath } from '../text/noteText';
import type { Sentence } from '../text/tokenize';
import { cutText } from '../text/units';
import { noteBytes, UnusableFile } from './noteBytes';
import type { TokenUnit } from '../text/units';
import type { SkipReason } from './protocol/notes';

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
    const words = wordsOf({ sentences }, unit);
    return words > 0 ? { sentences, words } : { reason: 'noProse' };
  } catch (error) {
    return { reason: UnusableFile.from(error).reason, again: true };
  }
}
