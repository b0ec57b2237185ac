// All points of the model's loss curve so far: those from before the engine was started, asked for once, and each new
// one as it comes.

import type { EngineClient } from '../engine/client';
import type { LossPoint } from '../engine/protocol';
import { DisposableOwner } from './disposable';

export class LossHistory extends DisposableOwner {
  private known: LossPoint[] = [];
  /** The process that was asked for the points from before. */
  private askedOf: number | undefined;

  constructor(
    private readonly client: EngineClient,
    private readonly changed: () => void,
  ) {
    super();
    this.own(client.onLoss((point) => this.add(point)));
    this.own(client.onModel(() => this.askOnce()));
    this.askOnce();
  }

  get points(): readonly LossPoint[] {
    return this.known;
  }

  private add(point: LossPoint) {
    // A new model begins at its first tokens.
    if (point.tokens <= (this.known.at(-1)?.tokens ?? 0)) this.known = [];
    this.known.push(point);
    this.changed();
  }

  /** A process that has just started has opened the model on disk: what it knows takes the place of what was known. */
  private askOnce() {
    const { pid, model } = this.client;
    if (model === undefined || pid === undefined || pid === this.askedOf) return;
    this.askedOf = pid;
    this.client.losses().then(
      (points) => {
        this.known = [...points];
        this.changed();
      },
      // The engine has ended again; the next one is asked anew.
      () => (this.askedOf = undefined),
    );
  }
}
