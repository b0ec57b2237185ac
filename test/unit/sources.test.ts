// What the sources must not hold, and what CONTRIBUTING must say of them: no code that is made or fetched at run time, no
// shell, no network, no program that an installation runs, and no dependency without its reason.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';

const sources = fs
  .readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith(path.join('kernels', 'assembly')))
  .map((file) => ({ file: file.replaceAll('\\', '/'), text: fs.readFileSync(path.join('src', file), 'utf8') }));

const manifest = JSON.parse(fs.readFileSync('package.json', 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies?: unknown;
  readonly capabilities: { readonly untrustedWorkspaces: { readonly supported: unknown } };
};

const holding = (expression: RegExp) => sources.filter(({ text }) => expression.test(text)).map(({ file }) => file);

/** Modules that are imported for more than their types. */
const imported = new Set(
  sources.flatMap(({ text }) =>
    [...text.matchAll(/^import (?!type )[^;]*?from '([^'.][^']*)';/gms)].map(([, name]) => name),
  ),
);

describe('the sources', () => {
  it('make and fetch no code at run time', () => {
    assert.deepEqual(
      holding(/\beval\s*\(|\bnew Function\b|\bFunction\s*\(|\bimport\s*\((?!'\.)|\brequire\s*\(|node:vm'/),
      [],
    );
  });

  it('start no program but the engine, and no shell', () => {
    assert.deepEqual(holding(/child_process/), ['engine/engineProcess.ts']);
    assert.deepEqual(holding(/\bexec(?:File)?(?:Sync)?\s*\(\s*['"`]|\bspawn(?:Sync)?\s*\(|shell:/), []);
  });

  it('open no connection', () => {
    const network = /^(?:node:)?(?:net|tls|http|https|http2|dns|dns\/promises|dgram|inspector)$/;
    assert.deepEqual(
      [...imported].filter((name) => network.test(name)),
      [],
    );
    // Whose `fetch` brings words for the softmax.
    const own = 'rnn/candidates.ts';
    assert.deepEqual(holding(/\bfetch\s*\(/), [own]);
    assert.deepEqual(holding(/XMLHttpRequest|WebSocket|EventSource|sendBeacon/), []);
  });

  it('put nothing into the package that an installation would run', () => {
    for (const name of ['preinstall', 'install', 'postinstall', 'vscode:uninstall'])
      assert.ok(!(name in manifest.scripts), name);
    assert.equal(manifest.dependencies, undefined, 'all are part of the bundles');
  });

  it('declare what they do in Restricted Mode', () => {
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
  });

  it('use the packages that CONTRIBUTING gives a reason for, and no others', () => {
    const outside = [...imported].filter(
      (name) => name !== 'vscode' && !name.startsWith('node:') && !builtinModules.includes(name),
    );
    const used = outside.map((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name)![0]);
    const [, section = ''] =
      /\n## What is built in\n([^]*?)\n## /.exec(fs.readFileSync('CONTRIBUTING.md', 'utf8')) ?? [];
    const listed = [...section.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, names]) =>
      [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
    );
    assert.deepEqual([...new Set(used)].sort(), listed.sort());
  });
});
