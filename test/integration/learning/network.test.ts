// While all suites run, whatever Afterword does in the extension host and in its engine is watched for connections, and
// whoever started VS Code counts one as a failure (test/host/networkWatch.ts). Here: that the watch sees.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

const attempts = `
  exports.connect = () => require('node:net').connect(80, '127.0.0.1');
  exports.socket = () => new (require('net').Socket)().connect(80);
  exports.tls = () => require('tls').connect(443);
  exports.lookup = () => require('dns').promises.lookup('example.org');
  exports.get = () => require('https').get('https://example.org');
  exports.udp = () => require('dgram').createSocket('udp4');
  exports.fetch = () => fetch('https://example.org');
  exports.webSocket = () => new WebSocket('wss://example.org');
`;

describe('the network', () => {
  it('is watched: an attempt of the extension fails and is seen', function () {
    const log = process.env.SOCKET_SPY;
    if (log === undefined) return this.skip();
    const before = fs.readFileSync(log, 'utf8');
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'));
    try {
      const bundle = path.join(folder, 'dist', 'extension.js');
      fs.mkdirSync(path.dirname(bundle));
      fs.writeFileSync(bundle, attempts);
      fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'afterword' }));
      const made = createRequire(bundle)(bundle) as Readonly<Record<string, () => unknown>>;
      for (const [name, attempt] of Object.entries(made)) {
        const seen = fs.readFileSync(log, 'utf8').length;
        assert.throws(attempt, /opens a connection/, name);
        assert.ok(fs.readFileSync(log, 'utf8').length > seen, name);
      }
    } finally {
      fs.rmSync(folder, { recursive: true });
      fs.writeFileSync(log, before);
    }
  });

  it('is open to VS Code itself', async function () {
    const bridge = process.env.AFTERWORD_BRIDGE;
    if (bridge === undefined) return this.skip();
    assert.equal((await fetch(new URL('/', bridge))).status, 404);
  });
});
