// What starting VS Code waits for: no more code than the first keystroke needs, and every command is there.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { commands } from '../../src/editor/identifiers';

interface Started {
  readonly files: readonly string[];
  readonly commands: readonly string[];
  /** Until the one that opens a note has done it: each with what it was given. */
  readonly given: readonly (readonly unknown[])[];
  /** After that. */
  readonly later: readonly string[];
  readonly commandsLater: readonly string[];
}

const textOf = (files: readonly string[]) => files.map((file) => fs.readFileSync(file, 'utf8')).join('\n');

describe('the extension, just started', () => {
  let started: Started;

  before(() => {
    const { stdout, stderr } = spawnSync(process.execPath, ['test/unit/startedExtension.cjs'], { encoding: 'utf8' });
    assert.equal(stderr, '');
    started = JSON.parse(stdout) as Started;
  });

  it('has every command', () => {
    for (const command of Object.values(commands)) assert.ok(started.commands.includes(command), command);
  });

  it('has read neither the reader of Markdown, nor what speaks with the engine, nor the inspector', () => {
    const text = textOf(started.files);
    assert.match(text, /registerInlineCompletionItemProvider/);
    for (const later of [/micromark/i, /createMessageConnection/, /createWebviewPanel/])
      assert.doesNotMatch(text, later);
  });

  it('reads what stands behind a command when it is given, and gives it to that as it was', () => {
    const node = { kind: 'file', file: { path: '/notes/soup.md' } };
    const { openNote } = commands;
    assert.deepEqual(started.given, [
      [openNote, node],
      [openNote, node],
      ['vscode.open', '/notes/soup.md'],
    ]);
    assert.match(textOf(started.later), /createWebviewPanel/);
    assert.deepEqual([...started.commandsLater].sort(), [...started.commands].sort());
  });
});
