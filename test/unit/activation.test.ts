// What starting VS Code waits for: no more code than the first keystroke needs, and every command is there.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { commands } from '../../src/editor/identifiers';

interface Started {
  readonly files: readonly string[];
  readonly commands: readonly string[];
}

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
    const all = started.files.map((file) => fs.readFileSync(file, 'utf8')).join('\n');
    assert.match(all, /registerInlineCompletionItemProvider/);
    for (const later of [/micromark/i, /createMessageConnection/, /createWebviewPanel/])
      assert.doesNotMatch(all, later);
  });
});
