// Which files below a folder git ignores, as the .gitignore files say that stand on the way to them: what is not to be
// shared with others is not to be learnt either. They are read as they are met, from the top of the repository down.

import fs from 'node:fs';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';

export class GitIgnored {
  private readonly top: string;
  private readonly rules = new Map<string, Ignore | undefined>();
  private readonly folders = new Map<string, boolean>();

  /** @param folder that was opened. */
  constructor(folder: string) {
    const repository = repositoryOf(folder);
    this.top = repository;
    // Who opens a folder that is ignored itself, as everything is in a repository of settings, means to use it.
    if (repository === folder || !this.ignoresFolder(folder)) return;
    this.top = folder;
    this.folders.clear();
  }

  ignores(file: string): boolean {
    return this.ignoresFolder(path.dirname(file)) || this.matches(file, false);
  }

  private ignoresFolder(folder: string): boolean {
    if (!folder.startsWith(this.top + path.sep)) return false;
    const known = this.folders.get(folder);
    if (known !== undefined) return known;
    const ignored = this.ignoresFolder(path.dirname(folder)) || this.matches(folder, true);
    this.folders.set(folder, ignored);
    return ignored;
  }

  /** The nearest rules that say anything of it decide. */
  private matches(place: string, isFolder: boolean): boolean {
    for (let at = place; at !== this.top && at !== path.dirname(at);) {
      at = path.dirname(at);
      const relative = path.relative(at, place).replaceAll('\\', '/') + (isFolder ? '/' : '');
      const said = this.rulesOf(at)?.test(relative);
      if (said?.ignored) return true;
      if (said?.unignored) return false;
    }
    return false;
  }

  private rulesOf(folder: string): Ignore | undefined {
    if (!this.rules.has(folder)) this.rules.set(folder, readRules(path.join(folder, '.gitignore')));
    return this.rules.get(folder);
  }
}

function readRules(file: string): Ignore | undefined {
  try {
    return fs.statSync(file).isFile() ? ignore().add(fs.readFileSync(file, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}

/** The folder above that holds .git; the folder itself where there is none. */
function repositoryOf(folder: string): string {
  for (let at = folder; ; at = path.dirname(at)) {
    if (fs.existsSync(path.join(at, '.git'))) return at;
    if (at === path.dirname(at)) return folder;
  }
}
