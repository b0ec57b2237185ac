// Where something is missing: a folder, notes, or enough words. What commands say then is printed; what stands there is shown.

import { parts, type Stop } from './tour';

const commands = {
  learn: 'Learn from This Folder',
  report: 'Report',
  suggestTags: 'Suggest Tags',
  writeOn: 'Write On from Here',
  expandShorthand: 'Expand Shorthand',
  showModels: 'Models…',
  exportModel: 'Export Model…',
  compareCells: 'Compare Cells',
  resumeTraining: 'Go On Learning',
  neverSuggest: 'Never Suggest This Word…',
  forgetNote: 'Forget This Note…',
  excludeNote: 'Exclude from Learning',
};

const said =
  '.notification-list-item-message:visible, .monaco-dialog-box:visible, .quick-input-widget:visible .monaco-list-row';

/** @param where what is missing, in the names of the pictures. */
export function missingStop(where: string): Stop {
  return {
    name: 'missing',
    async run(tour) {
      const { window } = tour;
      await window.runCommand('Explorer: Focus on Afterword', 'afterword.corpus.focus');
      await tour.wait(2);
      await tour.take(`${where}-window`, { what: { x: 0, y: 0, width: 1280, height: 800 } });
      for (const [id, title] of Object.entries(commands)) {
        await tour.command(title, id);
        tour.log(`${where}, ${title}: ${(await window.page.locator(said).allInnerTexts()).join(' | ')}`);
        await tour.clear();
      }
      await tour.command('Open Inspector', 'openInspector');
      await tour.wait(3);
      await tour.take(`${where}-inspector`, parts.webview);
    },
  };
}
