// Which file is in which part of the corpus: what is learnt from, what is not and yet in the network, and what is left out.
// Every file that anybody knows of is in exactly one of them.

import type { ReadNote } from './noteReader';
import { noteDigest } from './learntNotes';
import { corpusParts, type CorpusFile, type CorpusPart, type SkippedFile } from './protocol/notes';
import type { TrainedFile } from './trainedFiles';

export type CorpusLists = Readonly<Record<CorpusPart, readonly CorpusFile[]>>;

export interface CorpusSources {
  /** Looked at last, to be learnt from. */
  readonly looked: readonly (ReadNote | SkippedFile)[];
  /** Not even looked at; undefined: that has not been looked for yet. */
  readonly leftOut: readonly SkippedFile[] | undefined;
  /** undefined: there is no network, or it did not note them. */
  readonly trained: readonly TrainedFile[] | undefined;
}

/** Files between two pauses: a millisecond. */
const filesAtOnce = 2000;
const digestsAtOnce = 50;

/** A little at a time: between two pauses other requests are answered. */
export function* divideCorpus({ looked, leftOut = [], trained }: CorpusSources): Generator<undefined, CorpusLists> {
  const lists: Record<CorpusPart, CorpusFile[]> = { notes: [], remembered: [], leftOut: [] };
  const seen = new Set<string>();
  const gone = new Map((trained ?? []).map((file) => [file.path, file]));
  const unknown: ReadNote[] = [];
  for (const files of [looked, leftOut]) {
    for (const file of files) {
      if (seen.size % filesAtOnce === 0) yield;
      if (seen.has(file.path)) continue;
      seen.add(file.path);
      const learnt = gone.get(file.path);
      gone.delete(file.path);
      const { path } = file;
      if ('reason' in file) {
        if (learnt) lists.remembered.push({ ...file, words: learnt.words });
        else lists.leftOut.push({ ...file, words: 0 });
      } else if (trained && !learnt) unknown.push(file);
      else lists.notes.push({ path, words: file.words, ...(trained && { learnt: true }) });
    }
  }
  // What says the same as a file that was learnt has been moved from there, or is a copy of it.
  const sameText = new Map((trained ?? []).map((file) => [file.digest, file.path]));
  for (const [index, note] of unknown.entries()) {
    if (index % digestsAtOnce === 0) yield;
    const learnt = sameText.get(noteDigest(note));
    if (learnt !== undefined) gone.delete(learnt);
    lists.notes.push({ path: note.path, words: note.words, learnt: learnt !== undefined });
  }
  for (const { path, words } of gone.values()) lists.remembered.push({ path, words });
  return lists;
}

/** Divides it again only when something of it is another. */
export class Corpus {
  /** Of the last search. */
  leftOut: readonly SkippedFile[] | undefined;
  private known: { readonly sources: CorpusSources; readonly lists: CorpusLists; readonly version: number } | undefined;

  constructor(private readonly sources: () => Omit<CorpusSources, 'leftOut'>) {}

  *lists(): Generator<undefined, CorpusLists> {
    return (yield* this.current()).lists;
  }

  *summary() {
    const { lists, version, sources } = yield* this.current();
    const sums = (part: CorpusPart) => ({
      files: lists[part].length,
      words: lists[part].reduce((sum, { words }) => sum + words, 0),
    });
    const parts = corpusParts.map((part) => ({ part, ...sums(part) }));
    return { version, parts, leftOutKnown: sources.leftOut !== undefined, learntKnown: sources.trained !== undefined };
  }

  private *current() {
    const sources = { ...this.sources(), leftOut: this.leftOut };
    const { known } = this;
    const isSame = (name: keyof CorpusSources) => known?.sources[name] === sources[name];
    if (known && isSame('looked') && isSame('leftOut') && isSame('trained')) return known;
    const lists = yield* divideCorpus(sources);
    this.known = { sources, lists, version: (this.known?.version ?? 0) + 1 };
    return this.known;
  }
}
