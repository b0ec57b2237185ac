// What can stand where a note is looked for, other than a note: made in a folder of its own when it is wanted.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { SkipReason } from '../../src/engine/protocol/notes';

export interface BrokenFile {
  readonly path: string;
  readonly reason: SkipReason;
}

/** One of each kind that this system can make. */
export function brokenFiles(folder: string): BrokenFile[] {
  const made: BrokenFile[] = [];
  const add = (name: string, reason: SkipReason, make: (file: string) => void) => {
    const file = path.join(folder, name);
    make(file);
    made.push({ path: file, reason });
  };
  const write = (content: string | Uint8Array) => (file: string) => fs.writeFileSync(file, content);
  const key = path.join(folder, 'id_rsa');
  fs.writeFileSync(key, 'What nobody should learn.');

  add('folder.md', 'notAFile', (file) => fs.mkdirSync(file));
  add('none.md', 'gone', () => undefined);
  add('empty.md/below.md', 'gone', () => undefined);
  add('empty.md', 'noProse', write(''));
  add('code.md', 'noProse', write('```\ncode\n```\n'));
  add('.hidden.md', 'hidden', write('Hidden.'));
  add('passwords.md', 'secret', write('Secret.'));
  add('latin.md', 'notUtf8', write(Buffer.from('caf\xe9 au lait', 'latin1')));
  add('half.md', 'notUtf8', write(Buffer.from([0xff, 0xfe, 0x41])));
  add('binary.md', 'binary', write(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1])));
  add('data.md', 'tooDense', write('QUJD'.repeat(5000)));
  add('large.md', 'tooLarge', (file) => {
    fs.writeFileSync(file, '');
    fs.truncateSync(file, 100 * 2 ** 20);
  });
  if (process.platform === 'win32') return made;
  add('loop.md', 'gone', (file) => fs.symlinkSync(file, file));
  add('nowhere.md', 'gone', (file) => fs.symlinkSync(path.join(folder, 'not there'), file));
  add('to-a-folder.md', 'notAFile', (file) => fs.symlinkSync(folder, file));
  add('to-a-key.md', 'secret', (file) => fs.symlinkSync(key, file));
  add('pipe.md', 'notAFile', (file) => execFileSync('mkfifo', [file]));
  add('to-a-pipe.md', 'notAFile', (file) => fs.symlinkSync(path.join(folder, 'pipe.md'), file));
  add('endless.md', 'notAFile', (file) => fs.symlinkSync('/dev/zero', file));
  add('terminal.md', 'notAFile', (file) => fs.symlinkSync('/dev/tty', file));
  // Who may read everything reads this, too.
  if (process.getuid?.() !== 0) {
    add('locked.md', 'noPermission', (file) => {
      fs.writeFileSync(file, 'Locked.');
      fs.chmodSync(file, 0);
    });
  }
  return made;
}
