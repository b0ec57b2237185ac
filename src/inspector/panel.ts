// The inspector's panel beside the editor: makes the webview, answers it when it is ready, and passes on what changes
// while it can be seen. While hidden it has no page, and nothing is computed for it; shown again, it asks for everything.

import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Landmarks, LossPoint, RunRecord } from '../engine/protocol/curves';
import type { TrainingStatus } from '../engine/protocol/training';
import { checkedFromView } from './fromView';
import { inspectorHtml } from './html';
import type {
  ExportedChart,
  FilePlace,
  FromView,
  ModelSummary,
  Nothing,
  RunCommand,
  Shown,
  Tab,
  ToView,
  WordPlaces,
} from './protocol';
import { type Answering, Questions } from './questions';
import { englishStrings } from './strings';

const viewType = 'afterword.inspector';

/** Typing moves the caret with every key; what stands there is read anew only after a pause, in milliseconds. */
const caretDelay = 80;

/** Where the inspector learns what there is to show. Texts for the user come in the user's language. */
export interface InspectorSource {
  losses(): readonly LossPoint[];
  landmarks(): Landmarks;
  /** Past ones, the latest first. */
  runs(): readonly RunRecord[];
  status(): TrainingStatus;
  model(): ModelSummary | undefined;
  /** `status`: the status or the model. */
  readonly onDidChange: vscode.Event<SourceChange>;
  /**
   * What a tab shows of where the caret stands in the last active editor (a click into the webview leaves no editor
   * active), or why there is nothing. undefined: the tab does not follow the caret.
   */
  look(tab: Tab, token: vscode.CancellationToken): Promise<Shown | Nothing | undefined>;
  /** The caret has moved, or the text around it is another, or other weights read it. */
  readonly onDidChangeCaret: vscode.Event<void>;
  /** Where a word stands in the notes after such a context. */
  places(word: string, context: readonly string[], token: vscode.CancellationToken): Promise<WordPlaces>;
  open(place: FilePlace): void;
  /** What a tab shows that comes bit by bit, later than the answer of `look`. */
  readonly onDidTell: vscode.Event<ToView>;
  /** Nobody looks any more: nothing is to be computed, and what has been told is forgotten. */
  leave(): void;
  /** Puts the caret where the view says. */
  goTo(reading: number, offset: number): void;
  /** Does what the button says; shows its problems itself. */
  run(command: RunCommand): void;
  /** Asks where to, and writes it; shows its problems itself. */
  export(chart: ExportedChart): void;
  /** Answers what a reader asks about the place that was looked at last. */
  readonly answer: Answering;
}

export type SourceChange = 'losses' | 'landmarks' | 'runs' | 'status';

export class InspectorPanel implements vscode.Disposable {
  private static current: InspectorPanel | undefined;
  private readonly disposables: vscode.Disposable[] = [];
  /** Between the page's `ready` and its hiding. */
  private listening = false;
  private sentLosses: readonly LossPoint[] = [];
  private sentRuns: readonly RunRecord[] = [];
  /** The one that can be seen. */
  private tab: Tab = 'text';
  private caretTimer: NodeJS.Timeout | undefined;
  private inspection: vscode.CancellationTokenSource | undefined;
  private search: vscode.CancellationTokenSource | undefined;
  /** Files of places that the page has been told of. */
  private readonly sentFiles = new Set<string>();
  private readonly questions: Questions;

  /** Opens the inspector beside the editor, or brings it to the front; the editor keeps the focus. */
  static open(extensionUri: vscode.Uri, source: InspectorSource): InspectorPanel {
    if (InspectorPanel.current !== undefined) {
      InspectorPanel.current.panel.reveal(undefined, true);
      return InspectorPanel.current;
    }
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const title = vscode.l10n.t('Afterword Inspector');
    return new InspectorPanel(vscode.window.createWebviewPanel(viewType, title, column), extensionUri, source);
  }

  /** Brings the inspector back where it stood when the window was reloaded: it is not closed with the extension. */
  static register(extensionUri: vscode.Uri, source: InspectorSource): vscode.Disposable {
    const deserializeWebviewPanel = async (panel: vscode.WebviewPanel) => {
      new InspectorPanel(panel, extensionUri, source);
    };
    return vscode.window.registerWebviewPanelSerializer(viewType, { deserializeWebviewPanel });
  }

  private constructor(
    private readonly panel: vscode.WebviewPanel,
    extensionUri: vscode.Uri,
    private readonly source: InspectorSource,
  ) {
    InspectorPanel.current?.dispose();
    InspectorPanel.current = this;
    this.questions = new Questions(source.answer, (message) => this.postAnswer(message));
    this.disposables.push(
      panel.onDidDispose(() => this.dispose()),
      panel.onDidChangeViewState(() => this.onViewState()),
      panel.webview.onDidReceiveMessage((message: unknown) => this.receive(checkedFromView(message))),
      source.onDidChange((what) => this.postChange(what)),
      source.onDidChangeCaret(() => this.lookSoon()),
      source.onDidTell((message) => this.post(message)),
    );
    webviewPage(panel.webview, extensionUri, 'view', englishStrings);
  }

  dispose(): void {
    if (InspectorPanel.current === this) InspectorPanel.current = undefined;
    this.rest();
    for (const disposable of this.disposables.splice(0)) disposable.dispose();
    this.panel.dispose();
  }

  private receive(message: FromView | undefined): void {
    if (!message) return;
    switch (message.type) {
      case 'run':
        return this.source.run(message.command);
      case 'export':
        return this.source.export(message.chart);
      case 'ask':
        return void this.questions.ask(message.question);
      case 'callOff':
        return this.questions.callOff(message.kind);
      case 'places':
        return void this.findPlaces(message.word, message.context);
      case 'open':
        return this.open(message.place);
      case 'goTo':
        return this.source.goTo(message.reading, message.offset);
    }
    this.tab = message.tab;
    if (message.type === 'ready') {
      // A page that has just been made knows nothing.
      this.source.leave();
      this.listening = true;
      this.sentLosses = this.sentRuns = [];
      for (const what of ['status', 'landmarks', 'losses', 'runs'] as const) this.postChange(what);
    }
    void this.look();
  }

  private onViewState(): void {
    if (!this.panel.visible) this.rest();
  }

  /** Stops what is under way for a page that is no longer there. */
  private rest(): void {
    this.listening = false;
    this.source.leave();
    clearTimeout(this.caretTimer);
    this.inspection?.cancel();
    this.search?.cancel();
    this.questions.callOffAll();
  }

  private post(message: ToView): void {
    if (this.listening) void this.panel.webview.postMessage(message);
  }

  private postChange(what: SourceChange): void {
    const { source } = this;
    switch (what) {
      case 'losses':
        return this.postLosses();
      case 'landmarks':
        return this.post({ type: 'landmarks', landmarks: source.landmarks() });
      case 'runs':
        return this.postRuns();
      case 'status':
        return this.post({ type: 'status', status: source.status(), model: source.model() });
    }
  }

  /** Posts the points that are new, or all of them where they do not go on from those already sent. */
  private postLosses(): void {
    if (!this.listening) return;
    const losses = this.source.losses();
    const sent = this.sentLosses.length;
    const goesOn = sent > 0 && samePoint(losses[sent - 1], this.sentLosses[sent - 1]);
    this.post({ type: 'losses', points: goesOn ? losses.slice(sent) : losses, replace: !goesOn });
    this.sentLosses = [...losses];
  }

  /** Posts the runs that are new or have changed, or all of them. */
  private postRuns(): void {
    if (!this.listening) return;
    const runs = this.source.runs();
    const replace = this.sentRuns.length === 0;
    this.post({ type: 'runs', runs: runs.filter((run) => !this.sentRuns.includes(run)), replace });
    this.sentRuns = runs;
  }

  private lookSoon(): void {
    clearTimeout(this.caretTimer);
    // What is being computed answers for a text that is gone.
    this.inspection?.cancel();
    if (this.listening) this.caretTimer = setTimeout(() => void this.look(), caretDelay);
  }

  private async look(): Promise<void> {
    this.inspection?.cancel();
    const inspection = (this.inspection = new vscode.CancellationTokenSource());
    const message = await this.seen(this.tab, inspection.token);
    if (message && !inspection.token.isCancellationRequested) this.post(message);
    inspection.dispose();
    if (this.inspection === inspection) this.inspection = undefined;
  }

  /** Of a word whose places cannot be told, as the engine is gone, nothing is said: the tab itself says it. */
  private async findPlaces(word: string, context: readonly string[]): Promise<void> {
    this.search?.cancel();
    const search = (this.search = new vscode.CancellationTokenSource());
    const found = await this.source.places(word, context, search.token).catch(() => undefined);
    if (!found || search.token.isCancellationRequested) return;
    for (const { file } of found.places) this.sentFiles.add(file);
    this.post({ type: 'places', found });
  }

  private postAnswer(message: ToView): void {
    if (message.type === 'answer' && message.answer.kind === 'similar') {
      for (const { file } of message.answer.found.places) this.sentFiles.add(file);
    }
    this.post(message);
  }

  private open({ file, line, column }: FilePlace): void {
    if (this.sentFiles.has(file)) this.source.open({ file, line, column });
  }

  private async seen(tab: Tab, token: vscode.CancellationToken): Promise<ToView | undefined> {
    try {
      const answer = await this.source.look(tab, token);
      if (answer === undefined) return undefined;
      return 'reason' in answer ? { type: 'nothing', tab, ...answer } : { type: 'shown', shown: answer };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { type: 'nothing', tab, reason: vscode.l10n.t('This text could not be read: {0}', message) };
    }
  }
}

function samePoint(one: LossPoint | undefined, other: LossPoint | undefined): boolean {
  return one?.tokens === other?.tokens && one?.trainLoss === other?.trainLoss;
}

/** Loads a page of ours, with its texts in the user's language. @param name of its script and style sheet. */
export function webviewPage(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  name: string,
  english: Readonly<Record<string, string>>,
): void {
  const folder = vscode.Uri.joinPath(extensionUri, 'dist', 'inspector');
  const file = (ending: string) => webview.asWebviewUri(vscode.Uri.joinPath(folder, `${name}.${ending}`)).toString();
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.html = inspectorHtml({
    cspSource: webview.cspSource,
    nonce: randomUUID(),
    scriptUri: file('js'),
    styleUri: file('css'),
    language: vscode.env.language,
    strings: Object.fromEntries(Object.entries(english).map(([key, text]) => [key, vscode.l10n.t(text)])),
  });
}
