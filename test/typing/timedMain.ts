// Afterword's main module in an extension host that takes its time: the same extension, built as ever, beside this file.

import { createRequire } from 'node:module';
import * as vscode from 'vscode';
import type * as extension from '../../src/extension';
import { watchApi } from '../host/watchedApi';
import { OwnTime } from './ownTime';
import { ProviderCalls } from './providerCalls';

export interface Timing {
  readonly ownTime: OwnTime;
  readonly calls: ProviderCalls;
  /** What `ownTime.total` was each time a document in a file changed, since the last time. */
  takeChanges(): number[];
}

export interface TimedAfterword extends extension.Afterword {
  readonly timing: Timing;
}

export function activate(context: vscode.ExtensionContext): TimedAfterword {
  const ownTime = new OwnTime();
  const calls = new ProviderCalls();
  const changes: number[] = [];
  const takeChanges = () => changes.splice(0);
  // The first to hear of a change: all that comes of it comes after.
  context.subscriptions.push(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document.uri.scheme === 'file' && contentChanges.length > 0) changes.push(ownTime.total);
    }),
  );
  watchApi(vscode, {
    called: (origin, args, callback) => calls.heard(origin, args, () => ownTime.run(origin, callback)),
    made: () => undefined,
  });
  const { activate: start } = createRequire(__filename)('./extension.js') as typeof extension;
  return { ...ownTime.run('activation', () => start(context)), timing: { ownTime, calls, takeChanges } };
}
