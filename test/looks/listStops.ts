// The lists and questions of VS Code that Afterword fills.

import { learnTags } from '../host/learning';
import { parts, type Stop } from './tour';

export const listStops: readonly Stop[] = [
  {
    name: 'menu',
    async run(tour) {
      await tour.window.focusEditor();
      await tour.window.clickStatusItem('afterword.status');
      await tour.take('menu', parts.quickInput);
      await tour.clear();
      await tour.command('Switch Suggestions Off…', 'switchOff');
      await tour.take('menu-off', parts.quickInput);
      await tour.clear();
      await tour.window.page.locator('.statusbar-item[id$="afterword.status"]').hover();
      await tour.wait(2);
      await tour.takeTip('status-tip');
    },
  },
  {
    name: 'models',
    async run(tour) {
      const models = () => tour.command('Models…', 'showModels');
      await models();
      await tour.press('Enter');
      await tour.take('models-actions', parts.quickInput);
      // The first of them: a copy.
      await tour.press('Enter');
      await tour.clear();
      await models();
      await tour.take('models', parts.quickInput);
      await tour.press('ArrowDown', 'Enter');
      await tour.take('models-kept-actions', parts.quickInput);
      await tour.press('ArrowDown', 'Enter');
      await tour.take('models-rename', parts.quickInput);
      await tour.clear();
      await tour.command('Export Model…', 'exportModel');
      await tour.take('models-export', parts.dialog);
      await tour.clear();
      await models();
      await tour.press('ArrowUp', 'Enter');
      await tour.take('models-table', parts.editor);
      await tour.window.runCommand('View: Revert and Close Editor');
      await models();
      await tour.press('ArrowDown', 'Enter', 'ArrowUp', 'Enter');
      await tour.take('models-delete', parts.dialog);
      await tour.press('Enter');
      await tour.clear();
    },
  },
  {
    name: 'questions',
    async run(tour) {
      await tour.note();
      for (const [title, id] of [
        ['Forget This Note…', 'forgetNote'],
        ['Erase Everything…', 'eraseAll'],
        ['Learn from This Folder', 'learn'],
      ] as const) {
        await tour.command(title, id);
        await tour.take(`question-${id}`, parts.dialog);
        await tour.clear();
      }
      await tour.window.goTo(tour.scene.line, tour.scene.column);
      for (const [title, id] of [
        ['Never Suggest This Word…', 'neverSuggest'],
        ['Pin a Word or Phrase…', 'pin'],
        ['Compare Cells', 'compareCells'],
      ] as const) {
        await tour.command(title, id);
        await tour.take(`question-${id}`, parts.quickInput);
        await tour.clear();
      }
    },
  },
  {
    name: 'tags',
    async run(tour) {
      await tour.note();
      await learnTags(tour.window);
      await tour.command('Suggest Tags', 'suggestTags');
      await tour.take('tags', { what: [...parts.quickInput.what, ...parts.messages.what] });
      await tour.clear();
    },
  },
  {
    name: 'shorthand',
    async run(tour) {
      await tour.note();
      await tour.window.focusEditor();
      await tour.window.press('ControlOrMeta+End');
      await tour.window.press('Enter');
      await tour.window.type(tour.scene.shorthand);
      await tour.command('Expand Shorthand', 'expandShorthand');
      await tour.take('shorthand', parts.quickInput);
      await tour.clear();
      await tour.window.runCommand('File: Revert File');
    },
  },
];
