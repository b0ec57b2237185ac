// What the inspector shows, gathered for it: losses and status as the engine reports them, and what each of its tabs tells
// of the place where the caret stands.

import * as vscode from 'vscode';
import { EngineError, type EngineClient } from '../engine/client';
import type { Landmarks, LossPoint, RunRecord } from '../engine/protocol/curves';
import type { ModelInfo } from '../engine/protocol/models';
import type { TrainingStatus } from '../engine/protocol/training';
import type { InspectorSource, SourceChange } from '../inspector/panel';
import type {
  ExportedChart,
  FilePlace,
  Nothing,
  RunCommand,
  Shown,
  Tab,
  ToView,
  WordPlaces,
} from '../inspector/protocol';
import { exportChart } from './chartExport';
import { DisposableOwner } from './disposable';
import type { ExpandedAt } from './expandShorthand';
import { commands } from './identifiers';
import { LossHistory } from './lossHistory';
import { memoryAtCursor } from './memorySource';
import { nextWordAt, openPlace, placesOf } from './nextWordSource';
import { NetworkSource } from './networkSource';
import { isProse } from './noteFiles';
import { problemText } from './problems';
import { RunList } from './runList';
import { ShorthandSource } from './shorthandSource';
import { TagSource } from './tagSource';
import { TextSource } from './textSource';
import { Throttle } from './throttle';

const commandOf: Readonly<Record<RunCommand, string>> = {
  learn: commands.learn,
  pause: commands.pause,
  resume: commands.resumeTraining,
  stop: commands.stop,
  compare: commands.compareCells,
  suggestTags: commands.suggestTags,
  expandShorthand: commands.expandShorthand,
};

const aboutANote: readonly RunCommand[] = ['suggestTags', 'expandShorthand'];

export class EditorSource extends DisposableOwner implements InspectorSource {
  private readonly changed = this.own(new vscode.EventEmitter<SourceChange>());
  private readonly caretMoved = this.own(new vscode.EventEmitter<void>());
  readonly onDidChange = this.changed.event;
  readonly onDidChangeCaret = this.caretMoved.event;
  readonly onDidTell: vscode.Event<ToView>;
  private readonly textSource: TextSource;
  private readonly history: LossHistory;
  private readonly runList: RunList;
  private readonly network: NetworkSource;
  private readonly tags: TagSource;
  private readonly shorthand: ShorthandSource;
  /** The last one with prose: it stays the one that is read while the inspector has the focus. */
  private editor: vscode.TextEditor | undefined;

  constructor(private readonly client: EngineClient) {
    super();
    // The first points of a small folder come faster than they can be drawn, and so do its first weights.
    const losses = this.own(new Throttle(200, () => this.changed.fire('losses')));
    const landmarks = this.own(new Throttle(200, () => this.changed.fire('landmarks')));
    const runs = this.own(new Throttle(200, () => this.changed.fire('runs')));
    const status = this.own(new Throttle(200, () => this.changed.fire('status')));
    const weights = this.own(new Throttle(1000, () => this.caretMoved.fire()));
    this.textSource = this.own(new TextSource(client));
    this.onDidTell = this.textSource.onDidTell;
    this.history = this.own(new LossHistory(client, { losses: losses.request, landmarks: landmarks.request }));
    this.runList = this.own(new RunList(client, runs.request));
    this.network = this.own(new NetworkSource(client));
    this.tags = new TagSource(client);
    this.shorthand = new ShorthandSource(client);
    this.own(client.onStatus(status.request));
    this.own(client.onModel(status.request));
    this.own(client.onModel(weights.request));
    this.own(client.onCounts(weights.request));
    this.follow(vscode.window.activeTextEditor);
    this.own(vscode.window.onDidChangeActiveTextEditor((editor) => this.follow(editor)));
    this.own(vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.follow(textEditor)));
  }

  losses(): readonly LossPoint[] {
    return this.history.points;
  }

  landmarks(): Landmarks {
    return this.history.landmarks;
  }

  runs(): readonly RunRecord[] {
    return this.runList.runs;
  }

  status(): TrainingStatus {
    const { status } = this.client;
    if (status.state !== 'failed') return status;
    const { problem } = status;
    return { state: 'failed', problem: { ...problem, message: problemText(problem) } };
  }

  model(): ModelInfo | undefined {
    return this.client.model ?? undefined;
  }

  async look(tab: Tab, token: vscode.CancellationToken): Promise<Shown | Nothing | undefined> {
    if (tab !== 'text') this.textSource.stop();
    try {
      switch (tab) {
        case 'text':
          this.textSource.follow(this.editor);
          return undefined;
        case 'next':
          return await nextWordAt(this.client, this.editor, token);
        case 'memory':
          return await memoryAtCursor(this.client, this.editor, token);
        case 'training':
          return undefined;
        case 'network':
          return await this.network.network(this.editor, token);
        case 'words':
          return await this.network.words(this.editor, token);
        case 'tags':
          return await this.tags.look(this.editor, token);
        case 'shorthand':
          return await this.shorthand.look(this.editor, token);
      }
    } catch (error) {
      if (error instanceof EngineError) return { reason: problemText(error) };
      throw error;
    }
  }

  places(word: string, context: readonly string[], token: vscode.CancellationToken): Promise<WordPlaces> {
    return placesOf(this.client, word, context, this.editor, token);
  }

  open(place: FilePlace) {
    openPlace(place, this.editor);
  }

  leave() {
    this.textSource.stop();
  }

  goTo(reading: number, offset: number) {
    void this.textSource.goTo(reading, offset);
  }

  run(command: RunCommand) {
    void this.runThere(command);
  }

  /** Tags may have been learned. */
  tagsSuggested() {
    this.tags.forget();
    this.caretMoved.fire();
  }

  export(chart: ExportedChart) {
    void exportChart(chart);
  }

  readonly answer: InspectorSource['answer'] = (...asked) => this.network.answer(...asked);

  /** A command about a note needs the note to be the active one, which it is not while the inspector has the focus. */
  private async runThere(command: RunCommand): Promise<void> {
    if (aboutANote.includes(command) && this.editor && !this.editor.document.isClosed) {
      const { document, viewColumn } = this.editor;
      await vscode.window.showTextDocument(document, { viewColumn });
    }
    await vscode.commands.executeCommand(commandOf[command]);
  }

  shorthandExpanded(at: ExpandedAt) {
    this.shorthand.expanded(at);
    this.caretMoved.fire();
  }

  private follow(editor: vscode.TextEditor | undefined) {
    if (!editor || !isProse(editor.document)) return;
    this.editor = editor;
    this.caretMoved.fire();
  }
}
