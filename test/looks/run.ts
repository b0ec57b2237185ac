// `npm run looks [-- --language en|zh-cn] [--only menu,models,…] [--pictures <folder>]`: pictures of all that Afterword shows, in each
// kind of theme and in both languages, for somebody to look at.

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../host/browser';
import { explain } from '../host/hostError';
import { installHost } from '../host/install';
import { learn, waitForAfterword } from '../host/learning';
import { temporaryNotes } from '../host/notes';
import { projectRoot, scratchFolder } from '../host/paths';
import { startServer, type Server } from '../host/server';
import { openWorkbench } from '../host/workbench';
import { listStops } from './listStops';
import { missingStop } from './missingStops';
import { pageStops } from './pageStops';
import { Tour, type Scene, type Stop } from './tour';
import { failedStop, restrictedStop } from './troubleStops';

const log = (line: string) => console.log(line);
const trainingMinutes = 1;
const settings = {
  'afterword.training.minutes': trainingMinutes,
  'editor.minimap.enabled': false,
  'editor.wordWrap': 'on',
  'files.autoSave': 'off',
  'workbench.editor.useModal': 'off',
};

const scenes: readonly Scene[] = [
  {
    language: 'en',
    note: path.join('diary', '2025-06-14.md'),
    line: 16,
    column: 116,
    beginning: 'In the ',
    shorthand: 'mtg w eng tmrw',
  },
  {
    language: 'zh-cn',
    note: path.join('日记', '2024-05-19.md'),
    line: 13,
    column: 55,
    beginning: '我',
    shorthand: 'wztsx',
  },
];

/** Folders that lack something, by the beginning of their pictures' names; undefined: there is none. */
function poorFolders(below: string): ReadonlyMap<string, string | undefined> {
  const folder = (name: string, text: string | undefined) => {
    fs.mkdirSync(path.join(below, name));
    if (text !== undefined) fs.writeFileSync(path.join(below, name, 'note.md'), text);
    return [name, path.join(below, name)] as const;
  };
  return new Map([['no-folder', undefined], folder('no-notes', undefined), folder('few-words', 'A few words.\n')]);
}

async function main() {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({ options: { language: option, only: option, pictures: option } });
  const only = values.only?.split(',');
  const pictures = path.resolve(values.pictures ?? path.join(scratchFolder, 'looks'));
  const host = await installHost(log);
  const browser = await launchBrowser(log, { chineseFont: true });
  const notes = temporaryNotes();
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-looks-'));
  const poor = poorFolders(data);
  const servers: Server[] = [];
  const start = async (name: string, asksForTrust: boolean) => {
    const dataFolder = path.join(data, name);
    const server = await startServer(host, {
      ...{ extension: projectRoot, forPerson: true, dataFolder, asksForTrust },
      settings: { ...settings, 'security.workspace.trust.startupPrompt': 'never' },
    });
    fs.symlinkSync(path.join(projectRoot, 'test', 'looks', 'themes'), path.join(dataFolder, 'extensions', 'themes'));
    servers.push(server);
    return server;
  };
  const server = await start('vscode', false);
  const visit = async (
    scene: Scene,
    folder: string | undefined,
    stops: readonly Stop[],
    { openFile, on = server }: { openFile?: string; on?: Server } = {},
  ) => {
    const wanted = stops.filter(({ name }) => only?.includes(name) ?? true);
    if (wanted.length === 0) return;
    const window = await openWorkbench(browser, on, { folder, openFile, language: scene.language });
    await waitForAfterword(window);
    if (folder === notes.folder && on === server && scene === wantedScenes[0])
      await learn(window, trainingMinutes * 60 + 60, log);
    const shown = path.join(pictures, scene.language);
    fs.mkdirSync(shown, { recursive: true });
    const tour = new Tour(window, scene, shown, log);
    await tour.clear();
    for (const stop of wanted) await stop.run(tour).catch((error: unknown) => log(`${stop.name}: ${explain(error)}`));
    await window.close();
  };
  const cautious = await start('cautious', true);
  const wantedScenes = scenes.filter(({ language }) => language === (values.language ?? language));
  try {
    for (const scene of wantedScenes) {
      const openFile = path.join(notes.folder, scene.note);
      await visit(scene, notes.folder, [...pageStops, ...listStops, failedStop(server)], { openFile });
      for (const [where, folder] of poor) await visit(scene, folder, [missingStop(where)]);
      await visit(scene, notes.folder, [restrictedStop], { openFile, on: cautious });
    }
  } finally {
    await browser.close();
    for (const each of servers) each.stop();
    notes.remove();
    fs.rmSync(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(explain(error));
    process.exit(1);
  },
);
