// The tags of a note: those in its front matter and those in its prose, and how more are written into it, in the way that
// it has them already or that the writer's other notes have them.

import type { ProseFormat } from './prose';
import {
  addToField,
  type FieldForm,
  type FrontMatter,
  frontMatterOf,
  newField,
  type TextChange,
  usualName,
} from './tags/frontMatterTags';
import { type InlineTag, inlineMark, inlineTags } from './tags/inlineTags';

/** Where tags are written, and under which name. */
export type TagHabit =
  { readonly place: 'prose' } | { readonly place: 'frontMatter'; readonly name: string; readonly form: FieldForm };

export const usualHabit: TagHabit = { place: 'frontMatter', name: usualName, form: 'brackets' };

export interface NoteTags {
  /** None twice, whatever its case. */
  readonly tags: readonly string[];
  /** undefined: it has none. */
  readonly habit: TagHabit | undefined;
  /** The note without the tags in its prose: what is learnt from must not hold the answer. Front matter is no prose. */
  readonly text: string;
}

export function tagsOfNote(text: string, format: ProseFormat): NoteTags {
  const { frontMatter, inline } = found(text, format);
  const fields = frontMatter?.fields ?? [];
  const tags = new Map<string, string>();
  for (const tag of [...fields.flatMap((field) => field.tags), ...inline.map(({ tag }) => tag)]) {
    if (!tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), tag);
  }
  return { tags: [...tags.values()], habit: habitOf(frontMatter, inline), text: without(text, inline) };
}

/** What is to change in a note so that it has these tags as well. @param habit of the other notes. */
export function withTags(
  text: string,
  format: ProseFormat,
  added: readonly string[],
  habit: TagHabit = usualHabit,
): TextChange {
  const { frontMatter, inline } = found(text, format);
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const own = habitOf(frontMatter, inline) ?? habit;
  const inside = inProse(text, inline, added, lineEnd);
  if (format === 'plaintext' || (own.place === 'prose' && isReadAgain(text, inside, added))) return inside;
  const { name, form } = own.place === 'prose' ? (usualHabit as Exclude<TagHabit, { place: 'prose' }>) : own;
  if (!frontMatter) {
    const marked = ['---', newField(name, form, added, lineEnd), '---', '', ''].join(lineEnd);
    return { start: 0, end: 0, text: marked };
  }
  const { fields, close } = frontMatter;
  if (fields.length > 0) {
    return addToField(fields[0], added, lineEnd) ?? inside;
  }
  return { start: close, end: close, text: newField(name, form, added, lineEnd) + lineEnd };
}

function found(text: string, format: ProseFormat) {
  const frontMatter = format === 'markdown' ? frontMatterOf(text) : undefined;
  return { frontMatter, inline: inlineTags(text, format) };
}

function habitOf(frontMatter: FrontMatter | undefined, inline: readonly InlineTag[]): TagHabit | undefined {
  const field = frontMatter?.fields[0];
  if (field && field.form !== 'unread') return { place: 'frontMatter', name: field.name, form: field.form };
  return inline.length > 0 ? { place: 'prose' } : undefined;
}

/** Behind the last one that there is, or on a line of their own at the end. */
function inProse(text: string, inline: readonly InlineTag[], added: readonly string[], lineEnd: string): TextChange {
  const marks = added.map(inlineMark).join(' ');
  const last = inline.at(-1);
  if (last) return { start: last.end, end: last.end, text: ` ${marks}` };
  const end = text.trimEnd().length;
  return { start: end, end: text.length, text: (end > 0 ? lineEnd + lineEnd : '') + marks + lineEnd };
}

/** Not what no mark can hold, and not what Markdown takes for emphasis, as #_a_. */
function isReadAgain(text: string, change: TextChange, added: readonly string[]): boolean {
  const written = text.slice(0, change.start) + change.text + text.slice(change.end);
  const read = new Set(inlineTags(written, 'markdown').map(({ tag }) => tag));
  return added.every((tag) => read.has(tag));
}

function without(text: string, inline: readonly InlineTag[]): string {
  let [kept, at] = ['', 0];
  for (const tag of inline) {
    let { start, end } = tag;
    // What made it stand out goes as well.
    for (; start > at && /[*_]/.test(text[start - 1]) && text[end] === text[start - 1]; start--) end++;
    kept += text.slice(at, start);
    at = end;
  }
  return kept + text.slice(at);
}
