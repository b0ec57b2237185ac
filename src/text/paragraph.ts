// One paragraph, heading, list item or table cell as prose: its source lines are joined, its hard breaks part it, and
// what stands in it without being prose (addresses, footnote calls, the brackets of wiki links) goes. It gets text whose
// Markdown has been read already.
import { cutLine } from './cut';
import { normalizeLine } from './normalize';
import { softBreak } from './scripts';

/** Stands for a hard line break in a paragraph's text. */
export const hardBreak = '\u2028';

// An address ends at white space or at a mark that no address holds; its own last marks belong to the sentence.
export const bareUrl =
  /\s?\b(?:(?:https?|ftp):\/\/|www\.)[^\s<>"，。；：！？、（）《》「」『』“”‘’]*[^\s<>"，。；：！？、（）《》「」『』“”‘’.,;:!?)\]'*_]/gi;
export const footnoteCall = /\[\^[^\]\s]+\]/g;
// [[Page]], [[Page|as it is called here]] and ![[file to show]].
export const wikiEmbed = /\s?!\[\[[^[\]]*\]\]/g;
const wikiLink = /\[\[(?:[^[\]|]*\|)?([^[\]|]*)\]\]/g;
// [text][label], where the label's definition stands in another part of the note than the parser was given.
export const imageReference = /!\[[^[\]]*\]\[[^[\]]*\]/g;
const linkReference = /\[([^[\]]+)\]\[[^[\]]*\]/g;
// > [!note] Title
export const callout = /^\s*\[![\w-]+\][-+]?/;

/** The prose lines of a paragraph; none if it holds no prose. */
export function paragraphLines(text: string): string[] {
  const prose = text.includes('[') ? withoutBrackets(text) : text;
  return prose.split(hardBreak).flatMap((part) => lineProse(part.includes('\n') ? joinSourceLines(part) : part));
}

/** The prose of one line: mostly one line, in pieces if it is too long to work with, none if nothing is left. */
export function lineProse(line: string): string[] {
  const prose = line.includes('://') || line.includes('www.') ? line.replace(bareUrl, '') : line;
  return cutLine(prose)
    .map(normalizeLine)
    .filter((piece) => piece !== '');
}

function withoutBrackets(text: string): string {
  const known = text.replace(callout, '').replace(footnoteCall, '');
  const wiki = known.replace(wikiEmbed, '').replace(wikiLink, '$1');
  return wiki.replace(imageReference, '').replace(linkReference, '$1');
}

function joinSourceLines(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const parts: string[] = [];
  let before = '';
  for (const line of lines.filter((each) => each !== '')) {
    if (before !== '') parts.push(softBreak(before, line));
    parts.push(line);
    before = line;
  }
  return parts.join('');
}
