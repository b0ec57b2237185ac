// Holds the documents to the code: files that they name exist, what stands in brackets after one is in it, links lead
// somewhere, and the command line knows what it is said to be given.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const root = process.cwd();
const documents = [
  'README.md',
  'README.zh-CN.md',
  'CONTRIBUTING.md',
  ...fs.readdirSync('docs').map((file) => `docs/${file}`),
];
const fence = /^```.*?^```$/gms;
const textOf = (document: string) => fs.readFileSync(path.join(root, document), 'utf8');
const proseOf = (document: string) => textOf(document).replace(fence, '');

/** `src/…` (`name`, `name`): the file, and what is said to be in it. */
function namedFiles(text: string): { file: string; names: string[] }[] {
  return [...text.matchAll(/`((?:src|test|docs)\/[^`*…]+)`(?: \(((?:`[^`]+`(?:, )?)+)\))?/g)].map(
    ([, file, names = '']) => ({ file, names: [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name) }),
  );
}

/** Every `afterword …` line of a document, in a text or in a block of its own. */
function commandLines(document: string): string[] {
  const spans = [...proseOf(document).matchAll(/`(?:npx )?afterword ([^`]+)`/g)].map(([, line]) => line);
  const blocks = [...textOf(document).matchAll(fence)].map(([block]) => block).join('\n');
  const lines = [...blocks.matchAll(/^(?:npx )?afterword (.+)$/gm)].map(([, line]) => line);
  return [...spans, ...lines].map((line) => line.replace(/"[^"]*"/g, 'text'));
}

/** What stands first in the lines of a help text: commands, or options. */
function helpOf(command: readonly string[], what: RegExp): Set<string> {
  const { stdout } = spawnSync(process.execPath, ['dist/cli.js', ...command, '--help'], {
    encoding: 'utf8',
  });
  return new Set([...stdout.matchAll(what)].map(([, name]) => name));
}

describe('documents', function () {
  this.timeout(60_000);

  it('name files that exist, and what is in them', () => {
    const named = documents.flatMap((document) => namedFiles(proseOf(document)).map((each) => ({ document, ...each })));
    assert.ok(named.length > 100);
    for (const { document, file, names } of named) {
      assert.ok(fs.existsSync(path.join(root, file)), `${document}: ${file} does not exist`);
      for (const name of names) assert.ok(textOf(file).includes(name), `${document}: ${file} has no ${name}`);
    }
  });

  it('draw only files that exist', () => {
    const drawn = documents.flatMap((document) =>
      [...textOf(document).matchAll(fence)].flatMap(([block]) =>
        [...block.matchAll(/(?<![\w/.])(?:src|test|docs)\/[\w./-]*/g)].map(([file]) => ({ document, file })),
      ),
    );
    assert.ok(drawn.length > 5);
    for (const { document, file } of drawn)
      assert.ok(fs.existsSync(path.join(root, file)), `${document}: ${file} does not exist`);
  });

  it('link to files that exist', () => {
    for (const document of documents) {
      for (const [, link] of proseOf(document).matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)) {
        assert.ok(fs.existsSync(path.join(root, path.dirname(document), link)), `${document}: ${link}`);
      }
    }
  });

  it('give the command line only commands and options that it has', () => {
    const commands = helpOf([], /^ {2}([a-z]+)/gm);
    const options = new Map(
      [...commands].map((command) => [command, helpOf([command], /^ {2}(?:-\w, )?(--[\w-]+)/gm)]),
    );
    const lines = documents.flatMap((document) => commandLines(document).map((line) => ({ document, line })));
    assert.ok(lines.length > 30);
    for (const { document, line } of lines) {
      const [command] = line.split(/\s/);
      if (command.startsWith('-')) continue;
      assert.ok(commands.has(command), `${document}: afterword ${line}`);
      for (const [, option] of line.matchAll(/\s(--[\w-]+)/g)) {
        assert.ok(options.get(command)!.has(option), `${document}: afterword ${command} has no ${option}`);
      }
    }
  });
});
