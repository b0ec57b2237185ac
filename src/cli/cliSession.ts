// What every command needs: a session over the built files that stand beside this program, and the note files that a
// user's paths stand for.

import fs from 'node:fs';
import path from 'node:path';
import { InvalidArgumentError } from 'commander';
import { GitIgnored } from '../engine/gitIgnored';
import { loadKernelModule } from '../engine/kernelHost';
import { UnusableFile } from '../engine/noteBytes';
import { ProblemError } from '../engine/problem';
import { Session } from '../engine/session';
import type { SessionListener } from '../engine/sessionListener';
import { skipReasons } from '../engine/skipReasons';
import type { TrainerFiles } from '../engine/trainer';
import { isNotePath } from '../text/noteText';
import { isHidden } from '../text/secretFiles';

export function trainerFiles(): TrainerFiles {
  return { kernels: loadKernelModule(path.join(__dirname, 'kernels')), scripts: __dirname };
}

const nothing = () => undefined;
export const silent: SessionListener = { status: nothing, loss: nothing, model: nothing, counts: nothing };

/** A session with the model of `folder` open. @throws ProblemError noModel. */
export async function openModel(folder: string): Promise<{ session: Session; files: TrainerFiles }> {
  const files = trainerFiles();
  const session = new Session(files, silent, true);
  if (!(await session.open(folder))) {
    throw new ProblemError(
      'noModel',
      `There is no model in ${folder}: make one with afterword train <files> --model ${folder}`,
    );
  }
  return { session, files };
}

/** Files as given; of folders every note below them, without node_modules, what is hidden and what git ignores; sorted, none twice. */
export function noteFiles(paths: readonly string[]): string[] {
  const files = paths.flatMap((given) => {
    const found = fs.statSync(given, { throwIfNoEntry: false });
    if (!found) throw new ProblemError('noNotes', `${given} does not exist`);
    return found.isDirectory() ? notesBelow(path.resolve(given)) : [given];
  });
  return [...new Set(files.map((file) => path.resolve(file)))].sort();
}

function notesBelow(folder: string, ignored = new GitIgnored(folder)): string[] {
  return entriesOf(folder).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory() ? entry.name === 'node_modules' : !isNotePath(entry.name)) return [];
    if (isHidden(entry.name) || ignored.ignores(file)) return [];
    return entry.isDirectory() ? notesBelow(file, ignored) : [file];
  });
}

/** Of a folder that may not be looked into, none. */
function entriesOf(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    console.error(`${folder} is left out: ${skipReasons[UnusableFile.from(error).reason]}`);
    return [];
  }
}

/** For commander: a number option within bounds. */
export function numberOption(min: number, max: number, whole: boolean): (text: string) => number {
  return (text) => {
    const value = Number(text);
    const fits = text.trim() !== '' && value >= min && value <= max && (!whole || Number.isInteger(value));
    if (!fits) throw new InvalidArgumentError(`It must be a ${whole ? 'whole ' : ''}number from ${min} to ${max}.`);
    return value;
  };
}
