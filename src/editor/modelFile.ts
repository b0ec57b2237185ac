// A model taken to a file and brought in from one, wherever that lies: on a disk the engine writes and reads it by itself,
// elsewhere its bytes go through VS Code.

import * as vscode from 'vscode';
import { EngineError, type EngineClient } from '../engine/client';
import { largestExchange } from '../engine/modelName';
import { addressOf, spelledOut } from './noteAddress';
import { isOnDisk } from './onDisk';

/** @param id undefined: the model in use. @throws EngineError notExported. */
export async function exportTo(file: vscode.Uri, client: EngineClient, id: string | undefined): Promise<void> {
  if (isOnDisk(file)) return client.exportModel({ id, file: file.fsPath });
  const bytes = await client.modelBytes(id);
  try {
    await vscode.workspace.fs.writeFile(file, bytes);
  } catch (error) {
    throw new EngineError('notExported', `${shown(file)} cannot be written: ${reasonOf(error)}`);
  }
}

/** @returns its id: it is kept, and not in use. @throws EngineError notImported. */
export async function importFrom(file: vscode.Uri, client: EngineClient): Promise<string> {
  if (isOnDisk(file)) return client.importModel({ file: file.fsPath });
  return client.importModel({ file: shown(file), bytes: await read(file) });
}

async function read(file: vscode.Uri): Promise<Uint8Array> {
  const { fs } = vscode.workspace;
  try {
    if ((await fs.stat(file)).size > largestExchange) throw new Error('it is larger than 2 GB');
    return await fs.readFile(file);
  } catch (error) {
    throw new EngineError('notImported', `${shown(file)} cannot be imported: ${reasonOf(error)}`);
  }
}

/** As a person reads it, with its name at the end. */
export function shown(file: vscode.Uri): string {
  return spelledOut(addressOf(file));
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
