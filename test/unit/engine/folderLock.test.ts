// Who may change what is in a folder: one process at a time, and never a dead one.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FolderLock, isAlive, type LockOwner } from '../../../src/engine/folderLock';

describe('the lock of a folder', () => {
  let folder: string;
  const file = () => path.join(folder, 'lock.json');
  const owner = () => JSON.parse(fs.readFileSync(file(), 'utf8')) as LockOwner;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('is held by one, as often as it likes, and says by whom', async () => {
    const [mine, yours] = [new FolderLock(folder), new FolderLock(folder)];
    assert.equal(await mine.hold(), undefined);
    assert.equal(await mine.hold(), undefined);
    const { pid, host } = (await yours.hold())!;
    assert.deepEqual([pid, host], [process.pid, os.hostname()]);
    await mine.release();
    assert.ok(await yours.hold(), 'released once, held twice');
    await mine.release();
    assert.deepEqual(fs.readdirSync(folder), []);
    assert.equal(await yours.hold(), undefined);
    await yours.release();
  });

  it('of many that want it at once goes to one', async () => {
    const locks = Array.from({ length: 12 }, () => new FolderLock(folder));
    const owners = await Promise.all(locks.map((lock) => lock.hold()));
    assert.equal(owners.filter((other) => other === undefined).length, 1);
    assert.deepEqual(fs.readdirSync(folder), ['lock.json']);
    await Promise.all(locks.filter((_, i) => !owners[i]).map((lock) => lock.release()));
  });

  it('is waited for, as long as one likes', async () => {
    const [mine, yours] = [new FolderLock(folder), new FolderLock(folder)];
    await mine.hold();
    const waiting = yours.hold(60_000);
    await mine.release();
    assert.equal(await waiting, undefined);
    await yours.release();
  });

  /** As another process left it. */
  function leave(changes: Partial<LockOwner>): void {
    const left: LockOwner = {
      pid: process.pid,
      host: os.hostname(),
      folder: fs.realpathSync(folder),
      processStart: undefined,
      since: '2026-03-01T08:00:00.000Z',
      token: 'theirs',
      ...changes,
    };
    fs.writeFileSync(file(), JSON.stringify(left));
  }

  const deadPid = 2 ** 22 + 7;
  const dead: readonly (readonly [string, () => void])[] = [
    ['a dead process', () => leave({ pid: deadPid })],
    ['a dead process with the number of another, which began at another time', () => leave({ processStart: '1' })],
    ['a process that has another folder, of which this one is a copy', () => leave({ folder: '/elsewhere' })],
    [
      'a process of another machine that has been silent for minutes',
      () => {
        leave({ host: 'another' });
        const then = new Date(Date.now() - 600_000);
        fs.utimesSync(file(), then, then);
      },
    ],
    ['nobody: the file is damaged', () => fs.writeFileSync(file(), '{"pid":')],
  ];
  for (const [whose, make] of dead) {
    it(`is taken over from ${whose}`, async function () {
      if (whose.includes('began') && process.platform !== 'linux') return this.skip();
      assert.equal(isAlive(deadPid), false);
      make();
      const locks = Array.from({ length: 6 }, () => new FolderLock(folder));
      const owners = await Promise.all(locks.map((lock) => lock.hold()));
      assert.equal(owners.filter((other) => other === undefined).length, 1, 'by one');
      assert.equal(owner().pid, process.pid);
      assert.deepEqual(fs.readdirSync(folder), ['lock.json']);
      await Promise.all(locks.filter((_, i) => !owners[i]).map((lock) => lock.release()));
      make();
      await new FolderLock(folder).sweep();
      assert.deepEqual(fs.readdirSync(folder), []);
    });
  }

  it('is not taken from a living one, nor from one on another machine that gives signs of life', async () => {
    for (const changes of [{}, { host: 'another', pid: deadPid }]) {
      leave(changes);
      assert.equal((await new FolderLock(folder).hold())?.token, 'theirs');
      await new FolderLock(folder).sweep();
      assert.equal(owner().token, 'theirs');
    }
  });

  it('that somebody else has meanwhile is noticed before anything is replaced; one that is gone is made anew', async () => {
    const lock = new FolderLock(folder);
    await lock.hold();
    fs.rmSync(folder, { recursive: true });
    assert.equal(await lock.check(), undefined);
    assert.equal(owner().pid, process.pid);
    leave({});
    assert.equal((await lock.check())?.token, 'theirs');
    await lock.release();
    assert.equal(owner().token, 'theirs', 'what is another’s is not released');
  });

  it('that cannot be written is held all the same: what cannot be changed needs none', async () => {
    const notFolder = path.join(folder, 'a file');
    fs.writeFileSync(notFolder, '');
    const lock = new FolderLock(notFolder);
    assert.equal(await lock.hold(), undefined);
    await lock.release();
    fs.mkdirSync(file());
    const beside = new FolderLock(folder);
    assert.equal(await beside.hold(), undefined);
    await beside.release();
  });
});
