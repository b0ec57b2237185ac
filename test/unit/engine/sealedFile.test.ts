// A process that ends in the midst of replacing a file.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

describe('a file that is being replaced', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('is the old one when the process ends meanwhile, and nothing is left beside it', () => {
    const file = path.join(folder, 'runs.json');
    fs.writeFileSync(file, 'old');
    const { status, stdout } = spawnSync(
      process.execPath,
      [path.resolve('dist/test/faults/endsWhileSaving.js'), file],
      {
        encoding: 'utf8',
      },
    );
    assert.equal(status, 0);
    assert.match(stdout, /runs\.json\.\d+-\d+\.tmp/, 'it had begun');
    assert.equal(fs.readFileSync(file, 'utf8'), 'old');
    assert.deepEqual(fs.readdirSync(folder), ['runs.json']);
  });
});
