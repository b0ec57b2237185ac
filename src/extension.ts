// The extension: builds the parts, registers them, wires them together. What each part does is in its own file.

import * as vscode from 'vscode';
import { registerCompletionList } from './editor/completionList';
import { CorpusView } from './editor/corpusView';
import { engineClient } from './editor/engineClient';
import { offerOnce } from './editor/firstOffer';
import { registerGhostText } from './editor/ghostText';
import { commands, commandsOnDemand } from './editor/identifiers';
import { Learning, registerLearning } from './editor/learn';
import { showMenu } from './editor/menu';
import { NotesFolder } from './editor/notesFolder';
import { OnDemand } from './editor/onDemand';
import { Pauses } from './editor/pauses';
import { forgetWhatChanges } from './editor/remembered';
import { ShorthandGhost } from './editor/shorthandGhost';
import { logSizeReasons } from './editor/sizeReason';
import { StatusBar } from './editor/statusBar';
import { Suggestions } from './editor/suggestions';
import { Tally } from './editor/tally';
import { registerToggle } from './editor/toggle';
import { registerWalkthrough } from './editor/walkthrough';
import type { EngineClient } from './engine/client';
import type { TrainingStatus } from './engine/protocol/training';

/** For tests, and for whoever wants to watch. */
export interface Afterword {
  readonly client: EngineClient;
  /** Resolves when the notes have been counted, the model, if there is one, is open, and all code is loaded. */
  whenReady(): Promise<void>;
  status(): TrainingStatus;
  /** The text in the status bar. */
  statusBarText(): string;
}

export function activate(context: vscode.ExtensionContext): Afterword {
  try {
    return build(context);
  } catch (error) {
    // VS Code itself says nothing when an extension cannot be activated.
    void vscode.window.showErrorMessage(vscode.l10n.t('Afterword could not be started: {0}', String(error)));
    throw error;
  }
}

function build(context: vscode.ExtensionContext): Afterword {
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  own(forgetWhatChanges());
  const log = own(vscode.window.createOutputChannel('Afterword', { log: true }));
  const client = own(engineClient(context, (line) => log.info(line)));

  const notes = own(new NotesFolder(client, log));
  const learning = own(new Learning(client, notes));
  const suggestions = own(new Suggestions(client, log));
  const tally = own(new Tally(context.workspaceState));
  const statusBar = own(new StatusBar(client, notes));

  own(logSizeReasons(client, log));
  own(new Pauses(client));
  own(registerLearning(learning));
  own(new CorpusView(client, notes));
  own(registerToggle());
  own(registerGhostText(suggestions, own(new ShorthandGhost(client)), tally));
  own(registerCompletionList(suggestions, tally));
  own(vscode.commands.registerCommand(commands.showMenu, () => showMenu(client)));
  own(registerWalkthrough(context.extension.id, client, tally));
  own(vscode.commands.registerCommand(commands.showLog, () => log.show()));

  const basics = { context, client, notes, learning, suggestions, tally };
  const onDemand = own(
    new OnDemand(commandsOnDemand, async () => {
      const { CommandParts } = await import('./editor/commandParts');
      return () => new CommandParts(basics);
    }),
  );

  own(notes.onDidChange(() => void offerOnce(context.workspaceState, client, notes, learning)));
  const ready = Promise.all([notes.look(), onDemand.whenLoaded]).then(() => undefined);
  return { client, whenReady: () => ready, status: () => client.status, statusBarText: () => statusBar.text };
}
