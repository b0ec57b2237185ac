// JavaScript in place of two native modules that VS Code loads where they are, and does without, loudly, where they are
// not. With them no compiler is needed and the logs stay readable; the logger is what writes the extension host's log.

import * as fs from 'node:fs';
import * as path from 'node:path';

/**
 * @vscode/spdlog: a logger that appends to its file. Levels: 0 trace … 4 error, 6 off. VS Code imports it as an ES
 * module, for which every export has to be an assignment of its own.
 */
const spdlog = `
const fs = require('node:fs');
const path = require('node:path');
const names = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
class Logger {
  constructor(type, name, file) {
    Object.assign(this, { file, level: 2, plain: false });
    names.forEach((name, level) => (this[name] = (message) => this.write(level, name, message)));
  }
  write(level, name, message) {
    if (level < this.level) return;
    const text = this.plain ? message : new Date().toISOString() + ' [' + name + '] ' + message + '\\n';
    fs.appendFile(this.file, text, () => {});
  }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  clearFormatters() { this.plain = true; }
  setPattern() {}
  flush() {}
  drop() {}
}
async function create(name, file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  return new Logger('rotating', name, file);
}
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
`;

/** @vscode/native-watchdog: the extension host also watches its parent by itself, every second. */
const nativeWatchdog = `
exports.start = () => {};
exports.exit = (code) => process.exit(code);
`;

/** Replaces the modules in VS Code's own node_modules, at `vscode`. */
export function putStandIns(vscode: string) {
  for (const [name, source] of Object.entries({ spdlog, 'native-watchdog': nativeWatchdog })) {
    fs.writeFileSync(path.join(vscode, 'node_modules', '@vscode', name, 'index.js'), source.trimStart());
  }
}
