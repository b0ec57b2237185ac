// Afterword's main module in an extension host in which its whole life is watched: the same extension, built as ever, beside
// this file. It can be ended and begun again, as where somebody disables and enables it.

import { createRequire } from 'node:module';
import path from 'node:path';
import * as vscode from 'vscode';
import type * as extension from '../../src/extension';
import { watchApi } from '../host/watchedApi';
import { OwnHandles } from './ownHandles';
import { Registrations } from './registrations';

export interface Life {
  readonly afterword: extension.Afterword;
  readonly registrations: Registrations;
  readonly handles: OwnHandles;
  /** The folder of the model. */
  readonly storage: string;
  end(): void;
  begin(): void;
}

export function activate(context: vscode.ExtensionContext): Life {
  // The engine tells what it holds when it is asked to: see watchedEngine.ts.
  process.env.NODE_OPTIONS = `--require ${JSON.stringify(process.env.AFTERWORD_WATCH)}`;
  const registrations = new Registrations();
  const handles = new OwnHandles();
  watchApi(vscode, {
    called: (_origin, _args, callback) => handles.run(callback),
    made: (origin, made) => registrations.made(origin, made),
  });
  const { activate: start } = createRequire(__filename)('./extension.js') as typeof extension;
  const begin = () => handles.run(() => start(context));
  let afterword = begin();
  return {
    get afterword() {
      return afterword;
    },
    registrations,
    handles,
    storage: path.join(context.storageUri!.fsPath, 'model'),
    end: () => {
      for (const part of context.subscriptions.splice(0).reverse()) part.dispose();
    },
    begin: () => void (afterword = begin()),
  };
}
