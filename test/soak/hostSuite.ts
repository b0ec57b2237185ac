// What VS Code calls inside its extension host for a long life: by the plan in AFTERWORD_PLAN, everything that can be done
// with Afterword is done in turn, in an order that the seed chooses; then all of it rests, and what there is is counted. In the
// end Afterword is ended, and begun again, so that it learns when the window is closed.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { commands, settingNames, settingsSection } from '../../src/editor/identifiers';
import { isAlive } from '../../src/engine/folderLock';
import { Random } from '../../src/rnn/random';
import { processorTime } from '../host/processes';
import { suiteMark } from '../host/suiteRun';
import { waitUntil } from '../host/waiting';
import { sentencesIn, Typist } from '../typing/typist';
import { type Day, deeds, rests } from './deeds';
import type { Lived, Sample, SoakPlan } from './samples';
import { takeSample } from './sampling';
import type { Life } from './soakMain';
import { ListenersOf } from './listeners';

const say = (line: string) => console.log(suiteMark + line);
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export async function run(): Promise<void> {
  const plan = JSON.parse(process.env.AFTERWORD_PLAN!) as SoakPlan;
  const extension = vscode.extensions.getExtension<Life>('afterword.afterword');
  assert.ok(extension, 'Afterword is not installed here');
  const life = await extension.activate();
  await life.afterword.whenReady();
  const lived = await new LongLife(life, plan).live();
  fs.writeFileSync(process.env.AFTERWORD_RESULTS!, JSON.stringify(lived));
}

class LongLife {
  private readonly begin = Date.now();
  private readonly samples: Sample[] = [];
  private readonly done: Record<string, number> = {};
  private readonly failed: string[] = [];
  private readonly day: Day;
  private readonly texts: ReadonlyMap<string, string>;
  private readonly listeners: ListenersOf;

  constructor(
    private readonly life: Life,
    private readonly plan: SoakPlan,
  ) {
    const folder = vscode.workspace.workspaceFolders![0]!.uri.fsPath;
    const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));
    const notes = files.sort().map((file) => path.join(folder, file));
    this.texts = new Map(notes.map((file) => [file, fs.readFileSync(file, 'utf8')]));
    this.listeners = new ListenersOf(life.afterword.client);
    this.day = {
      life,
      random: new Random(plan.seed),
      typist: new Typist(plan.seed, sentencesIn(folder)),
      notes,
      pace: plan.pace,
    };
  }

  async live(): Promise<Lived> {
    const settings = vscode.workspace.getConfiguration(settingsSection);
    await settings.update(settingNames.hiddenSize, 64, vscode.ConfigurationTarget.Global);
    await this.rest();
    const { minutes, rounds } = this.plan;
    for (let round = 0; round < rounds || this.minutes < minutes; round++) {
      await this.round();
      await this.rest();
      const { host, engine } = this.samples.at(-1)!;
      say(`round ${round + 1}, ${this.minutes.toFixed(1)} min: ${megabytes(host)} and ${megabytes(engine)} MB`);
    }
    const afterEnd = await this.end();
    const engine = await this.learnAgain();
    const { samples, done, failed } = this;
    return { samples, done, failed, afterEnd, processes: [process.pid, engine], storage: this.life.storage };
  }

  private get minutes(): number {
    return (Date.now() - this.begin) / 60_000;
  }

  private async round(): Promise<void> {
    for (const [file, text] of this.texts) if (fs.readFileSync(file, 'utf8') !== text) fs.writeFileSync(file, text);
    for (const name of this.day.random.shuffle(Object.keys(deeds))) {
      try {
        await deeds[name]!(this.day);
        this.done[name] = (this.done[name] ?? 0) + 1;
      } catch (error) {
        this.failed.push(`${name}: ${String(error)}`);
        say(`failed: ${name}: ${String(error)}`);
      }
    }
  }

  /** Until nothing is under way any more, neither what was started nor what follows a save. */
  private async rest(): Promise<void> {
    await rests(this.day);
    await sleep(4000);
    const { client } = this.life.afterword;
    let before = 0;
    const spent = async () => {
      await sleep(500);
      const now = processorTime(client.pid!) ?? 0;
      const time = now - before;
      before = now;
      return time;
    };
    await waitUntil('an engine at rest', 60, spent, (time) => time >= 0 && time < 20);
    const sample = await takeSample(this.life, this.minutes);
    this.samples.push({ ...sample, registrations: { ...sample.registrations, ...this.listeners.counts() } });
  }

  private async end(): Promise<Lived['afterEnd']> {
    const { life } = this;
    const engine = life.afterword.client.pid!;
    life.end();
    for (let i = 0; i < 50 && isAlive(engine); i++) await sleep(100);
    // Handles are gone only when what held them has been collected.
    await sleep(500);
    await takeSample(life, this.minutes).catch(() => undefined);
    await sleep(500);
    return {
      registrations: life.registrations.counts(),
      handles: life.handles.counts(),
      engineRuns: isAlive(engine),
    };
  }

  /** @returns its engine, which learns. */
  private async learnAgain(): Promise<number> {
    this.life.begin();
    const { afterword } = this.life;
    await afterword.whenReady();
    await vscode.commands.executeCommand(commands.learn, { minutes: 10 });
    await waitUntil(
      'learning',
      60,
      () => Promise.resolve(afterword.status().state),
      (state) => state === 'training',
    );
    return afterword.client.pid!;
  }
}

function megabytes({ memory }: Sample['host']): string {
  return memory ? memory.resident.toFixed(0) : '?';
}
