// Markdown that stops in the midst of a construct, because the cursor is there. The parser takes an unclosed mark for
// text; the writer knows better. Everything here looks at the line being written only.

/** An image's description, a link's target, a definition, a tag, math: what is typed there is not prose. */
const openConstructs: readonly RegExp[] = [
  /!\[[^\]]*$/,
  /\[\^[^\]]*$/,
  /\]\([^()]*$/,
  /^ {0,3}\[(?!\^)[^\]]+\]:/,
  /<[a-z/!][^<>]*$/i,
  // One letter or a command after a dollar sign: "$x", "$\alpha", "$f(x"; not "$5" and not "$HOME".
  /(?:^|[^\\$\w])\$(?=[\\({]|[a-z](?:[\s_^=+\-*/,(){]|$))[^$]*$/i,
  // A heading or list mark without the space that makes it one: a word put there would undo it.
  /^[ \t>]*(?:#{1,6}|[-*+]|\d{1,9}[.)])$/,
];

export function standsOutsideProse(sourceLine: string): boolean {
  return hasOpenCodeSpan(sourceLine) || openConstructs.some((construct) => construct.test(sourceLine));
}

/** Whether a run of backticks has no partner of its own length after it. */
function hasOpenCodeSpan(sourceLine: string): boolean {
  const runs = [...sourceLine.matchAll(/\\`|`+/g)].map(([run]) => run).filter((run) => run !== '\\`');
  for (let at = 0; at < runs.length;) {
    const partner = runs.indexOf(runs[at]!, at + 1);
    if (partner < 0) return true;
    at = partner + 1;
  }
  return false;
}

const openWikiLink = /\[\[(?:[^[\]|]*\|)?(?=[^[\]]*$)/;
const openBracket = /\[(?=[^[\]]*$)/;
// An asterisk opens emphasis before anything but a space; _ and ~~ only at the beginning of a word.
const openEmphasis = /\*{1,3}(?=[^\s*]|$)|(?<=^|[\s\p{P}\p{S}])(?:_{1,3}|~~)(?=[^\s_~]|$)/gu;

/** The line being written without the marks that the writer has opened in it; of a table's row, the last cell. */
export function withoutOpenMarks(line: string, sourceLine: string): string {
  const cell = /^[ \t]*\|/.test(sourceLine) ? line.replace(/^.*\|\s*/, '') : line;
  const words = cell.replace(openWikiLink, '').replace(openBracket, '').replace(openEmphasis, '');
  return words.replace(/ {2,}/g, ' ').trimStart();
}
