// Everything that can be clicked can be reached without a mouse, in the order in which it stands there, and where one is can
// be seen in every theme.

import assert from 'node:assert/strict';
import type { Tab } from '../../src/inspector/protocol';
import { draftsShown } from './draftSamples';
import type { InspectorPage } from './inspectorPage';
import { model, tabSamples, training } from './samples';
import { themes, type ThemeName } from './themes';
import { contrasts } from './measures';
import { useInspector } from './useInspector';

/** Stops of the Tab key; more than any view has. */
const most = 60;

/** WCAG 2.2, 1.4.11: what shows where the focus is. */
const leastContrast = 3;

interface Stop {
  /** What has the focus, in a few words. */
  readonly name: string;
  /** The colour of its outline; undefined where none is drawn. */
  readonly outline: string | undefined;
  /** It stands behind the stop before it. */
  readonly inOrder: boolean;
}

/** Tabs through the page from its beginning; then every place that the focus came to is marked with `data-stop`. */
async function stops({ page }: InspectorPage): Promise<Stop[]> {
  const found: Stop[] = [];
  await page.evaluate(() => {
    for (const part of document.querySelectorAll('[data-stop]')) part.removeAttribute('data-stop');
    document.body.tabIndex = -1;
    document.body.focus();
  });
  while (found.length < most) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(stopHere);
    if (!stop) return found;
    found.push(stop);
  }
  return assert.fail(`The focus goes round: ${found.map(({ name }) => name).join(', ')}`);
}

/** Runs in the page. undefined: the focus has left it, or is where it has been. */
function stopHere(): Stop | undefined {
  const here = document.activeElement;
  if (!here || here === document.body || here.hasAttribute('data-stop')) return undefined;
  const before = [...document.querySelectorAll('[data-stop]')].at(-1);
  here.setAttribute('data-stop', '');
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(here);
  return {
    name: `${here.tagName.toLowerCase()}#${here.id}.${here.className} ${here.textContent.slice(0, 30)}`,
    outline: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1 ? outlineColor : undefined,
    inOrder: !before || Boolean(before.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING),
  };
}

/** Runs in the page: what a mouse can click and the keyboard has not come to, neither to it nor to the list that it is in. */
function unreached(): string[] {
  const clickable = [...document.querySelectorAll('main *')].filter(
    (part) => getComputedStyle(part).cursor === 'pointer' && part.checkVisibility(),
  );
  const reached = (part: Element) => {
    const list = part.closest('[role=listbox], [role=grid], [role=tablist], [role=radiogroup], [role=slider]');
    const labelled = part.closest('label')?.control;
    return (
      part.closest('[data-stop], :disabled') !== null ||
      list?.matches('[data-stop], :has([data-stop])') ||
      labelled?.matches('[data-stop], [type=radio]')
    );
  };
  return clickable.filter((part) => !reached(part)).map(({ outerHTML }) => outerHTML.slice(0, 120));
}

async function check(view: InspectorPage): Promise<void> {
  for (const theme of Object.keys(themes) as ThemeName[]) {
    await view.setTheme(theme);
    const found = await stops(view);
    assert.ok(found.length > 0);
    const page = await view.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const rings = await contrasts(
      view,
      found.map(({ outline = page }) => [[page], [page, outline]]),
    );
    const unseen = found.filter((_, index) => rings[index]! < leastContrast);
    assert.deepEqual(unseen, [], `${theme}: without a focus ring that can be seen`);
    const astray = found.filter(({ inOrder }) => !inOrder);
    assert.deepEqual(astray, [], `${theme}: out of order`);
    assert.deepEqual(await view.page.evaluate(unreached), [], `${theme}: not reached`);
  }
}

describe('by keyboard', function () {
  this.timeout(60_000);
  const open = useInspector();

  for (const tab of Object.keys(tabSamples) as Tab[]) {
    it(`all of the tab ${tab} can be reached, in its order, and seen to be reached`, async () => {
      const view = await open({ width: 900 });
      await view.choose(tab);
      await view.post({ type: 'status', status: training, model }, ...tabSamples[tab]);
      await check(view);
    });
  }

  it('all of the drafts can be reached, in their order, and seen to be reached', async () => {
    const view = await open({ name: 'drafts', width: 900 });
    await view.post({ type: 'drafts', shown: draftsShown, focus: false });
    await check(view);
  });
});
