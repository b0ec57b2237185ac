import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sharedStorage } from '../../../src/editor/sharedStorage';

describe('the storage of a workspace', () => {
  let root: string;
  const storage = (workspace: string) => path.join(root, workspace, 'afterword.afterword');
  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'));
    for (const workspace of ['0123abcd', '-4f2a', '9e-2']) fs.mkdirSync(path.join(root, workspace));
  });
  afterEach(() => fs.rmSync(root, { recursive: true }));

  it('is that of the first window in every window', () => {
    for (const workspace of ['0123abcd', '-4f2a']) {
      for (const window of [workspace, `${workspace}-1`, `${workspace}-9`])
        assert.equal(sharedStorage(storage(window)), storage(workspace));
    }
  });

  it('is its own where nothing has the shorter name', () => {
    for (const workspace of ['9e-2', 'other', '-5'])
      assert.equal(sharedStorage(storage(workspace)), storage(workspace));
  });
});
