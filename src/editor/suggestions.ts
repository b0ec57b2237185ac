// The one ranking that ghost text and list both show: asked of the engine once for a place in a document, whoever asks
// first. Typing is sacred: whatever goes wrong here goes to the log and never into the writer's face.

import * as vscode from 'vscode';
import { EngineError, type EngineClient } from '../engine/client';
import type { Ghost, Prediction, PredictRequest } from '../engine/protocol/suggestions';
import { ShownWords } from '../predict/shownWords';
import { DisposableOwner } from './disposable';
import { fileOf, formatOf, textBefore } from './leftContext';
import { suggestsIn } from './offSwitches';
import { type Settings, settingsOf } from './settings';

/** Who types on sooner than this, in milliseconds, has not looked at what was shown. */
const glance = 300;

/** A request under way or answered, and how many still wait for it. */
interface Asked {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly position: vscode.Position;
  /** What the answer depends on besides the text. */
  readonly state: string;
  readonly prediction: Promise<Prediction | undefined>;
  readonly cancellation: vscode.CancellationTokenSource;
  waiting: number;
}

export class Suggestions extends DisposableOwner {
  private last: Asked | undefined;
  /** How often what answers has changed. */
  private changes = 0;
  /** For the word being typed. */
  private readonly seen = new ShownWords();
  private showing: { readonly words: readonly string[]; readonly since: number } | undefined;

  constructor(
    private readonly client: EngineClient,
    private readonly log: vscode.LogOutputChannel,
  ) {
    super();
    this.own({ dispose: () => this.forget() });
    this.own(client.onModel(() => this.changes++));
    this.own(client.onCounts(() => this.changes++));
  }

  /** undefined: there is nothing to suggest here, or not any more. */
  async at(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<Prediction | undefined> {
    const settings = settingsOf(document);
    if (!this.canAnswer(settings) || !suggestsIn(document)) return undefined;
    const asked = this.ask(document, position, settings);
    asked.waiting++;
    const listener = token.onCancellationRequested(() => this.giveUp(asked));
    try {
      const prediction = await asked.prediction;
      return token.isCancellationRequested ? undefined : prediction;
    } finally {
      listener.dispose();
    }
  }

  /** How the sentence that is being written may go on to its end; undefined: nobody knows, or nothing is to be suggested. */
  async sentenceAt(document: vscode.TextDocument, position: vscode.Position): Promise<Ghost | undefined> {
    const settings = settingsOf(document);
    if (!this.canAnswer(settings) || !suggestsIn(document)) return undefined;
    try {
      const request = this.requestFor(document, position, settings);
      return (await this.client.predict({ ...request, toSentenceEnd: true })).ghost;
    } catch (error) {
      this.log.warn(`No sentence: ${String(error)}`);
      return undefined;
    }
  }

  /** These words stand before the writer's eyes now: who types on wants another one. */
  show(words: readonly string[]): void {
    this.showing = { words, since: performance.now() };
  }

  /** Counts answer before a network has learnt anything; not where its softmax alone is wanted. */
  private canAnswer({ networkOnly }: Settings): boolean {
    return this.client.model !== null || (this.client.counts !== undefined && !networkOnly);
  }

  private ask(document: vscode.TextDocument, position: vscode.Position, settings: Settings): Asked {
    const { last } = this;
    const { version } = document;
    const state = this.state(settings);
    const same = last?.document === document && last.version === version && last.state === state;
    if (last && same && last.position.isEqual(position) && !last.cancellation.token.isCancellationRequested)
      return last;
    const cancellation = new vscode.CancellationTokenSource();
    const prediction = this.predict(document, position, settings, cancellation.token);
    this.last = { document, version, position, state, prediction, cancellation, waiting: 0 };
    return this.last;
  }

  private async predict(
    document: vscode.TextDocument,
    position: vscode.Position,
    settings: Settings,
    token: vscode.CancellationToken,
  ): Promise<Prediction | undefined> {
    try {
      const request = this.requestFor(document, position, settings);
      return await this.client.predict({ ...request, ignored: this.typedPast(request.text) }, token);
    } catch (error) {
      if (this.last?.cancellation.token === token) this.forget();
      const expected = token.isCancellationRequested || (error instanceof EngineError && error.code === 'noModel');
      if (!expected) this.log.warn(`No suggestions: ${String(error)}`);
      return undefined;
    }
  }

  private requestFor(document: vscode.TextDocument, position: vscode.Position, settings: Settings): PredictRequest {
    const { listSize, ghostShare, networkOnly, inCode, never, pinned } = settings;
    const about = { text: textBefore(document, position), format: formatOf(document), file: fileOf(document), inCode };
    return { ...about, k: listSize, ghostShare, networkOnly, never, pinned };
  }

  private typedPast(text: string): readonly string[] {
    const { showing } = this;
    if (showing && performance.now() - showing.since >= glance) this.seen.show(showing.words);
    this.showing = undefined;
    return this.seen.typedPast(text);
  }

  private state({ listSize, ghostShare, networkOnly, inCode, never, pinned }: Settings): string {
    return JSON.stringify([this.changes, listSize, ghostShare, networkOnly, inCode, never, pinned]);
  }

  /** The request itself is cancelled when nobody waits for it any more. */
  private giveUp(asked: Asked) {
    if (--asked.waiting === 0) asked.cancellation.cancel();
  }

  private forget() {
    this.last?.cancellation.cancel();
    this.last?.cancellation.dispose();
    this.last = undefined;
  }
}
