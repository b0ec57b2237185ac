// Markdown to prose lines: what the writer wrote for a reader. Headings, paragraphs, list items and table cells are
// lines; code blocks, HTML, link targets, images, front matter and math are not prose. Inline code stays: it stands in its
// sentence as a name does, and without it the sentence has a hole where the next word is to be guessed.
import type { InlineMath } from 'mdast-util-math';
import type { Nodes } from 'mdast';
import { fromMarkdown, type Options } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { mathFromMarkdown } from 'mdast-util-math';
import { gfm } from 'micromark-extension-gfm';
import { math } from 'micromark-extension-math';
import type { Block } from './markdownBlocks';
import { hardBreak, paragraphLines } from './paragraph';

const syntax = syntaxWithoutAutolinks();

/** The link definitions of a note, by label: a link stands in one block and its definition mostly in another. */
export type Definitions = ReadonlyMap<string, string>;

const definition = /^ {0,3}\[(?!\^)([^[\]]+)\]:[ \t]*\S.*$/gm;
const label = /\[([^[\]]+)\]/g;

/** The prose lines of one block of a note. */
export function blockProse({ kind, lines }: Pick<Block, 'kind' | 'lines'>, definitions: Definitions): string[] {
  switch (kind) {
    case 'code':
      return [];
    case 'paragraph':
      return paragraphLines(lines.map((line) => line.replace(/^#+ /, '').replace(/ {2,}$/, hardBreak)).join('\n'));
    case 'list':
      return lines.flatMap((line) => paragraphLines(line.replace(/^\S+ /, '')));
    case 'markup':
      return parsedProse(withDefinitions(lines.join('\n'), definitions));
  }
}

export function definitionsIn(text: string): Definitions {
  if (!text.includes(']:')) return new Map();
  return new Map([...text.matchAll(definition)].map(([line, name]) => [name!.toLowerCase(), line]));
}

/** The source with the definitions that it uses: they add nothing to its prose, and the parser sees its links. */
function withDefinitions(source: string, definitions: Definitions): string {
  if (definitions.size === 0) return source;
  const used = [...source.matchAll(label)].map(([, name]) => definitions.get(name!.toLowerCase()));
  const lines = new Set(used.filter((line) => line !== undefined));
  return lines.size === 0 ? source : [source, '', ...lines].join('\n');
}

/** What the Markdown of a note is made of. */
export function markdownTree(source: string): Nodes {
  return fromMarkdown(source, syntax);
}

function parsedProse(source: string): string[] {
  const lines: string[] = [];
  const collect = (node: Nodes): void => {
    if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') {
      lines.push(...paragraphLines(inlineText(node, source)));
    } else if ('children' in node) {
      node.children.forEach(collect);
    }
  };
  collect(markdownTree(source));
  return lines;
}

/** Without recursion: emphasis can be nested as deep as a line is long. */
function inlineText(node: Nodes, source: string): string {
  const open: Nodes[] = [node];
  let text = '';
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if ('children' in next) open.push(...[...next.children].reverse());
    else text += leafText(next, source);
  }
  return text;
}

function leafText(node: Nodes, source: string): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return node.value;
    case 'break':
      return hardBreak;
    case 'html':
      return /^<br\s*\/?>$/i.test(node.value) ? hardBreak : '';
    case 'inlineMath':
      return moneyText(node, source);
    default:
      return '';
  }
}

/** The source of what the parser took for math, if it is only two prices: "$5 here and $6 there". Pandoc's rule tells. */
function moneyText({ position }: InlineMath, source: string): string {
  const from = position?.start.offset ?? 0;
  const to = position?.end.offset ?? 0;
  const isMath = /^\$(?:\$|\S(?:.*\S)?\$$)/s.test(source.slice(from, to)) && !/^\d/.test(source.slice(to));
  return isMath ? '' : source.slice(from, to);
}

/**
 * GFM without its bare addresses, which paragraph.ts takes out of the text: the parser would stop at every letter to see
 * whether an e-mail address begins there, and take twice the time.
 */
function syntaxWithoutAutolinks(): Options {
  const full = gfm();
  const text: typeof full.text = {};
  for (const [code, constructs] of Object.entries(full.text ?? {})) {
    const kept = [constructs ?? []].flat().filter(({ name }) => !name?.endsWith('Autolink'));
    if (kept.length > 0) text[code] = kept;
  }
  // Of the tree's extensions, the one for bare addresses is the one that transforms the finished tree.
  const nodes = gfmFromMarkdown().filter(({ transforms }) => transforms === undefined);
  return { extensions: [{ ...full, text }, math()], mdastExtensions: [...nodes, mathFromMarkdown()] };
}
