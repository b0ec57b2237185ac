// Past runs, the latest first: those that the engine has kept, asked for once, and each that is new or has changed.

import type { EngineClient } from '../engine/client';
import type { RunRecord } from '../engine/protocol/curves';
import { withRun } from '../engine/runRecord';
import { AskedOnce } from './askedOnce';
import { DisposableOwner } from './disposable';

export class RunList extends DisposableOwner {
  private known: readonly RunRecord[] = [];

  constructor(
    client: EngineClient,
    private readonly changed: () => void,
  ) {
    super();
    this.own(client.onRun((record) => this.set(withRun(this.known, record))));
    this.own(
      new AskedOnce(
        client,
        () => client.runs(),
        (runs) => this.set(runs),
      ),
    );
  }

  get runs(): readonly RunRecord[] {
    return this.known;
  }

  private set(runs: readonly RunRecord[]) {
    this.known = runs;
    this.changed();
  }
}
