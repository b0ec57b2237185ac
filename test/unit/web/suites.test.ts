// The suites of the web extension host: each of test/integration runs there, or is left out with a reason that the documentation
// says too. And what takes the place of Node's assertions there fails where those would.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import standIn from '../../web/node/assert/strict';
import { leftOut, suites } from '../../web/suites';

describe('the suites of the web extension host', () => {
  it('are all that there are, but for some with a reason', () => {
    const files = fs.readdirSync('test/integration', { recursive: true, encoding: 'utf8' });
    const there = files.filter((file) => file.endsWith('.test.ts')).map((file) => path.basename(file, '.test.ts'));
    const names = [...Object.keys(suites), ...Object.keys(leftOut)];
    assert.deepEqual(names.sort(), there.sort());
  });

  it('are named in the documentation where they are left out', () => {
    const documentation = fs.readFileSync('docs/web.md', 'utf8').replaceAll(/\s+/g, ' ');
    for (const [name, reason] of Object.entries(leftOut)) {
      assert.ok(documentation.includes(`\`${name}\``) && documentation.includes(reason), name);
    }
  });

  it('fail by what does not hold', async () => {
    const broken = () => Promise.reject(new Error('broken'));
    standIn.ok(1);
    standIn.equal(NaN, NaN);
    standIn.notEqual(1, 2);
    standIn.deepEqual({ a: [1, { b: undefined }] }, { a: [1, { b: undefined }] });
    standIn.match('river', /iv/);
    standIn.doesNotMatch('river', /x/);
    await standIn.rejects(broken(), /broken/);
    const wrong: (() => unknown)[] = [
      () => standIn.ok(''),
      () => standIn.equal(0, -0),
      () => standIn.equal('1', 1 as unknown),
      () => standIn.notEqual('a', 'a'),
      () => standIn.deepEqual([1, 2], [1]),
      () => standIn.deepEqual([], {}),
      () => standIn.deepEqual({ a: 1 }, { a: 1, b: undefined }),
      () => standIn.deepEqual({ a: { b: 1 } }, { a: { b: 2 } }),
      () => standIn.match('river', /x/),
      () => standIn.doesNotMatch('river', /iv/),
    ];
    for (const assertion of wrong) assert.throws(assertion, String(assertion));
    await assert.rejects(standIn.rejects(broken(), /whole/));
    await assert.rejects(standIn.rejects(Promise.resolve(), /broken/), /nothing was thrown/);
  });
});
