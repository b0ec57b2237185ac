// What VS Code calls inside its extension host when that is to be killed: Afterword learns, and goes on until somebody ends it.
// Where AFTERWORD_LEARNS says, it writes who does that.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import * as vscode from 'vscode';
import { commands } from '../../src/editor/identifiers';
import type { Afterword } from '../../src/extension';

/** Of the extension host and its engine. */
export interface Learning {
  readonly host: number;
  readonly engine: number;
}

export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension<Afterword>('afterword.afterword');
  assert.ok(extension, 'Afterword is not installed here');
  const { client, whenReady } = await extension.activate();
  await whenReady();
  await client.start();
  const learning: Learning = { host: process.pid, engine: client.pid! };
  await vscode.commands.executeCommand(commands.learn, { minutes: 30 });
  fs.writeFileSync(process.env.AFTERWORD_LEARNS!, JSON.stringify(learning));
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    // A pause writes a checkpoint.
    await client.pause();
    await client.resume();
  }
}
