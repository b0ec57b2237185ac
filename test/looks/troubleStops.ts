// Where something has gone wrong, or may not be done: the engine has ended while it learned, and a folder that is not trusted.

import { engineOf, extensionHostsOf } from '../host/serverProcesses';
import type { Server } from '../host/server';
import { parts, type Stop } from './tour';

const window = { what: { x: 0, y: 0, width: 1280, height: 800 } };
const statusItem = '.statusbar-item[id$="afterword.status"]';

/** Ends the engine of the server's only window. */
export function failedStop(server: Server): Stop {
  return {
    name: 'failed',
    async run(tour) {
      await tour.note();
      await tour.command('Learn from This Folder', 'learn');
      await tour.press('Enter');
      const [host] = extensionHostsOf(server);
      const engine = host === undefined ? undefined : engineOf(host);
      if (engine === undefined) throw new Error('No engine is seen.');
      process.kill(engine, 'SIGKILL');
      await tour.wait(3);
      await tour.take('failed-window', window);
      await tour.window.page.locator(statusItem).hover();
      await tour.wait(2);
      await tour.takeTip('failed-tip');
      await tour.command('Open Inspector', 'openInspector');
      await tour.wait(3);
      await tour.take('failed-inspector', parts.webview);
      await tour.clear();
    },
  };
}

export const restrictedStop: Stop = {
  name: 'restricted',
  async run(tour) {
    await tour.note();
    await tour.window.runCommand('Explorer: Focus on Afterword', 'afterword.corpus.focus');
    await tour.wait(2);
    await tour.take('restricted-window', window);
    await tour.window.page.locator(statusItem).hover();
    await tour.wait(2);
    await tour.takeTip('restricted-tip');
    await tour.window.clickStatusItem('afterword.status');
    await tour.take('restricted-menu', parts.quickInput);
    await tour.clear();
    await tour.command('Learn from This Folder', 'learn');
    await tour.take('restricted-learn', window);
    await tour.clear();
    await tour.command('Open Inspector', 'openInspector');
    await tour.wait(3);
    await tour.take('restricted-inspector', parts.webview);
  },
};
