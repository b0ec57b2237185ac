// What takes the place of Node's files in a browser: what is written at once, what is asked for, and in which order it gets
// to who keeps it.

import assert from 'node:assert/strict';
import { carrierOver, carryFilesBy, fileError, type FileOperation, type FileQuestion } from '../../../src/web/files';
import fs, { createReadStream } from '../../../src/web/node/fs';
import promises from '../../../src/web/node/fs/promises';

/** Who keeps the files, at the other end of a port. */
function keepBehind(port: MessagePort) {
  const files = new Map<string, Uint8Array>();
  const there = (path: string) => {
    const bytes = files.get(path);
    if (!bytes) throw fileError('ENOENT', path);
    return bytes;
  };
  const carryOut = (operation: FileOperation): unknown => {
    const { kind, path } = operation;
    if (kind === 'write' && path.startsWith('/full')) throw fileError('EIO', 'no room is left');
    if (kind === 'write') return void files.set(path, operation.bytes);
    if (kind === 'read') return there(path);
    if (kind === 'stat') return { size: there(path).length, mtimeMs: 0, isFolder: false };
    if (kind === 'move') files.set(operation.to, there(path));
    there(path);
    files.delete(path);
    return undefined;
  };
  port.onmessage = ({ data: { id, operation } }: MessageEvent<FileQuestion>) => {
    try {
      port.postMessage({ id, result: carryOut(operation) });
    } catch (error) {
      port.postMessage({ id, error: { code: (error as NodeJS.ErrnoException).code, message: String(error) } });
    }
  };
}

describe('files in a browser', () => {
  const { port1, port2 } = new MessageChannel();
  before(() => {
    keepBehind(port2);
    carryFilesBy(carrierOver(port1));
  });
  after(() => port1.close());

  it('are written in pieces, and are there for what is asked afterwards', async () => {
    const numbers = new Uint8Array([1, 2, 3, 4, 5, 6]);
    const descriptor = fs.openSync('/model/weights-1');
    for (let at = 0; at < numbers.length;)
      at += fs.writeSync(descriptor, numbers, at, Math.min(4, numbers.length - at));
    // What has been written does not change with what it was written from.
    numbers.fill(0);
    fs.closeSync(descriptor);
    assert.equal((await promises.stat('/model/weights-1')).size, 6);
    const pieces: number[][] = [];
    for await (const piece of createReadStream('/model/weights-1', { highWaterMark: 4 })) pieces.push([...piece]);
    assert.deepEqual(pieces, [
      [1, 2, 3, 4],
      [5, 6],
    ]);
  });

  it('are not left where what writes them gives up', async () => {
    const descriptor = fs.openSync('/model/weights-2');
    fs.writeSync(descriptor, new Uint8Array(3));
    fs.rmSync('/model/weights-2');
    fs.closeSync(descriptor);
    await assert.rejects(promises.readFile('/model/weights-2'), { code: 'ENOENT' });
  });

  it('are replaced by moving one there, of which others hear', async () => {
    const watchers = new BroadcastChannel('/model/model.json');
    const heard = new Promise((resolve) => (watchers.onmessage = resolve));
    await promises.writeFile('/model/model.json.1.tmp', '{"一":1}');
    await promises.rename('/model/model.json.1.tmp', '/model/model.json');
    assert.equal(await promises.readFile('/model/model.json', 'utf8'), '{"一":1}');
    await heard;
    watchers.close();
  });

  it('for which there is no room are missed with that reason, by whoever seals them', async () => {
    const { error } = console;
    console.error = () => undefined;
    try {
      fs.closeSync(fs.openSync('/full/weights-3'));
      await assert.rejects(promises.open('/full/weights-3', 'r+'), /no room is left/);
      await assert.rejects(promises.writeFile('/full/model.json.2.tmp', '{}'), /no room is left/);
    } finally {
      console.error = error;
    }
  });

  it('that are not there are missed as in Node', async () => {
    await assert.rejects(promises.stat('/none'), { code: 'ENOENT' });
    await assert.rejects(promises.rm('/none'), { code: 'ENOENT' });
    await promises.rm('/none', { force: true });
    await assert.rejects(promises.open('/none', 'r+'), { code: 'ENOENT' });
    await assert.rejects(promises.mkdir('/model/model.json'), { code: 'EEXIST' });
  });
});
