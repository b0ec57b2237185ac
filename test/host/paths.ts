// Where things are, whether a bundle runs from dist/ or from a folder of a developer's own: the project's root is the
// nearest folder above the bundle, or above the working directory, whose package.json is Afterword's.

import * as fs from 'node:fs';
import * as path from 'node:path';

function rootAbove(start: string): string | undefined {
  for (let folder = start; ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, 'package.json');
    if (fs.existsSync(manifest) && isAfterword(manifest)) return folder;
    if (folder === path.dirname(folder)) return undefined;
  }
}

function isAfterword(manifest: string): boolean {
  const { name } = JSON.parse(fs.readFileSync(manifest, 'utf8')) as { name?: string };
  return name === 'afterword';
}

export const projectRoot = rootAbove(__dirname) ?? rootAbove(process.cwd()) ?? process.cwd();

/** Everything that tests and `npm start` put on disk: ignored by git, and safe to delete. */
export const scratchFolder = path.join(projectRoot, '.vscode-test');

export const sampleNotes = path.join(projectRoot, 'test', 'fixtures', 'notes');

/** A path as people read it: relative to where they stand. */
export function shown(file: string): string {
  return path.relative(process.cwd(), file) || '.';
}
