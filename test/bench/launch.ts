// Starts the bench on the Node that VS Code carries, installed with the peers below test/bench where they are missing.
//   npm run bench [-- SECTION … --json FILE --notes DIR --wikitext DIR]

import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const folder = path.resolve('test/bench');
const node = path.join(
  folder,
  'node_modules',
  `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

if (!fs.existsSync(node)) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  execFileSync(npm, ['ci', '--ignore-scripts'], { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
}
const program = fs.existsSync(node) ? node : process.execPath;
if (program === process.execPath)
  console.error('There is no Node 24 for this machine: measuring on Node', process.version);
const bench = spawn(program, [path.join(__dirname, 'run.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, AFTERWORD_OTHER_NODE: process.execPath },
});
bench.once('exit', (code) => process.exit(code ?? 1));
