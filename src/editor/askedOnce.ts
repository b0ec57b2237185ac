// Asks every engine process once for what it knows, as soon as it has opened the model.

import type { EngineClient } from '../engine/client';
import { DisposableOwner } from './disposable';

export class AskedOnce<T> extends DisposableOwner {
  private askedOf: number | undefined;

  constructor(
    private readonly client: EngineClient,
    private readonly ask: () => Promise<T>,
    private readonly answered: (answer: T) => void,
  ) {
    super();
    this.own(client.onModel(() => this.askOnce()));
    this.askOnce();
  }

  private askOnce() {
    const { pid, model } = this.client;
    if (model === undefined || pid === undefined || pid === this.askedOf) return;
    this.askedOf = pid;
    this.ask().then(
      (answer) => this.answered(answer),
      // The engine has ended again; the next one is asked anew.
      () => (this.askedOf = undefined),
    );
  }
}
