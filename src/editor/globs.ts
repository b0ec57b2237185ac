// Glob patterns without braces: VS Code and the search program behind findFiles both refuse braces within braces, and
// several patterns can only be handed to findFiles as one, in braces.

/** `**\/*.{md,txt}` → `**\/*.md`, `**\/*.txt`. What has no closing brace stays as it is. */
export function expandBraces(glob: string): string[] {
  const open = glob.indexOf('{');
  const close = closingBrace(glob, open);
  if (open < 0 || close < 0) return [glob];
  const [before, inside, after] = [glob.slice(0, open), glob.slice(open + 1, close), glob.slice(close + 1)];
  const choices = splitTopLevel(inside).flatMap(expandBraces);
  return expandBraces(after).flatMap((rest) => choices.map((choice) => before + choice + rest));
}

/** One pattern that matches what any of these does; undefined for none. */
export function joinGlobs(globs: readonly string[]): string | undefined {
  const flat = [...new Set(globs.flatMap(expandBraces))];
  return flat.length > 1 ? `{${flat.join(',')}}` : flat[0];
}

function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at >= 0 && at < text.length; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

function splitTopLevel(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '{') depth++;
    if (character === '}') depth--;
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}
