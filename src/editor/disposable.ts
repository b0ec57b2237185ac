// Whatever a part creates, it registers here at once, and it goes when the part goes.

import type { Disposable } from 'vscode';

export abstract class DisposableOwner implements Disposable {
  private readonly owned: Disposable[] = [];

  dispose() {
    for (const disposable of this.owned.splice(0).reverse()) disposable.dispose();
  }

  protected own<T extends { dispose(): unknown }>(disposable: T): T {
    this.owned.push(disposable);
    return disposable;
  }
}
