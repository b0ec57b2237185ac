// Where a model goes that cannot be used: into a folder of its own below "aside", named by when and why. Nobody reads it
// there, and a person can look at it, or open it with the Afterword that wrote it. The last few are kept.

import fs from 'node:fs/promises';
import path from 'node:path';

const folderName = 'aside';
/** A disk that damages every model must not fill up with them: then the oldest makes room. */
const most = 8;

/** @param settings go last: if a process dies meanwhile, the next one finds them and goes on. undefined: they stay. */
export async function setAside(
  folder: string,
  reason: string,
  numbers: readonly string[],
  settings: { readonly name: string; readonly as: string } | undefined,
): Promise<void> {
  const all = path.join(folder, folderName);
  const target = await newFolder(all, reason);
  const moved = [...numbers.map((name) => ({ name, as: name })), ...(settings ? [settings] : [])];
  for (const { name, as } of moved) {
    await fs.rename(path.join(folder, name), path.join(target, as)).catch((error: NodeJS.ErrnoException) => {
      // That it is missing is what was wrong.
      if (error.code !== 'ENOENT') throw error;
    });
  }
  const oldest = (await fs.readdir(all)).sort().slice(0, -most);
  for (const name of oldest) await fs.rm(path.join(all, name), { recursive: true, force: true });
}

/** Two of the same millisecond do not share one. */
async function newFolder(all: string, reason: string): Promise<string> {
  await fs.mkdir(all, { recursive: true });
  for (let time = Date.now(); ; time++) {
    const target = path.join(all, `${new Date(time).toISOString().replaceAll(/[:.]/g, '-')}-${reason}`);
    try {
      await fs.mkdir(target);
      return target;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
