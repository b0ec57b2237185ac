// The tags in the YAML front matter of a note: found, and written into it. No YAML parser is among the dependencies, and one
// would not keep comments and spelling; of YAML only what tags are written in is read here: a list in brackets, a list of
// lines, or a text with commas, under a few names. Everything else stays as it is.

import { frontMatterEnd } from '../codeBlocks';
import { readScalar, scalarText, type Scalar } from './yamlScalar';

/** A part of a text, and what is to stand in its place. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export type FieldForm = 'brackets' | 'lines' | 'commas';

/** Tags under one name. */
export interface TagField {
  readonly name: string;
  /** unread: in a form that this file does not know. */
  readonly form: FieldForm | 'unread';
  readonly tags: readonly string[];
  /** What more tags are written over: the whole value of `commas`, else the place behind the last tag. */
  readonly start: number;
  readonly end: number;
  /** Of `lines`: what stands before the dash. */
  readonly indent: string;
}

export interface FrontMatter {
  readonly fields: readonly TagField[];
  /** Where the mark that closes it begins. */
  readonly close: number;
}

/** The first is the one that new tags are written under. */
const names = ['tags', 'tag', 'keywords', 'categories', 'category'];
const key = /^([a-z]+)[ \t]*:(?=[ \t]|$)/i;

interface Line {
  readonly text: string;
  readonly start: number;
}

/** undefined: the note has none, or it is not in YAML. */
export function frontMatterOf(text: string): FrontMatter | undefined {
  if (!text.startsWith('---')) return undefined;
  let start = 0;
  const lines = text.split('\n').map((line): Line => {
    const placed = { text: line.replace(/\r$/, ''), start };
    start += line.length + 1;
    return placed;
  });
  const after = frontMatterEnd(lines.map((line) => line.text));
  if (after === 0) return undefined;
  const inside = lines.slice(1, after - 1);
  const close = lines[after - 1].start;
  const fields = inside.flatMap((line, i) => {
    const found = key.exec(line.text);
    if (!found || !names.includes(found[1].toLowerCase())) return [];
    return [{ name: found[1], ...valueOf(text, found[0].length + line.start, line, inside.slice(i + 1), close) }];
  });
  return { fields, close };
}

/** @param at behind the colon. */
function valueOf(text: string, at: number, line: Line, below: readonly Line[], close: number): Omit<TagField, 'name'> {
  const none = { tags: [], start: at, end: at, indent: '' };
  const value = line.text.slice(at - line.start).trimStart();
  if (value === '' || value.startsWith('#')) return lineItems(below) ?? { ...none, form: 'commas' };
  const begin = line.start + line.text.length - value.length;
  if (value.startsWith('[')) return bracketItems(text.slice(0, close), begin) ?? { ...none, form: 'unread' };
  const scalar = /^[{&*!|>]/.test(value) ? undefined : readScalar(line.text, begin - line.start, false);
  if (!scalar) return { ...none, form: 'unread' };
  const tags = /^(?:~|null)$/i.test(scalar.value) ? [] : tagsOf(scalar.value.split(','));
  return { form: 'commas', tags, start: at, end: line.start + scalar.end, indent: '' };
}

function lineItems(below: readonly Line[]): Omit<TagField, 'name'> | undefined {
  const values: string[] = [];
  let last: { readonly end: number; readonly indent: string } | undefined;
  for (const { text: line, start } of below) {
    if (/^[ \t]*(?:#|$)/.test(line)) continue;
    const item = /^([ \t]*)-(?:[ \t]+|$)/.exec(line);
    if (!item) break;
    const value = readScalar(line, item[0].length, false)?.value;
    if (value !== undefined) values.push(value);
    last = { end: start + line.length, indent: item[1] };
  }
  return last && { form: 'lines', tags: tagsOf(values), start: last.end, end: last.end, indent: last.indent };
}

/** @param open where the bracket stands. */
function bracketItems(text: string, open: number): Omit<TagField, 'name'> | undefined {
  const between = /(?:[\s,]|(?<=\s)#[^\n]*)*/y;
  const values: Scalar[] = [];
  for (let at = open + 1; ;) {
    between.lastIndex = at;
    at += between.exec(text)![0].length;
    if (text[at] === ']') break;
    const scalar = readScalar(text, at, true);
    if (!scalar) return undefined;
    values.push(scalar);
    at = scalar.end;
  }
  const end = values.at(-1)?.end ?? open + 1;
  return { form: 'brackets', tags: tagsOf(values.map(({ value }) => value)), start: end, end, indent: '' };
}

/** As one says them: `#walks` is the tag walks. */
function tagsOf(values: readonly string[]): string[] {
  return values.map((value) => value.trim().replace(/^#+/, '').trim()).filter((tag) => tag !== '');
}

/** More tags in a field that there is. @returns undefined where it is written in a form that is not known. */
export function addToField(field: TagField, added: readonly string[], lineEnd: string): TextChange | undefined {
  const { form, tags, start, end, indent } = field;
  const written = added.map(scalarText);
  switch (form) {
    case 'brackets':
      return { start, end, text: (tags.length > 0 ? ', ' : '') + written.join(', ') };
    case 'lines':
      return { start, end, text: written.map((tag) => `${lineEnd}${indent}- ${tag}`).join('') };
    case 'commas': {
      const all = [...tags, ...added];
      const plain = tags.length > 0 && all.every((tag) => scalarText(tag) === tag);
      return { start, end, text: ' ' + (plain ? all.join(', ') : `[${all.map(scalarText).join(', ')}]`) };
    }
    case 'unread':
      return undefined;
  }
}

/** A field of its own, without the end of its last line. */
export function newField(name: string, form: FieldForm, tags: readonly string[], lineEnd: string): string {
  const written = tags.map(scalarText);
  if (form === 'lines') return [`${name}:`, ...written.map((tag) => `  - ${tag}`)].join(lineEnd);
  return `${name}: [${written.join(', ')}]`;
}

export const usualName = names[0];
