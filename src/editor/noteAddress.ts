// Under what a note is known outside VS Code: a path, or an address where it lies on no disk of this machine.

import path from 'node:path';
import * as vscode from 'vscode';
import { isOnDisk } from './onDisk';

export function addressOf(uri: vscode.Uri): string {
  return isOnDisk(uri) ? uri.fsPath : uri.toString();
}

export function uriOf(address: string): vscode.Uri {
  return path.isAbsolute(address) ? vscode.Uri.file(address) : vscode.Uri.parse(address, true);
}

/** The whole of it, as a person reads it: with 笔记, not with %E7%AC%94%E8%AE%B0. */
export function spelledOut(address: string): string {
  return path.isAbsolute(address) ? address : uriOf(address).toString(true);
}

export function nameOf(address: string): string {
  return path.posix.basename(uriOf(address).path);
}
