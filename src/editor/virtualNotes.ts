// Notes of folders that lie on no disk of this machine but behind a file system that an extension provides: found and read
// through VS Code, and handed to the engine as they are. What is left out of other folders is left out here. Bounded, as
// each file may be a question to a server far away.

import ignore, { type Ignore } from 'ignore';
import * as vscode from 'vscode';
import type { HandedNote, SkipReason } from '../engine/protocol/notes';
import { globMatcher } from '../text/globMatcher';
import { isHidden, isSecretFile } from '../text/secretFiles';
import { pathIn } from './chosenNote';
import { addressOf } from './noteAddress';
import { plainGlobs } from './noteFiles';
import { isOnDisk } from './onDisk';

const mostNotes = 2000;
const mostFolders = 2000;
/** Of all notes together. */
const mostBytes = 16 * 2 ** 20;

/** Sorted by their addresses, those with a reason are left out. */
export async function readVirtualNotes(): Promise<readonly HandedNote[]> {
  const gathering = new Gathering();
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    if (!isOnDisk(folder.uri)) await gathering.gather(folder);
  }
  return gathering.found.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** What the .gitignore of a folder says of what lies below. */
interface Rules {
  readonly folder: string;
  readonly ignored: Ignore;
}

class Gathering {
  readonly found: HandedNote[] = [];
  private notes = 0;
  private bytes = 0;
  private folders = 0;

  async gather(root: vscode.WorkspaceFolder): Promise<void> {
    const { include, exclude } = plainGlobs(root.uri);
    const [isNote, isExcluded] = [globMatcher(include), globMatcher(exclude)];
    const reasonOf = (uri: vscode.Uri, rules: readonly Rules[]): SkipReason | undefined => {
      const relative = pathIn(root, uri);
      if (isHidden(relative)) return 'hidden';
      if (isSecretFile(uri.path)) return 'secret';
      if (isExcluded(relative)) return 'excluded';
      return isIgnored(uri.path, rules) ? 'ignored' : undefined;
    };
    const read = async (uri: vscode.Uri, rules: readonly Rules[]) => {
      if (!isNote(pathIn(root, uri))) return;
      const path = addressOf(uri);
      const reason = reasonOf(uri, rules);
      this.found.push(reason ? { path, reason } : { path, ...(await this.read(uri)) });
    };
    await this.enter(root.uri, [], read);
  }

  /** Links are not followed: they may lead in circles. What is hidden or ignored as a whole is not entered. */
  private async enter(
    folder: vscode.Uri,
    above: readonly Rules[],
    read: (file: vscode.Uri, rules: readonly Rules[]) => Promise<void>,
  ): Promise<void> {
    if (++this.folders > mostFolders) return;
    const entries = (await optional(vscode.workspace.fs.readDirectory(folder))) ?? [];
    const rules = [...(await rulesOf(folder, entries)), ...above];
    for (const [name, type] of entries) {
      const at = vscode.Uri.joinPath(folder, name);
      if (type === vscode.FileType.File) await read(at, rules);
      else if (type === vscode.FileType.Directory && !name.startsWith('.') && !isIgnored(`${at.path}/`, rules)) {
        await this.enter(at, rules, read);
      }
    }
  }

  private async read(uri: vscode.Uri): Promise<{ bytes: Uint8Array } | { reason: SkipReason }> {
    const size = (await optional(vscode.workspace.fs.stat(uri)))?.size;
    if (size === undefined) return { reason: 'unreadable' };
    if (this.notes === mostNotes || this.bytes + size > mostBytes) return { reason: 'tooMuchToFetch' };
    const bytes = await optional(vscode.workspace.fs.readFile(uri));
    if (!bytes) return { reason: 'unreadable' };
    this.notes++;
    this.bytes += bytes.length;
    return { bytes };
  }
}

async function rulesOf(folder: vscode.Uri, entries: readonly [string, vscode.FileType][]): Promise<Rules[]> {
  if (!entries.some(([name]) => name === '.gitignore')) return [];
  const bytes = await optional(vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, '.gitignore')));
  return bytes ? [{ folder: folder.path, ignored: ignore().add(new TextDecoder().decode(bytes)) }] : [];
}

/** The nearest rules that say anything of it decide. */
function isIgnored(path: string, rules: readonly Rules[]): boolean {
  for (const { folder, ignored } of rules) {
    const said = ignored.test(path.slice(folder.replace(/\/$/, '').length + 1));
    if (said.ignored || said.unignored) return said.ignored;
  }
  return false;
}

/** A file system that fails, or has nothing there any more, has no note there. */
async function optional<T>(asked: Thenable<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch {
    return undefined;
  }
}
