// Files that are not to be learnt from any more, as their owner has said. The list is kept beside the model: paths only.

import fs from 'node:fs/promises';
import path from 'node:path';
import { replaceFile } from './sealedFile';

export const forgottenFile = 'forgotten.json';

export class ForgottenFiles {
  private paths = new Set<string>();
  private folder: string | undefined;

  async opened(folder: string): Promise<void> {
    this.folder = folder;
    const text = await fs.readFile(path.join(folder, forgottenFile), 'utf8').catch(() => '[]');
    let paths: unknown;
    try {
      paths = JSON.parse(text);
    } catch (error) {
      console.error(`${forgottenFile} cannot be read: ${String(error)}`);
    }
    const known = Array.isArray(paths) ? paths.filter((file): file is string => typeof file === 'string') : [];
    this.paths = new Set(known);
  }

  has(file: string): boolean {
    return this.paths.has(file);
  }

  /** Resolves when it is on disk. @param forgotten false: the file may be learnt from again. */
  async set(file: string, forgotten: boolean): Promise<void> {
    if (forgotten) this.paths.add(file);
    else this.paths.delete(file);
    if (this.folder === undefined) return;
    await fs.mkdir(this.folder, { recursive: true });
    await replaceFile(path.join(this.folder, forgottenFile), JSON.stringify([...this.paths]));
  }
}
