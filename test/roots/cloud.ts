// A file system that is nowhere but in memory, as an extension may provide one: what VS Code reads from it comes from here.

import * as vscode from 'vscode';

export class Cloud implements vscode.FileSystemProvider {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  /** Whose bytes have been asked for. */
  readonly read = new Set<string>();
  private readonly files = new Map<string, Uint8Array>();

  constructor(files: Readonly<Record<string, string>>) {
    for (const [file, text] of Object.entries(files)) this.files.set(file, Buffer.from(text));
  }

  watch(): vscode.Disposable {
    return { dispose: () => undefined };
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    const bytes = this.files.get(path);
    if (bytes) return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: bytes.length };
    if (this.childrenOf(path).size === 0) throw vscode.FileSystemError.FileNotFound(path);
    return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
  }

  readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
    return [...this.childrenOf(path)];
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    this.read.add(path);
    const bytes = this.files.get(path);
    if (!bytes) throw vscode.FileSystemError.FileNotFound(path);
    return bytes;
  }

  writeFile(uri: vscode.Uri, bytes: Uint8Array): void {
    this.files.set(uri.path, bytes);
    this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  createDirectory(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  private childrenOf(folder: string): Map<string, vscode.FileType> {
    const below = [...this.files.keys()].filter((file) => file.startsWith(`${folder}/`));
    return new Map(
      below.map((file) => {
        const [name, ...rest] = file.slice(folder.length + 1).split('/');
        return [name, rest.length > 0 ? vscode.FileType.Directory : vscode.FileType.File];
      }),
    );
  }
}
