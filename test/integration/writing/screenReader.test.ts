// What a screen reader is told of suggestions, by VS Code in its own words: as they come, and row by row.

import assert from 'node:assert/strict';
import { keyboard } from '../keyboard';
import { writesWithOwnNotes } from '../ownNotes';
import { ghost, openList } from '../shown';
import { until, write } from '../support';

describe('a screen reader', function () {
  this.timeout(180_000);
  writesWithOwnNotes({ ghostShare: 100 });

  it('is told of ghost text when it comes', async () => {
    await write('');
    await keyboard.type('I walked to ');
    const shown = await ghost('the');
    await until('the announcement', async () => (await keyboard.announced()).includes(shown), 10);
  });

  it('is told of each row of the list which word it is, and how probable', async () => {
    await write('');
    await keyboard.type('I walked to ');
    for (const { label, description, spoken } of await openList()) {
      assert.ok(spoken.startsWith(label) && spoken.includes(description), spoken);
    }
  });
});
