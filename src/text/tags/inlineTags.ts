// Tags in the prose of a note: #walks, #读书, #work/plans. A number alone is none (#12), nor is what stands in headings, code,
// links or math.

import type { Nodes } from 'mdast';
import { markdownBlocks } from '../markdownBlocks';
import { markdownTree } from '../markdownProse';
import { Nesting } from '../nesting';
import type { ProseFormat } from '../prose';

export interface InlineTag {
  readonly tag: string;
  /** Of the whole mark, # included. */
  readonly start: number;
  readonly end: number;
}

// Before it: nothing, a space, or a bracket or sign after which Chinese has no space.
const mark = /(?<![^\s([{（【「《，。、；：！？])#(?=[\p{N}_/-]*\p{L})([\p{L}\p{M}\p{N}_/-]*[\p{L}\p{M}\p{N}_])/gu;
const heading = /^#{1,6}[ \t]/;

export function inlineTags(text: string, format: ProseFormat): InlineTag[] {
  if (format === 'plaintext') return marksIn(text, 0, text.length);
  return [...markdownBlocks(text)].flatMap(({ kind, start, end }) => {
    const source = text.slice(start, end);
    if (kind === 'code' || heading.test(source) || !source.includes('#')) return [];
    if (kind !== 'markup') return marksIn(text, start, end);
    // Lines that no parser is to see: see markdownBlocks.ts.
    if (source.split('\n').some((line) => new Nesting().isAbsurdWith(line))) return [];
    const found: InlineTag[] = [];
    const collect = (node: Nodes): void => {
      if (node.type === 'heading' || node.type === 'link' || node.type === 'linkReference') return;
      if (node.type === 'text' && node.position) {
        found.push(...marksIn(text, start + node.position.start.offset!, start + node.position.end.offset!));
      } else if ('children' in node) node.children.forEach(collect);
    };
    collect(markdownTree(source));
    return found;
  });
}

function marksIn(text: string, from: number, to: number): InlineTag[] {
  return [...text.slice(from, to).matchAll(mark)].map(({ 0: { length }, 1: tag, index }) => {
    return { tag, start: from + index, end: from + index + length };
  });
}

/** What no mark can hold becomes a hyphen. */
export function inlineMark(tag: string): string {
  if (canStandInline(tag)) return `#${tag}`;
  return '#' + tag.replace(/[^\p{L}\p{M}\p{N}_/-]+/gu, '-').replace(/^[-/]+|[-/]+$/g, '');
}

/** Whether a tag that is written in the prose can be read again. */
function canStandInline(tag: string): boolean {
  const [found] = marksIn(`#${tag}`, 0, tag.length + 1);
  return found?.tag === tag;
}
