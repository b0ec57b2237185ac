// What VS Code calls inside its extension host when typing is to be measured: a person types in a new note, by the plan in
// AFTERWORD_PLAN, while the engine learns or rests, with suggestions on or off. Figures go where AFTERWORD_RESULTS says.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { commands, settingNames, settingsSection } from '../../src/editor/identifiers';
import { processorTime } from '../host/processes';
import { suiteMark } from '../host/suiteRun';
import { waitUntil } from '../host/waiting';
import { keyboard } from '../integration/keyboard';
import type { Leave } from '../../src/engine/protocol/training';
import type { Circumstance, Phase, Plan } from './phase';
import { WatchedRequests } from './requests';
import type { TimedAfterword } from './timedMain';
import { type Sentence, sentencesIn, Typist } from './typist';

/** Milliseconds between the keys of somebody who hurries. */
const hurry = 15;

const say = (line: string) => console.log(suiteMark + line);
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export async function run(): Promise<void> {
  const plan = JSON.parse(process.env.AFTERWORD_PLAN!) as Plan;
  const extension = vscode.extensions.getExtension<TimedAfterword>('afterword.afterword');
  assert.ok(extension, 'Afterword is not installed here');
  const api = await extension.activate();
  await api.whenReady();
  const folder = vscode.workspace.workspaceFolders![0]!.uri.fsPath;
  const typing = new Typing(api, new Typist(plan.seed, sentencesIn(folder)), folder);
  const phases: Phase[] = [];
  for (const { circumstance, characters } of plan.phases) phases.push(await typing.phase(circumstance, characters));
  fs.writeFileSync(process.env.AFTERWORD_RESULTS!, JSON.stringify(phases));
}

/** Learning goes on whatever the writer does: more than is ever asked of it. */
const unheld: Leave = { runs: true, onDemand: true, newNotes: false };

class Typing {
  private readonly requests: WatchedRequests;
  private circumstance: Circumstance = 'resting';

  constructor(
    private readonly api: TimedAfterword,
    private readonly typist: Typist,
    private readonly folder: string,
  ) {
    const { client } = api;
    this.requests = new WatchedRequests(client);
    const give = client.give.bind(client);
    client.give = (leave) => give(this.circumstance === 'usual' ? leave : unheld);
  }

  async phase(circumstance: Circumstance, characters: number): Promise<Phase> {
    await this.prepare(circumstance);
    const { timing, client } = this.api;
    const document = await this.newNote(circumstance);
    // What opening the note has set off is not typing's.
    await sleep(1000);
    timing.takeChanges();
    timing.calls.take();
    timing.ownTime.takeOrigins();
    this.requests.take();
    const utilization = performance.eventLoopUtilization();
    const engineBefore = processorTime(client.pid!);
    const begin = performance.now();
    const learns = circumstance !== 'resting' && circumstance !== 'off';
    let atRest = 0;
    let written = '';
    let sentences = 0;
    for (const { text, keystrokes } of this.sentences(circumstance, characters)) {
      await keyboard.strike(keystrokes);
      if (learns && !this.isLearning) {
        atRest++;
        await this.learn();
      }
      written += text;
      sentences++;
    }
    const engineAfter = processorTime(client.pid!);
    const seconds = (performance.now() - begin) / 1000;
    const { utilization: hostBusy } = performance.eventLoopUtilization(utilization);
    const arrived = await waitUntil(
      'what was typed',
      10,
      () => Promise.resolve(document.getText()),
      (is) => is === written,
    )
      .then(() => true)
      .catch(() => false);
    const changes = [...timing.takeChanges(), timing.ownTime.total];
    return {
      circumstance,
      characters: [...written].length,
      seconds,
      arrived,
      sentences,
      atRest,
      overhead: changes.slice(1).map((total, i) => total - changes[i]!),
      origins: timing.ownTime.takeOrigins(),
      calls: timing.calls.take(),
      requests: this.requests.take(),
      engineTime: engineBefore === undefined ? undefined : engineAfter! - engineBefore,
      hostBusy,
    };
  }

  private sentences(circumstance: Circumstance, characters: number): Iterable<Sentence> {
    return circumstance === 'hurried' ? this.typist.hurry(characters, hurry) : this.typist.write(characters);
  }

  private get isLearning(): boolean {
    const status = this.api.status();
    return status.state === 'training' && !status.paused && status.progress !== undefined;
  }

  /** Anew, where a run has ended. */
  private async learn(): Promise<void> {
    const { state } = this.api.status();
    if (state !== 'training' && state !== 'reading')
      await vscode.commands.executeCommand(commands.learn, { minutes: 60 });
  }

  private async prepare(circumstance: Circumstance): Promise<void> {
    const { client } = this.api;
    this.circumstance = circumstance;
    client.give(unheld);
    await configure(settingNames.enabled, circumstance !== 'off');
    if (circumstance === 'inspected') await vscode.commands.executeCommand(commands.openInspector);
    else await vscode.commands.executeCommand('workbench.action.closeEditorsInOtherGroups');
    if (circumstance !== 'resting' && circumstance !== 'off') {
      await this.learn();
      await waitUntil(
        'a network that answers while it learns',
        120,
        now(() => this.isLearning && client.model),
        Boolean,
      );
      return;
    }
    await vscode.commands.executeCommand(commands.stop).then(undefined, () => undefined);
    // What is counted and weighed after learning comes to its end.
    let before = Infinity;
    await waitUntil(
      'an engine at rest',
      120,
      async () => {
        await sleep(1000);
        const total = processorTime(client.pid!) ?? 0;
        const spent = total - before;
        before = total;
        return spent;
      },
      (spent) => spent >= 0 && spent < 20,
    );
  }

  private async newNote(circumstance: Circumstance): Promise<vscode.TextDocument> {
    const file = vscode.Uri.file(path.join(this.folder, `typed, ${circumstance} ${Date.now()}.md`));
    await vscode.workspace.fs.writeFile(file, new Uint8Array());
    const { document } = await vscode.window.showTextDocument(file, { preview: false });
    await waitUntil('an editor with the focus', 10, () => keyboard.editorHasFocus(), Boolean);
    say(`${circumstance}: types into ${path.basename(file.fsPath)}`);
    return document;
  }
}

async function configure(name: string, value: unknown): Promise<void> {
  const settings = vscode.workspace.getConfiguration(settingsSection);
  await settings.update(name, value, vscode.ConfigurationTarget.Global);
}

function now<T>(read: () => T): () => Promise<T> {
  return () => Promise.resolve(read());
}
