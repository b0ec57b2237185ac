// Loaded before anything else into every process of a VS Code under test. In Afterword's engine and
// its threads every way into the network is forbidden, as in the unit tests. In the extension host, where VS Code itself
// must speak with its window, it is forbidden to Afterword's bundle alone: what that requires is watched, and who calls the
// global functions is told by the stack.
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const network = /^(?:node:)?(?:net|tls|http|https|http2|dns|dns\/promises|dgram|inspector)$/;
const log = process.env.SOCKET_SPY;

/** Built-in extensions of VS Code have a file of that name, too. */
const bundles = new Map();
const isOurs = (file) => {
  if (!/[\\/]dist[\\/][^\\/]+\.js$/.test(file)) return false;
  if (!bundles.has(file)) {
    const manifest = path.join(path.dirname(file), '..', 'package.json');
    bundles.set(file, fs.existsSync(manifest) && JSON.parse(fs.readFileSync(manifest, 'utf8')).name === 'afterword');
  }
  return bundles.get(file);
};

const forbid = (name) => {
  fs.appendFileSync(log, `${name}\n${new Error().stack}\n`);
  throw new Error(`${name} opens a connection`);
};

/** The module as it is, but for its functions and classes, which may be extended and not used. */
const forbidden = (value, name) => {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return value;
  return new Proxy(value, {
    get: (target, key) => (key === 'prototype' ? target[key] : forbidden(target[key], `${name}.${String(key)}`)),
    apply: () => forbid(name),
    construct: () => forbid(name),
  });
};

function watchExtension() {
  const { require: original } = Module.prototype;
  Module.prototype.require = function (id) {
    const loaded = original.call(this, id);
    if (!isOurs(this.filename ?? '')) return loaded;
    fs.appendFileSync(log, 'watched: the extension\n');
    // What it forks is watched as well.
    process.env.NODE_OPTIONS = `--require ${JSON.stringify(__filename)}`;
    return network.test(id) ? forbidden(loaded, id) : loaded;
  };
  for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']) {
    // VS Code puts functions of its own there later.
    let current = globalThis[name];
    const fromOurs = () =>
      new Error().stack.split('\n').some((line) => isOurs(/\(?([^()\s]+):\d+:\d+\)?$/.exec(line)?.[1] ?? ''));
    const watched = (value) =>
      typeof value !== 'function'
        ? value
        : new Proxy(value, {
            apply: (target, self, args) => (fromOurs() ? forbid(name) : Reflect.apply(target, self, args)),
            construct: (target, args, made) => (fromOurs() ? forbid(name) : Reflect.construct(target, args, made)),
          });
    Object.defineProperty(globalThis, name, {
      configurable: true,
      enumerable: false,
      get: () => watched(current),
      set: (value) => (current = value),
    });
  }
}

const [, program = ''] = process.argv;
if (/[\\/]dist[\\/](?:engine|[a-z]+Thread)\.js$/.test(program)) {
  require('../unit/socketSpy.cjs');
  fs.appendFileSync(log, 'watched: the engine\n');
} else {
  watchExtension();
}
