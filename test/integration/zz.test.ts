import * as assert from 'node:assert/strict';
import { keyboard } from './keyboard';
describe('toy', () => {
  it('reads the status bar and the list', async () => {
    assert.match((await keyboard.statusItem('afterword.status')) ?? '', /Afterword/);
    assert.deepEqual(await keyboard.completionRows(), []);
  });
  it('bad bridge call', async () => { await assert.rejects(keyboard.webviewClick('#nothing'), /webviewClick/); });
  if (process.env.TOY_FAIL) it('fails', () => assert.equal(1, 2));
  if (process.env.TOY_KILL) it('kills', async function () { this.timeout(60000); process.kill(process.ppid, 'SIGKILL'); await new Promise((r) => setTimeout(r, 20000)); });
  if (process.env.TOY_EXIT) it('exits', async function () { process.exit(3); });
});
