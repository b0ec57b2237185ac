// The message of a model that is being learnt because somebody waits for it: how far it is, from when that is heard first (an
// answer that is there at once needs no message), and a button that calls it off.

import * as vscode from 'vscode';
import type { LessonProgress } from '../engine/protocol/lessons';
import { percent, timeLeft } from './numbers';

export class LessonMessage {
  close!: () => void;
  private readonly closed = new Promise<void>((resolve) => (this.close = resolve));
  private opened = false;
  private progress: vscode.Progress<{ message: string; increment: number }> | undefined;
  private shown = 0;

  constructor(
    private readonly title: string,
    private readonly cancellation: vscode.CancellationTokenSource,
  ) {}

  readonly show = ({ fraction, secondsLeft, paused }: LessonProgress): void => {
    if (!this.opened) this.open();
    const done = percent(fraction);
    const message = paused
      ? vscode.l10n.t('waiting until the network has learned')
      : secondsLeft === undefined
        ? done
        : `${done} · ${timeLeft(secondsLeft)}`;
    if (!this.progress) return;
    this.progress.report({ message, increment: 100 * (fraction - this.shown) });
    this.shown = fraction;
  };

  private open(): void {
    this.opened = true;
    const options = { location: vscode.ProgressLocation.Notification, title: this.title, cancellable: true };
    void vscode.window.withProgress(options, (progress, token) => {
      this.progress = progress;
      token.onCancellationRequested(() => this.cancellation.cancel());
      return this.closed;
    });
  }
}
