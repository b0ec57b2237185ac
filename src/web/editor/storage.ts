// The storage of the folder for the engine's worker, which cannot reach it itself: does what the worker asks, in that order,
// through VS Code, and nothing outside of the storage.

import * as vscode from 'vscode';
import type { FileAnswer, FileOperation, FileQuestion, FileStat } from '../files';

const codes: Readonly<Record<string, string>> = {
  FileNotFound: 'ENOENT',
  FileExists: 'EEXIST',
  FileNotADirectory: 'ENOTDIR',
  FileIsADirectory: 'EISDIR',
  NoPermissions: 'EACCES',
};

export class Storage {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly root: vscode.Uri) {}

  /** Whoever is at its other end may ask. */
  serve(port: MessagePort): void {
    port.onmessage = ({ data: { id, operation } }: MessageEvent<FileQuestion>) => {
      this.last = this.last.then(async () => {
        const answer = await this.answerTo(id, operation);
        port.postMessage(answer);
      });
    };
  }

  private async answerTo(id: number, operation: FileOperation): Promise<FileAnswer> {
    try {
      return { id, result: await this.carryOut(operation) };
    } catch (error) {
      const code = error instanceof vscode.FileSystemError ? codes[error.code] : undefined;
      return { id, error: { code: code ?? 'EIO', message: error instanceof Error ? error.message : String(error) } };
    }
  }

  private async carryOut(operation: FileOperation): Promise<unknown> {
    const { fs } = vscode.workspace;
    const at = this.place(operation.path);
    switch (operation.kind) {
      case 'read':
        return fs.readFile(at);
      case 'write':
        return fs.writeFile(at, operation.bytes);
      case 'list':
        return (await fs.readDirectory(at)).map(([name]) => name);
      case 'stat':
        return statOf(await fs.stat(at));
      case 'makeFolder':
        return fs.createDirectory(at);
      case 'remove':
        return fs.delete(at, { recursive: true, useTrash: false });
      case 'copy':
        return fs.copy(at, this.place(operation.to), { overwrite: true });
      case 'move':
        return move(at, this.place(operation.to));
    }
  }

  /** @throws FileSystemError where it would lead out of the storage. */
  private place(path: string): vscode.Uri {
    if (path !== this.root.path && !path.startsWith(`${this.root.path}/`)) {
      throw vscode.FileSystemError.NoPermissions(path);
    }
    return this.root.with({ path });
  }
}

/** To move a file over another, VS Code deletes that one first; written over, it is the old one or the new one. */
async function move(from: vscode.Uri, to: vscode.Uri): Promise<void> {
  const { fs } = vscode.workspace;
  const isThere = await fs.stat(to).then(
    () => true,
    () => false,
  );
  if (!isThere) return fs.rename(from, to);
  await fs.writeFile(to, await fs.readFile(from));
  await fs.delete(from);
}

function statOf({ size, mtime, type }: vscode.FileStat): FileStat {
  return { size, mtimeMs: mtime, isFolder: (type & vscode.FileType.Directory) !== 0 };
}
