// The parts that do nothing before somebody gives a command: they are loaded on demand (onDemand.ts), and so stand in a
// bundle of their own.

import * as vscode from 'vscode';
import type { EngineClient } from '../engine/client';
import { InspectorPanel } from '../inspector/panel';
import { DisposableOwner } from './disposable';
import { DraftPanel } from './draftPanel';
import { Excluding, registerExcluding } from './excluding';
import { ExpandShorthand } from './expandShorthand';
import { Forgetting, registerForgetting } from './forgetting';
import { registerHeatMap } from './heatMap';
import { commands } from './identifiers';
import { EditorSource } from './inspectorSource';
import type { Learning } from './learn';
import { ModelCommands, registerModels } from './models';
import type { NotesFolder } from './notesFolder';
import { OwnWords } from './ownWords';
import { Report } from './report';
import type { Suggestions } from './suggestions';
import { SuggestTags } from './suggestTags';
import type { Tally } from './tally';

/** What is there from the start. */
export interface Basics {
  readonly context: vscode.ExtensionContext;
  readonly client: EngineClient;
  readonly notes: NotesFolder;
  readonly learning: Learning;
  readonly suggestions: Suggestions;
  readonly tally: Tally;
}

export class CommandParts extends DisposableOwner {
  constructor({ context, client, notes, learning, suggestions, tally }: Basics) {
    super();
    const { extensionUri, workspaceState } = context;
    this.own(registerModels(new ModelCommands(client, learning)));
    this.own(registerForgetting(new Forgetting(client, notes, learning, workspaceState, tally)));
    this.own(registerExcluding(new Excluding(client, notes, learning)));
    this.own(new OwnWords(suggestions));
    this.own(new Report(client, notes, tally));
    this.own(registerHeatMap(client));
    this.own(new DraftPanel(context, client));

    const source = this.own(new EditorSource(client));
    this.own(InspectorPanel.register(extensionUri, source));
    const openInspector = () => void InspectorPanel.open(extensionUri, source);
    this.own(vscode.commands.registerCommand(commands.openInspector, openInspector));
    const shorthand = this.own(new ExpandShorthand(client));
    this.own(shorthand.onDidExpand((at) => source.shorthandExpanded(at)));
    const tags = this.own(new SuggestTags(client, notes));
    this.own(tags.onDidAnswer(() => source.tagsSuggested()));
  }
}
