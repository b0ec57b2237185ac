// Why a note gets the tags that it gets: of the most probable ones, how much each word that is read of it speaks for them or
// against them, by gradient × input (predict/shapes/labelReader.ts, predict/bagOfWords/linearLabels.ts). Asks a model that has learnt, and never learns.

import type { ReadLine, TagReasons, TagReasonsRequest } from '../protocol/tags';
import { tagsOfNote } from '../../text/noteTags';
import { unk } from '../../text/vocabulary';
import { firstLines, mostNoteTokens, type NoteLine } from './taggedNotes';
import type { TagModel } from './tagging';

/** Tags that are told. */
const most = 10;

/** @param pause lets other requests be answered. */
export async function tagReasons(
  { stored, labelling }: TagModel,
  { text, format }: TagReasonsRequest,
  pause: () => Promise<void>,
): Promise<TagReasons> {
  const note = tagsOfNote(text, format);
  const found = firstLines(note.text, format);
  const all = found.flatMap(({ tokens }) => tokens);
  const tokens = all.slice(0, mostNoteTokens);
  const told = {
    from: labelling.config.several ? 'tags' : 'folders',
    labels: labelling.labels.length,
    lines: readLines(found, (token) => stored.words.source.idOf(token) !== unk),
    whole: all.length === tokens.length,
  } as const;
  if (tokens.length === 0) return { ...told, tags: [] };
  const own = new Set(note.tags.map((tag) => tag.toLowerCase()));
  const tags: TagReasons['tags'][number][] = [];
  for (const { label: tag, probability } of labelling.classifyTokens(tokens).labels.slice(0, most)) {
    await pause();
    const shares = labelling.explainTokens(tokens, tag);
    tags.push({
      tag,
      probability,
      own: own.has(tag.toLowerCase()),
      contributions: shares.map(({ contribution }) => contribution),
      ofNetwork: labelling.isPooled ? shares.map(({ ofNetwork }) => ofNetwork) : undefined,
    });
  }
  return { ...told, tags };
}

/** Where the words stand that are read, in their lines as they are written; the last line ends with the last of them. */
function readLines(lines: readonly NoteLine[], isKnown: (token: string) => boolean): ReadLine[] {
  const read: ReadLine[] = [];
  let left = mostNoteTokens;
  for (const { text, tokens } of lines) {
    if (tokens.length === 0 || left === 0) continue;
    const folded = text.toLowerCase();
    let at = 0;
    const words = tokens.slice(0, left).map((token) => {
      const start = folded.indexOf(token, at);
      at = start + token.length;
      const from = start + token.length - token.trimStart().length;
      return { from, to: Math.max(from, start + token.trimEnd().length), known: isKnown(token) };
    });
    left -= words.length;
    // A few letters get longer without their capitals.
    const shown = folded.length === text.length ? text : folded;
    read.push({ text: words.length < tokens.length ? shown.slice(0, at) : shown, words });
  }
  return read;
}
