// Learning, from the user's side: the commands that start, pause, resume and stop it. Each does its thing in every state
// or says why not. Run with an argument, they ask nothing and fail with an error instead of a message: for scripts.

import * as vscode from 'vscode';
import { EngineError, type EngineClient } from '../engine/client';
import type { EngineProblem } from '../engine/protocol/problem';
import type { CompareRequest, TrainingStatus } from '../engine/protocol/training';
import { attempt } from './attempt';
import { DisposableOwner } from './disposable';
import { commands } from './identifiers';
import type { NotesFolder } from './notesFolder';
import { problemText } from './problems';
import { readSettings, trainingOptions } from './settings';

export interface LearnArguments {
  /** Go on with the model that is there; false: a new one takes its place. */
  readonly resume?: boolean;
  readonly minutes?: number;
  /** So many passes over the text, however long they take: the same network on every machine. */
  readonly epochs?: number;
  readonly files?: readonly string[];
}

export type CompareArguments = Omit<LearnArguments, 'resume'>;

/** Of a run. Neither: as the settings say. */
type Budget = Pick<LearnArguments, 'minutes' | 'epochs'>;

/** To the question what becomes of the network that is there. */
type Answer = 'goOn' | 'startOver' | 'keepAndStartOver';

/** Of each cell, when cells are compared: enough for the curves to part and soon over, or until they lie level. */
const comparedMinutes = [1, 3, 10];
const comparedCells = 3;

export class Learning extends DisposableOwner {
  private starting = false;
  private before: TrainingStatus = { state: 'idle' };

  constructor(
    private readonly client: EngineClient,
    private readonly notes: NotesFolder,
  ) {
    super();
    this.own(client.onStatus((status) => this.tellFailure(status)));
    this.own(client.onNotice((problem) => void vscode.window.showWarningMessage(problemText(problem))));
  }

  get underWay(): boolean {
    return isTraining(this.client.status) || this.starting;
  }

  async learn(args?: LearnArguments): Promise<void> {
    if (args) return this.start(args);
    if (this.underWay) return this.tellBusy();
    if (!this.notes.isOpen) return offerFolder();
    if (!this.notes.isTrusted) return offerTrust();
    await this.learnFrom(undefined);
  }

  /** @param files undefined: all notes of the folder. Asks whether to go on where there is something to go on from. */
  async learnFrom(files: readonly string[] | undefined): Promise<void> {
    if (this.underWay) return this.tellBusy();
    await attempt(async () => {
      await this.client.start();
      const answer = await this.askWhetherToGoOn();
      if (answer === undefined) return;
      if (answer === 'keepAndStartOver') await this.client.keepModel();
      await this.start({ files, resume: answer === 'goOn' });
    });
  }

  async pause(): Promise<void> {
    const { status } = this.client;
    if (status.state !== 'training') return tell('notTraining');
    if (!status.paused) await attempt(() => this.client.pause());
  }

  async resume(): Promise<void> {
    const { status, model } = this.client;
    if (status.state === 'training' && status.paused) return attempt(() => this.client.resume());
    if (this.underWay) return this.tellBusy();
    if (model?.resumable !== true) {
      const text = vscode.l10n.t('There is nothing to go on from yet.');
      return offer(text, vscode.l10n.t('Learn'), () => this.learn());
    }
    await attempt(() => this.start({ resume: true }));
  }

  async stop(): Promise<void> {
    if (!isTraining(this.client.status)) return tell('notTraining');
    await attempt(() => this.client.stop());
  }

  /** Lets each cell learn from the notes, for its curve alone. */
  async compare(args?: CompareArguments): Promise<void> {
    const start = (budget: Budget) => this.startWith(budget, args?.files, (request) => this.client.compare(request));
    if (args) return start(args);
    if (this.underWay) return this.tellBusy();
    if (!this.notes.isOpen) return offerFolder();
    if (!this.notes.isTrusted) return offerTrust();
    await attempt(async () => {
      await this.someOf(undefined);
      const minutes = await askForMinutes();
      if (minutes !== undefined) await start({ minutes });
    });
  }

  private start({ files, resume = false, ...budget }: LearnArguments): Promise<void> {
    return this.startWith(budget, files, (request) => this.client.train({ ...request, resume }));
  }

  /** @param files undefined: as the settings say. */
  private async startWith(
    { minutes, epochs }: Budget,
    files: readonly string[] | undefined,
    request: (request: CompareRequest) => Promise<void>,
  ): Promise<void> {
    if (!this.notes.isTrusted) throw localised({ code: 'notTrusted', message: '' });
    this.starting = true;
    try {
      const notes = await this.someOf(files);
      const settings = readSettings().training;
      const usual = minutes === undefined && epochs === undefined ? settings.minutes : undefined;
      const options = { ...trainingOptions(settings), minutes: minutes ?? usual, epochs };
      await request({ files: notes, options });
    } finally {
      this.starting = false;
    }
  }

  /** @throws EngineError noNotes. */
  private async someOf(files: readonly string[] | undefined): Promise<readonly string[]> {
    const notes = files ?? (await this.notes.files());
    if (notes.length === 0) throw localised({ code: 'noNotes', message: '' });
    return notes;
  }

  private tellBusy(): void {
    tell(isComparing(this.client.status) ? 'comparing' : 'alreadyTraining');
  }

  /** undefined: neither, the user changed their mind. */
  private async askWhetherToGoOn(): Promise<Answer | undefined> {
    if (this.client.model?.resumable !== true) return 'startOver';
    const choices: { title: string; answer: Answer }[] = [
      { title: vscode.l10n.t('Go On'), answer: 'goOn' },
      { title: vscode.l10n.t('Keep It and Start Over'), answer: 'keepAndStartOver' },
      { title: vscode.l10n.t('Start Over'), answer: 'startOver' },
    ];
    const question = vscode.l10n.t('Afterword has learned from these notes before.');
    const detail = vscode.l10n.t('Go on from where it stopped, or start over with a new network?');
    const options = { modal: true, detail };
    return (await vscode.window.showInformationMessage(question, options, ...choices))?.answer;
  }

  /** What fails while it starts is the answer to the request; only later failures are told here. */
  private tellFailure(status: TrainingStatus) {
    const { before } = this;
    this.before = status;
    const problem = problemOf(status);
    if (problem && !problemOf(before)) {
      const resume = vscode.l10n.t('Resume');
      return void offer(problemText(problem), resume, () => this.resume(), vscode.window.showErrorMessage);
    }
    if (status.state !== 'failed' || !isTraining(before) || this.starting) return;
    // Of a comparison nothing is left that could go on.
    if (isComparing(before)) return void vscode.window.showErrorMessage(problemText(status.problem));
    const goOn = this.client.model?.resumable === true ? () => this.resume() : () => this.learn();
    void offer(problemText(status.problem), vscode.l10n.t('Go On'), goOn, vscode.window.showErrorMessage);
  }
}

/** undefined: the user changed their mind. */
async function askForMinutes(): Promise<number | undefined> {
  const choices = comparedMinutes.map((minutes) => ({
    label: vscode.l10n.t('{0} min for each cell', minutes),
    description: vscode.l10n.t('{0} min in all', minutes * comparedCells),
    minutes,
  }));
  const placeHolder = vscode.l10n.t('How long is each cell to learn?');
  return (await vscode.window.showQuickPick(choices, { placeHolder }))?.minutes;
}

function isTraining(status: TrainingStatus): boolean {
  return status.state === 'training' || status.state === 'reading';
}

/** Why learning has paused by itself. */
function problemOf(status: TrainingStatus): EngineProblem | undefined {
  return status.state === 'training' ? status.problem : undefined;
}

function isComparing(status: TrainingStatus): boolean {
  return status.state === 'training' && status.comparing !== undefined;
}

function tell(code: EngineProblem['code']): void {
  void vscode.window.showInformationMessage(problemText({ code, message: '' }));
}

function localised(problem: EngineProblem): EngineError {
  return new EngineError(problem.code, problemText(problem));
}

function offerFolder(): Promise<void> {
  const text = vscode.l10n.t('No folder is open. Open the folder that holds your notes to learn from them.');
  const open = () => vscode.commands.executeCommand('workbench.action.files.openFolder');
  return offer(text, vscode.l10n.t('Open Folder'), open);
}

function offerTrust(): Promise<void> {
  const manage = () => vscode.commands.executeCommand('workbench.trust.manage');
  return offer(problemText({ code: 'notTrusted', message: '' }), vscode.l10n.t('Manage Trust'), manage);
}

async function offer(
  text: string,
  action: string,
  run: () => Thenable<unknown>,
  show: typeof vscode.window.showInformationMessage = vscode.window.showInformationMessage,
): Promise<void> {
  if ((await show(text, action)) === action) await run();
}

export function registerLearning(learning: Learning): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.learn, (args?: LearnArguments) => learning.learn(args)),
    vscode.commands.registerCommand(commands.pause, () => learning.pause()),
    vscode.commands.registerCommand(commands.resumeTraining, () => learning.resume()),
    vscode.commands.registerCommand(commands.stop, () => learning.stop()),
    vscode.commands.registerCommand(commands.compareCells, (args?: CompareArguments) => learning.compare(args)),
  );
}
