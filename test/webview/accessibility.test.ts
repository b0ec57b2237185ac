// Every view in the eyes of axe, which knows what a screen reader and a keyboard need: with something to show and with
// nothing, in each kind of theme.

import assert from 'node:assert/strict';
import * as path from 'node:path';
import type { Tab } from '../../src/inspector/protocol';
import { draftsShown } from './draftSamples';
import type { InspectorPage } from './inspectorPage';
import { model, tabSamples, training } from './samples';
import { themes as allThemes, type ThemeName } from './themes';
import { useInspector } from './useInspector';

const axeFile = path.resolve('node_modules', 'axe-core', 'axe.min.js');
const themes = Object.keys(allThemes) as ThemeName[];

interface Axe {
  run(): Promise<{ violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
}

/** What axe finds, each in a few words. */
async function violations(view: InspectorPage): Promise<string[]> {
  if (!(await view.page.evaluate(() => 'axe' in window))) await view.inject(axeFile);
  return view.page.evaluate(async () => {
    const found = await (window as unknown as { axe: Axe }).axe.run();
    return found.violations.map(({ id, help, nodes }) => {
      const places = nodes
        .slice(0, 3)
        .map(({ html, failureSummary }) => `${html.slice(0, 200)}\n  ${failureSummary ?? ''}`);
      return `${id}: ${help} (${nodes.length})\n  ${places.join('\n  ')}`;
    });
  });
}

describe('accessibility', function () {
  this.timeout(60_000);
  const open = useInspector();

  for (const tab of Object.keys(tabSamples) as Tab[]) {
    it(`of the tab ${tab}, with and without something to show`, async () => {
      const view = await open({ width: 900 });
      await view.choose(tab);
      assert.deepEqual(await violations(view), []);
      await view.post({ type: 'status', status: training, model }, ...tabSamples[tab]);
      for (const theme of themes) {
        await view.setTheme(theme);
        assert.deepEqual(await violations(view), [], theme);
      }
    });
  }

  it('of the drafts, with and without something to show', async () => {
    const view = await open({ name: 'drafts', width: 900 });
    assert.deepEqual(await violations(view), []);
    await view.post(
      { type: 'drafts', shown: draftsShown, focus: false },
      { type: 'state', draft: 1, state: 'failed', reason: 'The engine is gone.' },
      { type: 'written', written: ' river.' },
    );
    for (const theme of themes) {
      await view.setTheme(theme);
      assert.deepEqual(await violations(view), [], theme);
    }
  });
});
