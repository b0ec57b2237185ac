// The writer's hands and eyes for a suite inside the extension host: real keys in the page that shows VS Code, and what
// stands on it. A desktop VS Code under test has no such page: there the keys that have a command run it, and the rest
// fails; tests that need more begin with `if (!hasPage) this.skip()`.

import * as vscode from 'vscode';
import type { PageDriver } from '../host/pageDriver';

const bridge = process.env.AFTERWORD_BRIDGE;

export const hasPage = bridge !== undefined;

const commandOfKey: Readonly<Record<string, string>> = {
  Tab: 'editor.action.inlineSuggest.commit',
  Escape: 'editor.action.inlineSuggest.hide',
  Enter: 'acceptSelectedSuggestion',
  'Control+Space': 'editor.action.triggerSuggest',
  'Control+ArrowRight': 'editor.action.inlineSuggest.acceptNextWord',
  Backspace: 'deleteLeft',
};

/** The methods that VS Code's own commands can stand in for. */
const commands: Partial<PageDriver> = {
  async type(text) {
    for (const character of text) await vscode.commands.executeCommand('type', { text: character });
  },
  async press(key) {
    const command = commandOfKey[key];
    if (command === undefined) throw new Error(`No command of VS Code stands for the key ${key}.`);
    await vscode.commands.executeCommand(command);
  },
  async focusEditor() {
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  },
};

async function ask(url: string, method: string, args: readonly unknown[]): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify({ method, args }) });
  const { result, error } = (await response.json()) as { result?: unknown; error?: string };
  if (error !== undefined) throw new Error(`${method}: ${error}`);
  return result;
}

/** The page is ahead of the extension host: what it shows arrives here a moment later. */
async function typeAndWait(url: string, text: string) {
  await ask(url, 'type', [text]);
  const deadline = Date.now() + 3000;
  while (!textBeforeCursor().endsWith(text) && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function textBeforeCursor(): string {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return '';
  return editor.document.getText(new vscode.Range(new vscode.Position(0, 0), editor.selection.active));
}

export const keyboard = new Proxy(commands, {
  get: (target, method: keyof PageDriver) => {
    if (bridge !== undefined && method === 'type') return (text: string) => typeAndWait(bridge, text);
    if (bridge !== undefined) return (...args: readonly unknown[]) => ask(bridge, method, args);
    const command = target[method];
    if (command === undefined) throw new Error(`${method} needs a page: this is a desktop VS Code.`);
    return command;
  },
}) as PageDriver;
