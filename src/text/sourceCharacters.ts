// A source text as prose spells it, with the place of every character: what Markdown writes as an entity or behind a
// backslash, what NFC composes, what shows nothing, and apostrophes. alignTokens.ts looks for words in it. Offsets are UTF-16 units.
import { fromMarkdown } from 'mdast-util-from-markdown';
import { straightened } from './apostrophes';
import { invisible } from './normalize';
import type { ProseFormat } from './prose';

export interface SourceCharacters {
  readonly text: string;
  /** Of each unit of `text`, where what it stands for begins and ends in the source. */
  startOf(index: number): number;
  endOf(index: number): number;
}

const entity = '(?<entity>&(?:#\\d{1,7}|#[xX][\\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\\d]{1,31});)';
const escapeMark = '(?<escape>\\\\(?=[!-/:-@[-`{-~]))';
// What NFC may compose: a letter with its marks, and Korean letters that make one syllable.
const cluster = `[\\u1100-\\u11ff]+|\\P{M}(?:\\p{M}|${invisible.source})*`;

export function sourceCharacters(source: string, format: ProseFormat): SourceCharacters {
  const markup = format === 'markdown' ? [entity, escapeMark] : [];
  const parts = [...markup, invisible.source];
  const visible = source.replace(invisible, '');
  const spelled = visible.normalize('NFC') === visible ? parts : [...markup, cluster];
  const special = new RegExp(spelled.join('|'), 'gu');
  const pieces: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const entities = new Map<string, string>();
  let at = 0;
  const copy = (to: number) => {
    pieces.push(source.slice(at, to));
    for (; at < to; at++) {
      starts.push(at);
      ends.push(at + 1);
    }
  };
  for (const { 0: found, index, groups } of source.matchAll(special)) {
    copy(index);
    const shown = groups?.escape ? '' : groups?.entity ? entityText(found, entities) : composed(found);
    pieces.push(shown);
    at = index + found.length;
    for (let i = 0; i < shown.length; i++) {
      starts.push(index);
      ends.push(at);
    }
  }
  if (at === 0) return { text: straightened(source), startOf: (index) => index, endOf: (index) => index + 1 };
  copy(source.length);
  // Of the same length.
  return { text: straightened(pieces.join('')), startOf: (index) => starts[index]!, endOf: (index) => ends[index]! };
}

function composed(found: string): string {
  return found.replace(invisible, '').normalize('NFC');
}

function entityText(reference: string, known: Map<string, string>): string {
  const text = known.get(reference) ?? decoded(reference);
  known.set(reference, text);
  return text;
}

/** What an entity stands for, as the parser has it. */
function decoded(reference: string): string {
  const [paragraph] = fromMarkdown(reference).children;
  const [child] = paragraph?.type === 'paragraph' ? paragraph.children : [];
  return child?.type === 'text' ? child.value : reference;
}
