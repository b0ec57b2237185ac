// The globs by which a file or a folder that somebody has pointed at is excluded, and found again among the others.

/** Of a path below its workspace folder, with slashes; '' is that folder itself. */
export function globOf(relativePath: string, isFolder: boolean): string {
  // Braces, commas and backslashes have no spelling that every reader of globs takes for the character itself.
  const literal = relativePath.replace(/[*?[]/g, '[$&]').replace(/[{},\\]/g, '?');
  if (!isFolder) return literal;
  return literal === '' ? '**' : `${literal}/**`;
}

/** With this glob and without those that it covers. */
export function withGlob(exclude: readonly string[], glob: string): readonly string[] {
  const folder = glob.endsWith('/**') ? glob.slice(0, -2) : undefined;
  const isCovered = (other: string) => other === glob || (folder !== undefined && other.startsWith(folder));
  return [...exclude.filter((other) => !isCovered(other)), glob];
}

/** By which of the globs a path is excluded that somebody has pointed at, or a folder above it: the nearest. */
export function pointedAt(exclude: readonly string[], relativePath: string, isFolder: boolean): string | undefined {
  const folders = relativePath.split('/');
  const candidates = [globOf(relativePath, isFolder)];
  while (folders.length > 0) {
    folders.pop();
    candidates.push(globOf(folders.join('/'), true));
  }
  return candidates.find((glob) => exclude.includes(glob));
}
