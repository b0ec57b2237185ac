// The client of this window's engine: which program it starts, and where that keeps the model of the folder. In a browser as
// src/web/editor/engineClient.ts has it.

import path from 'node:path';
import type * as vscode from 'vscode';
import { EngineClient } from '../engine/client';
import { sharedStorage } from './sharedStorage';

export function engineClient(context: vscode.ExtensionContext, log: (line: string) => void): EngineClient {
  const folder = sharedStorage((context.storageUri ?? context.globalStorageUri).fsPath);
  const program = context.asAbsolutePath(path.join('dist', 'engine.js'));
  return new EngineClient(program, { storage: path.join(folder, 'model'), log });
}
