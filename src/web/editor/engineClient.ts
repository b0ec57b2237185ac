// The client of this window's engine where it is a worker of the browser.

import path from 'node:path';
import * as vscode from 'vscode';
import { EngineClient } from '../../engine/client';
import type { Fork } from '../../engine/engineProcess';
import { EngineWorker, readPrograms } from './engineWorker';
import { Storage } from './storage';

export function engineClient(context: vscode.ExtensionContext, log: (line: string) => void): EngineClient {
  const folder = context.storageUri ?? context.globalStorageUri;
  const storage = new Storage(folder);
  const programs = vscode.Uri.joinPath(context.extensionUri, 'dist', 'web');
  let scripts: ReturnType<typeof readPrograms> | undefined;
  const start = () => {
    scripts ??= readPrograms(programs);
    // Should they not be readable now, they are read anew for the next one.
    scripts.catch(() => (scripts = undefined));
    return new EngineWorker(scripts, storage);
  };
  // Of a process, its client uses what a worker has as well.
  if (!crossOriginIsolated) {
    log(vscode.l10n.t('The network learns in one thread: this page lets its workers share no memory.'));
  }
  const fork = start as unknown as Fork;
  return new EngineClient(programs.toString(), { storage: path.join(folder.path, 'model'), log, fork });
}
