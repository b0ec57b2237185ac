// A browser has no disk: a folder that was opened in it has the scheme of files, and is read through VS Code all the same.

export function isOnDisk(): boolean {
  return false;
}
