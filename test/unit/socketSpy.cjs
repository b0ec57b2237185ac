// Loaded before anything else into a process (NODE_OPTIONS=--require): every way into the network is written down, in the
// file that SOCKET_SPY names, and fails. The IPC of a fork and of threads is none.
const fs = require('node:fs');

const log = process.env.SOCKET_SPY;
const forbid = (module, names) => {
  const target = module.startsWith('global') ? globalThis : require(module);
  for (const name of names) {
    const place = name.includes('.')
      ? name
          .split('.')
          .slice(0, -1)
          .reduce((at, key) => at[key], target)
      : target;
    const key = name.split('.').at(-1);
    if (place[key] === undefined) continue;
    Object.defineProperty(place, key, {
      configurable: true,
      value: function () {
        fs.appendFileSync(log, `${module} ${name}\n`);
        throw new Error(`${module}.${name} opens a connection`);
      },
    });
  }
};

forbid('node:net', ['Socket.prototype.connect', 'Server.prototype.listen']);
forbid('node:dgram', ['createSocket']);
forbid('node:dns', ['lookup', 'resolve', 'resolve4', 'resolve6', 'reverse', 'promises.lookup', 'promises.resolve']);
forbid('node:http', ['request', 'get']);
forbid('node:https', ['request', 'get']);
forbid('node:http2', ['connect']);
forbid('node:tls', ['connect']);
forbid('global', ['fetch', 'WebSocket']);
fs.appendFileSync(log, 'loaded\n');
