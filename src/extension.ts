// The extension: builds the parts, registers them, wires them together. What each part does is in its own file.

import * as vscode from 'vscode';
import { CorpusView } from './editor/corpusView';
import { Excluding, registerExcluding } from './editor/excluding';
import { registerCompletionList } from './editor/completionList';
import { offerOnce } from './editor/firstOffer';
import { DraftPanel } from './editor/draftPanel';
import { engineClient } from './editor/engineClient';
import { Forgetting, registerForgetting } from './editor/forgetting';
import { registerGhostText } from './editor/ghostText';
import { registerHeatMap } from './editor/heatMap';
import { commands } from './editor/identifiers';
import { ExpandShorthand } from './editor/expandShorthand';
import { EditorSource } from './editor/inspectorSource';
import { Learning, registerLearning } from './editor/learn';
import { showMenu } from './editor/menu';
import { ModelCommands, registerModels } from './editor/models';
import { NotesFolder } from './editor/notesFolder';
import { OwnWords } from './editor/ownWords';
import { Pauses } from './editor/pauses';
import { Report } from './editor/report';
import { StatusBar } from './editor/statusBar';
import { forgetWhatChanges } from './editor/remembered';
import { logSizeReasons } from './editor/sizeReason';
import { ShorthandGhost } from './editor/shorthandGhost';
import { SuggestTags } from './editor/suggestTags';
import { Suggestions } from './editor/suggestions';
import { Tally } from './editor/tally';
import { registerToggle } from './editor/toggle';
import type { EngineClient } from './engine/client';
import type { TrainingStatus } from './engine/protocol/training';
import { registerWalkthrough } from './editor/walkthrough';
import { InspectorPanel } from './inspector/panel';

/** For tests, and for whoever wants to watch. */
export interface Afterword {
  readonly client: EngineClient;
  /** Resolves when the notes have been counted and the model, if there is one, is open. */
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
  const source = own(new EditorSource(client));

  own(logSizeReasons(client, log));
  own(new Pauses(client));
  own(registerLearning(learning));
  own(registerModels(new ModelCommands(client, learning)));
  own(registerForgetting(new Forgetting(client, notes, learning, context.workspaceState, tally)));
  own(registerExcluding(new Excluding(client, notes, learning)));
  own(new CorpusView(client, notes));
  own(registerToggle());
  own(registerGhostText(suggestions, own(new ShorthandGhost(client)), tally));
  own(registerCompletionList(suggestions, tally));
  own(new OwnWords(suggestions));
  own(new Report(client, notes, tally));
  own(registerHeatMap(client));
  own(vscode.commands.registerCommand(commands.showMenu, () => showMenu(client)));
  own(registerWalkthrough(context.extension.id, client, tally));
  own(vscode.commands.registerCommand(commands.showLog, () => log.show()));
  own(InspectorPanel.register(context.extensionUri, source));
  own(vscode.commands.registerCommand(commands.openInspector, () => openInspector(context, source)));

  own(new DraftPanel(context, client));
  const shorthand = own(new ExpandShorthand(client));
  own(shorthand.onDidExpand((at) => source.shorthandExpanded(at)));
  const tags = own(new SuggestTags(client, notes));
  own(tags.onDidAnswer(() => source.tagsSuggested()));

  own(notes.onDidChange(() => void offerOnce(context.workspaceState, client, notes, learning)));
  const ready = notes.look();
  return { client, whenReady: () => ready, status: () => client.status, statusBarText: () => statusBar.text };
}

function openInspector(context: vscode.ExtensionContext, source: EditorSource) {
  InspectorPanel.open(context.extensionUri, source);
}
