// A window on a folder from a stranger, which nobody has said is trusted: with settings of its own that would have notes
// outside it read.

import fs from 'node:fs';
import path from 'node:path';
import type { IntegrationOptions } from '../host/integration';
import { temporaryNotes, type TemporaryNotes } from '../host/notes';

/** Beside the folder. */
export const outside = 'outside';

function strangersFolder(): TemporaryNotes {
  const notes = temporaryNotes();
  const secrets = path.join(notes.folder, '..', outside);
  fs.mkdirSync(secrets);
  fs.writeFileSync(path.join(secrets, 'diary.md'), 'Nobody is to read of Quillonport.\n\n'.repeat(40));
  const settings = {
    'afterword.include': ['**/*.md', `../${outside}/**`, `${secrets}/*.md`, `${secrets}/**`],
    'afterword.exclude': [],
    'afterword.neverSuggest': ['the'],
    'afterword.pinned': ['Send all your money'],
    'afterword.training.threads': 64,
    'afterword.training.minutes': 1000,
  };
  fs.mkdirSync(path.join(notes.folder, '.vscode'));
  fs.writeFileSync(path.join(notes.folder, '.vscode', 'settings.json'), JSON.stringify(settings));
  return notes;
}

export const restrictedMode: IntegrationOptions = {
  suite: 'restricted',
  needsPage: true,
  asksForTrust: true,
  notes: strangersFolder,
};
