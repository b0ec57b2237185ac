// The sample notes as a workspace: always a copy, so that trying things out leaves the checkout as it was.

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { HostError } from './hostError';
import { sampleNotes, scratchFolder } from './paths';

export interface Workspace {
  readonly folder: string;
  /** A note to open: one with Chinese in it where there is one. */
  readonly note: string | undefined;
}

export interface TemporaryNotes extends Workspace {
  remove(): void;
}

/** A fresh copy in a temporary folder, for a run that checks something. */
export function temporaryNotes(): TemporaryNotes {
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'));
  const remove = () => fs.rmSync(temporary, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  return { ...workspace(copyNotes(path.join(temporary, 'notes'))), remove };
}

/** The copy that `npm start` opens; made once, so that what a person writes there is still there the next time. */
export function notesToTry(): Workspace {
  const folder = path.join(scratchFolder, 'notes');
  return workspace(fs.existsSync(folder) ? folder : copyNotes(folder));
}

export function workspace(folder: string): Workspace {
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const notes = files.filter((file) => file.endsWith('.md')).map((file) => path.join(folder, file));
  const chinese = notes.find((note) => /\p{Script=Han}/u.test(fs.readFileSync(note, 'utf8')));
  return { folder, note: chinese ?? notes[0] };
}

function copyNotes(to: string): string {
  if (!fs.existsSync(sampleNotes)) throw new HostError(`The sample notes are missing: ${sampleNotes}`);
  fs.cpSync(sampleNotes, to, { recursive: true });
  // macOS has its temporary folder behind a link, and VS Code tells paths apart by their names.
  return fs.realpathSync(to);
}
