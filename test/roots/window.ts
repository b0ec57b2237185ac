// A window on a workspace of two folders, of which each has drafts that are no notes.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { IntegrationOptions } from '../host/integration';
import type { TemporaryNotes } from '../host/notes';

const paragraphs = (sentence: string) => `${sentence} `.repeat(3).concat('\n\n').repeat(20);

function twoFolders(): TemporaryNotes {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-')));
  const write = (file: string, sentence: string) => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), paragraphs(sentence));
  };
  write('garden/beds.md', 'We planted marigolds along the southern wall.');
  write('garden/drafts/later.md', 'Nobody knows of Quillonport in the garden.');
  write('厨房/面.md', '妈妈晚上在家做番茄鸡蛋面。');
  write('厨房/drafts/later.md', 'Nobody knows of Zebulonia in the kitchen.');
  const settings = { 'afterword.exclude': ['drafts/**'], 'afterword.ghostText.share': 100 };
  const folder = path.join(root, 'two.code-workspace');
  fs.writeFileSync(folder, JSON.stringify({ folders: [{ path: 'garden' }, { path: '厨房' }], settings }));
  const remove = () => fs.rmSync(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  return { folder, note: path.join(root, 'garden', 'beds.md'), remove };
}

export const severalRoots: IntegrationOptions = { suite: 'roots', needsPage: true, notes: twoFolders };
