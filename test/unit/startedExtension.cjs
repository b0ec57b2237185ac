// Starts the extension as it is built where VS Code is not: with an API that agrees to everything. Prints which of our files
// have been read by then, and which commands there are.
const Module = require('node:module');
const path = require('node:path');

const commands = [];
const registerCommand = (name) => commands.push(name) && { dispose() {} };

/** Whatever is read of it, called or made is of the same kind. */
const anything = (known = {}) =>
  new Proxy(function () {}, {
    get: (target, key) => (key in known ? known[key] : key in target ? target[key] : (known[key] = anything())),
    set: (target, key, value) => {
      known[key] = value;
      return true;
    },
    apply: () => anything(),
    construct: () => anything(),
  });

const api = anything({
  commands: anything({ registerCommand }),
  // A window in which nothing is open.
  workspace: anything({ workspaceFolders: undefined }),
  window: anything({ activeTextEditor: undefined }),
  l10n: { t: (text) => text },
});

const { _load: load } = Module;
Module._load = (name, ...others) => (name === 'vscode' ? api : load(name, ...others));

const dist = path.resolve('dist');
const { activate } = require(path.join(dist, 'extension.js'));
activate({
  subscriptions: [],
  extension: { id: 'afterword.afterword' },
  extensionUri: anything(),
  storageUri: { fsPath: path.join(dist, 'storage') },
  asAbsolutePath: (file) => path.resolve(file),
  workspaceState: { get: () => undefined },
});
const files = Object.keys(require.cache).filter((file) => path.dirname(file) === dist);
console.log(JSON.stringify({ files, commands }));
process.exit();
