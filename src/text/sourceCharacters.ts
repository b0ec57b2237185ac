// A source text as prose spells it, with the place of every character: what Markdown writes as an entity or behind a
// backslash, what NFC composes, and what shows nothing. alignTokens.ts looks for words in it. Offsets are UTF-16 units.
import { fromMarkdown } from 'mdast-util-from-markdown';
import { invisible } from './normalize';
import type { ProseFormat } from './prose';

export interface SourceCharacters {
  readonly text: string;
  /** Of each unit of `text`, where what it stands for begins and ends in the source. */
  startOf(index: number): number;
  endOf(index: number): number;
}

const entity = '&(?:#\\d{1,7}|#x[\\da-f]{1,6}|[a-z][a-z\\d]{1,31});';
const escapeMark = '\\\\(?=[!-/:-@[-`{-~])';
// What NFC may compose: a letter with its marks, and Korean letters that make one syllable.
const cluster = '[\\u1100-\\u11ff]+|\\P{M}\\p{M}*';

export function sourceCharacters(source: string, format: ProseFormat): SourceCharacters {
  const markup = format === 'markdown' ? [entity, escapeMark] : [];
  const parts = [...markup, invisible.source];
  const spelled = source.normalize('NFC') === source ? parts : [...parts, cluster];
  const special = new RegExp(spelled.join('|'), 'giu');
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
  for (const { 0: found, index } of source.matchAll(special)) {
    copy(index);
    const shown = shownAs(found, entities);
    pieces.push(shown);
    at = index + found.length;
    for (let i = 0; i < shown.length; i++) {
      starts.push(index);
      ends.push(at);
    }
  }
  if (at === 0) return { text: source, startOf: (index) => index, endOf: (index) => index + 1 };
  copy(source.length);
  return { text: pieces.join(''), startOf: (index) => starts[index]!, endOf: (index) => ends[index]! };
}

function shownAs(found: string, entities: Map<string, string>): string {
  if (found === '\\') return '';
  if (!found.startsWith('&') || found.length === 1) return found.replace(invisible, '').normalize('NFC');
  const text = entities.get(found) ?? decoded(found);
  entities.set(found, text);
  return text;
}

/** What an entity stands for, as the parser has it. */
function decoded(reference: string): string {
  const [paragraph] = fromMarkdown(reference).children;
  const [child] = paragraph?.type === 'paragraph' ? paragraph.children : [];
  return child?.type === 'text' ? child.value : reference;
}
