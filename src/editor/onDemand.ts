// Commands whose code is loaded when the first of them is given, or soon after VS Code has started: until then others stand
// in for them, so that starting VS Code waits for none of it.

import * as vscode from 'vscode';
import { DisposableOwner } from './disposable';

/** Milliseconds after the start. */
const soon = 500;

/** Makes the parts that register the commands. */
export type MakeParts = () => vscode.Disposable;

export class OnDemand extends DisposableOwner {
  /** Resolves when all of it is there. */
  readonly whenLoaded: Promise<void>;
  private readonly standIns: vscode.Disposable;
  private loading: Promise<void> | undefined;
  private disposed = false;

  /** @param names of all commands that the parts register. */
  constructor(
    names: readonly string[],
    private readonly load: () => Promise<MakeParts>,
  ) {
    super();
    this.standIns = this.own(vscode.Disposable.from(...names.map((name) => this.standIn(name))));
    this.whenLoaded = new Promise((resolve) => {
      const timer = setTimeout(() => {
        // Where it fails, whoever gives a command is told.
        this.loaded().then(resolve, () => undefined);
      }, soon);
      this.own({ dispose: () => clearTimeout(timer) });
    });
    this.own({ dispose: () => (this.disposed = true) });
  }

  private standIn(name: string): vscode.Disposable {
    return vscode.commands.registerCommand(name, async (...args: unknown[]) => {
      await this.loaded();
      return vscode.commands.executeCommand(name, ...args);
    });
  }

  private loaded(): Promise<void> {
    this.loading ??= this.replaceStandIns().catch((error: unknown) => {
      this.loading = undefined;
      throw error;
    });
    return this.loading;
  }

  private async replaceStandIns(): Promise<void> {
    const make = await this.load();
    if (this.disposed) return;
    this.standIns.dispose();
    this.own(make());
  }
}
