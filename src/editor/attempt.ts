// A command that fails says why.

import * as vscode from 'vscode';
import { EngineError } from '../engine/client';
import { problemText } from './problems';

export async function attempt(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof EngineError ? problemText(error) : messageOf(error));
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
