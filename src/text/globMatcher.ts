// Glob patterns as VS Code reads them: of paths below a folder, with slashes. Braces have been expanded before.

/** Whether any of the patterns matches a path. */
export function globMatcher(globs: readonly string[]): (path: string) => boolean {
  const expressions = globs.map((glob) => new RegExp(`^${[...glob.matchAll(parts)].map(expressionOf).join('')}$`));
  return (path) => expressions.some((expression) => expression.test(path));
}

/** What stands for folders, for all below one, for characters, for one character, for one of several, and for itself. */
const parts = /\*\*\/|\/\*\*$|\*+|\?|\[[!^]?\]?[^\]]*\]|[^]/g;

function expressionOf([part]: RegExpMatchArray): string {
  if (part === '**/') return '(?:[^/]+/)*';
  if (part === '/**') return '/.*';
  if (part.startsWith('*')) return part === '*' ? '[^/]*' : '.*';
  if (part === '?') return '[^/]';
  if (part.length === 1) return part.replace(/[\\^$.|+()[\]{}]/, '\\$&');
  const [, not, characters] = /^\[([!^]?)([^]*)\]$/.exec(part)!;
  return `[${not && '^'}${characters.replace(/[\\\][^]/g, '\\$&')}]`;
}
