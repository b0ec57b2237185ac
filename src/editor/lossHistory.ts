// The curve of the model's run so far, with its landmarks: what was known before the engine was started, asked for once,
// and each change as it comes.

import type { EngineClient } from '../engine/client';
import type { Landmarks, LossPoint } from '../engine/protocol/curves';
import { AskedOnce } from './askedOnce';
import { DisposableOwner } from './disposable';

export class LossHistory extends DisposableOwner {
  private known: LossPoint[] = [];
  private around: Landmarks = { run: undefined, events: [], baselines: undefined };

  constructor(
    private readonly client: EngineClient,
    private readonly changed: Readonly<Record<'losses' | 'landmarks', () => void>>,
  ) {
    super();
    this.own(client.onLoss((point) => this.add(point)));
    this.own(client.onLandmarks((landmarks) => this.setLandmarks(landmarks)));
    // A process that has just started has opened the model on disk: what it knows takes the place of what was known.
    const ask = () => Promise.all([client.landmarks(), client.losses()]);
    this.own(new AskedOnce(client, ask, ([landmarks, points]) => this.replace(landmarks, points)));
  }

  get points(): readonly LossPoint[] {
    return this.known;
  }

  get landmarks(): Landmarks {
    return this.around;
  }

  private add(point: LossPoint) {
    // A run that resumes from a checkpoint goes back in time: what it had seen after that is no longer its past.
    while (this.known.length > 0 && this.known.at(-1)!.tokens >= point.tokens) this.known.pop();
    this.known.push(point);
    this.changed.losses();
  }

  private setLandmarks(landmarks: Landmarks) {
    if (landmarks.run !== this.around.run) {
      this.replace(landmarks, []);
      return void this.askForPoints(landmarks);
    }
    this.around = landmarks;
    this.changed.landmarks();
  }

  /** A run that has just begun has none; another model that is used from now on has those of its own. */
  private async askForPoints({ run }: Landmarks) {
    const points = await this.client.losses().catch(() => []);
    if (points.length > this.known.length && run === this.around.run) this.replace(this.around, points);
  }

  private replace(landmarks: Landmarks, points: readonly LossPoint[]) {
    this.known = [...points];
    this.around = landmarks;
    this.changed.losses();
    this.changed.landmarks();
  }
}
