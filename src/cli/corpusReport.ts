// What was read to learn from, in a line for people or an object for programs: how much, and which files were left out.

import type { CorpusFile } from '../engine/protocol/notes';
import { skipReasons } from '../engine/skipReasons';

/** @param verbose every file, and of those left out the reason. */
export function corpusLines(files: readonly CorpusFile[], verbose: boolean): string[] {
  const { notes, words, leftOut } = summed(files);
  const more = leftOut.length === 0 ? '' : `; ${leftOut.length} left out${verbose ? '' : ' (--verbose says why)'}`;
  const summary = `${counted(notes.length, 'note')}, ${counted(words, 'word')}${more}`;
  if (!verbose) return [summary];
  const given = notes.map((file) => `${file.words.toLocaleString('en').padStart(9)}  ${file.path}`);
  return [...given, ...leftOut.map(({ path, reason }) => `left out   ${path}: ${skipReasons[reason]}`), summary];
}

export function corpusEvent(files: readonly CorpusFile[], verbose: boolean): object {
  const { notes, words, leftOut } = summed(files);
  return { event: 'corpus', notes: notes.length, words, leftOut, ...(verbose ? { files } : {}) };
}

function summed(files: readonly CorpusFile[]) {
  const notes = files.filter(({ reason }) => reason === undefined);
  const leftOut = files.flatMap(({ path, reason }) => (reason === undefined ? [] : [{ path, reason }]));
  return { notes, words: notes.reduce((sum, file) => sum + file.words, 0), leftOut };
}

function counted(number: number, what: string): string {
  return `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
}
