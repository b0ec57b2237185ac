// The one ranking that ghost text and list both show: asked of the engine once for a place in a document, whoever asks
// first. Typing is sacred: whatever goes wrong here goes to the log and never into the writer's face.

import * as vscode from 'vscode';
import { EngineError, type EngineClient } from '../engine/client';
import type { Prediction } from '../engine/protocol';
import { DisposableOwner } from './disposable';
import { formatOf, textBefore } from './leftContext';
import { isCovered } from './noteFiles';
import { readSettings } from './settings';

/** A request under way or answered, and how many still wait for it. */
interface Asked {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly position: vscode.Position;
  readonly model: unknown;
  readonly k: number;
  readonly prediction: Promise<Prediction | undefined>;
  readonly cancellation: vscode.CancellationTokenSource;
  waiting: number;
}

export class Suggestions extends DisposableOwner {
  private last: Asked | undefined;

  constructor(
    private readonly client: EngineClient,
    private readonly log: vscode.LogOutputChannel,
  ) {
    super();
    this.own({ dispose: () => this.forget() });
  }

  /** undefined: there is nothing to suggest here, or not any more. */
  async at(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<Prediction | undefined> {
    const settings = readSettings();
    if (!settings.enabled || this.client.model === null || !isCovered(document, settings)) return undefined;
    const asked = this.ask(document, position, settings.listSize);
    asked.waiting++;
    const listener = token.onCancellationRequested(() => this.giveUp(asked));
    try {
      const prediction = await asked.prediction;
      return token.isCancellationRequested ? undefined : prediction;
    } finally {
      listener.dispose();
    }
  }

  private ask(document: vscode.TextDocument, position: vscode.Position, k: number): Asked {
    const { last } = this;
    const { version } = document;
    const { model } = this.client;
    const same = last?.document === document && last.version === version && last.model === model && last.k === k;
    if (last && same && last.position.isEqual(position) && !last.cancellation.token.isCancellationRequested)
      return last;
    const cancellation = new vscode.CancellationTokenSource();
    const prediction = this.predict(document, position, k, cancellation.token);
    this.last = { document, version, position, model, k, prediction, cancellation, waiting: 0 };
    return this.last;
  }

  private async predict(
    document: vscode.TextDocument,
    position: vscode.Position,
    k: number,
    token: vscode.CancellationToken,
  ): Promise<Prediction | undefined> {
    try {
      const request = { text: textBefore(document, position), format: formatOf(document), k };
      return await this.client.predict(request, token);
    } catch (error) {
      if (this.last?.cancellation.token === token) this.forget();
      const expected = token.isCancellationRequested || (error instanceof EngineError && error.code === 'noModel');
      if (!expected) this.log.warn(`No suggestions: ${String(error)}`);
      return undefined;
    }
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
