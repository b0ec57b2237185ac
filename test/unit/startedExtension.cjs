// Starts the extension as it is built where VS Code is not: with an API that agrees to everything. Prints which of our files
// have been read by then, and which commands there are; and what became of a command that is given at once.
const Module = require('node:module');
const path = require('node:path');

const commands = new Map();
const registerCommand = (name, run) => commands.set(name, run) && { dispose: () => commands.delete(name) };
const given = [];
const executeCommand = async (name, ...args) => {
  given.push([name, ...args]);
  return commands.get(name)?.(...args);
};

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

const disposable = (...parts) => ({ dispose: () => parts.forEach((part) => part.dispose()) });

const api = anything({
  commands: anything({ registerCommand, executeCommand }),
  // A window in which nothing is open.
  workspace: anything({ workspaceFolders: undefined }),
  window: anything({ activeTextEditor: undefined }),
  Disposable: { from: disposable },
  Uri: anything({ file: (file) => file }),
  l10n: { t: (text) => text },
});

const { _load: load } = Module;
Module._load = (name, ...others) => (name === 'vscode' ? api : load(name, ...others));

const dist = path.resolve('dist');
const ours = () => Object.keys(require.cache).filter((file) => path.dirname(file) === dist);

async function start() {
  const { activate } = require(path.join(dist, 'extension.js'));
  activate({
    subscriptions: [],
    extension: { id: 'afterword.afterword' },
    extensionUri: anything(),
    storageUri: { fsPath: path.join(dist, 'storage') },
    asAbsolutePath: (file) => path.resolve(file),
    workspaceState: { get: () => undefined },
  });
  const started = { files: ours(), commands: [...commands.keys()] };
  await executeCommand('afterword.openNote', { kind: 'file', file: { path: '/notes/soup.md' } });
  console.log(JSON.stringify({ ...started, given, later: ours(), commandsLater: [...commands.keys()] }));
  process.exit();
}

void start();
