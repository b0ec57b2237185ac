// Notes that the editor hands over, as they are no files: read under their addresses like any other.

import assert from 'node:assert/strict';
import { handOver } from '../../../src/engine/handedNotes';
import { noteText } from '../../../src/engine/noteBytes';
import { NoteReader } from '../../../src/engine/noteReader';
import { TaggedNotes } from '../../../src/engine/tags/taggedNotes';
import { trainerFiles } from './builtFiles';

describe('notes that are no files', () => {
  const [sea, sky] = ['cloud:/sea.md', 'cloud:/sky.md'];
  const hand = (texts: Readonly<Record<string, string>>) =>
    handOver(Object.entries(texts).map(([path, text]) => ({ path, bytes: Buffer.from(text) })));
  afterEach(() => handOver([]));

  it('are read as they were handed over, and again only when they are others', async () => {
    const reader = new NoteReader(trainerFiles.scripts);
    const read = async () => (await reader.read([sea, sky], 'words')).notes;
    hand({ [sea]: '**Three** words here.', [sky]: 'Blue sky.' });
    const before = await read();
    assert.deepEqual(
      before.map(({ words }) => words),
      [3, 2],
    );
    hand({ [sea]: '**Three** words here.', [sky]: 'No more blue sky.' });
    const after = await read();
    assert.equal(after[0], before[0]);
    assert.equal(after[1].words, 4);
    hand({ [sky]: 'No more blue sky.' });
    assert.equal((await read()).length, 1);
    assert.deepEqual(reader.files[0], { path: sea, reason: 'gone', words: 0 });
  });

  it('may be handed over with the reason why they are left out', async () => {
    handOver([{ path: sea, reason: 'tooMuchToFetch' }]);
    const { skipped } = await new NoteReader(trainerFiles.scripts).read([sea], 'words');
    assert.deepEqual(skipped, [{ path: sea, reason: 'tooMuchToFetch' }]);
  });

  it('have their text and their tags', async () => {
    hand({ [sea]: '---\ntags: [salt]\n---\nThe sea is wide.' });
    assert.match((await noteText(sea))!, /wide/);
    const [note] = await new TaggedNotes().read([sea]);
    assert.deepEqual(note.tags, ['salt']);
  });
});
