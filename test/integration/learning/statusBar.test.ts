// The status bar's item: what is told where the mouse rests on it, what its menu offers, and what a screen reader says of it.

import assert from 'node:assert/strict';
import { statusBarId } from '../../../src/editor/identifiers';
import type { Afterword } from '../../../src/extension';
import { goodFrom, savingsOf } from '../../../src/predict/readiness';
import { keyboard } from '../keyboard';
import { writesWithOwnNotes } from '../ownNotes';
import { quickPick } from '../shown';
import { afterword, configure, until, write } from '../support';

describe('the status bar', function () {
  this.timeout(180_000);
  let api: Afterword;
  writesWithOwnNotes();
  before(async () => (api = await afterword()));

  const percentOf = (words: number) => Math.round(savingsOf(words)!);

  it('says what so many words of notes let expect, as it was measured', async () => {
    let seen = '';
    // A note that has just been written may be in one of the two only.
    await until(
      () => `the same: ${seen}`,
      async () => {
        const { words } = (await api.client.corpusSummary()).parts.find(({ part }) => part === 'notes')!;
        const told = await keyboard.statusTooltip(statusBarId);
        const [, saved, from, good] =
          /Suggestions will be modest: .* saved about (\d+)\s?% of the keys; from ([\d,]+) words on they are good, with (\d+)\s?%/.exec(
            told,
          ) ?? [];
        seen = `${words} words; ${told}`;
        assert.ok(words > 3000 && words < goodFrom, seen);
        assert.deepEqual([Number(from?.replace(',', '')), Number(good)], [goodFrom, percentOf(goodFrom)], seen);
        return Number(saved) === percentOf(words);
      },
      20,
    );
  });

  it('has a menu, from which suggestions are switched off and on again', async () => {
    await configure('enabled', true);
    await write('');
    for (const [choice, place, icon] of [
      ['Switch suggestions off…', 'Everywhere', '$(circle-slash)'],
      ['Switch suggestions on', undefined, '$(book)'],
    ] as const) {
      await keyboard.clickStatusItem(statusBarId);
      await quickPick('the menu', (rows) => rows.some(({ label }) => label === choice));
      await keyboard.type(choice);
      await quickPick('the choice', ([row]) => row?.label === choice);
      await keyboard.press('Enter');
      if (place !== undefined) {
        await quickPick('the places', (rows) => rows.some(({ label }) => label === place));
        await keyboard.type(place);
        await quickPick('the place', ([row]) => row?.label === place);
        await keyboard.press('Enter');
      }
      await until(`the icon ${icon}`, () => api.statusBarText().startsWith(icon), 10);
    }
  });
});
