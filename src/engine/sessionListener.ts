// Who made a session hears through this of all that changes in it.

import type { Gate } from './gate';
import type { Landmarks, LossPoint, RunRecord } from './protocol/curves';
import type { ModelInfo } from './protocol/models';
import type { CountsInfo } from './protocol/notes';
import type { EngineProblem } from './protocol/problem';
import type { TrainingStatus } from './protocol/training';

export interface SessionListener {
  status(status: TrainingStatus): void;
  loss(point: LossPoint): void;
  model(info: ModelInfo): void;
  /** The notes have been counted: what is suggested may differ now. */
  counts(info: CountsInfo): void;
  /** Of interest where the curve is shown. */
  landmarks?(landmarks: Landmarks): void;
  run?(record: RunRecord): void;
  /** Something went wrong, and work goes on. */
  notice?(problem: EngineProblem): void;
}

/** Training waits while its gate is closed: that is told as it begins and as it ends, and with all that is told between. */
export function tellingWhetherItWaits(listener: SessionListener, gate: Gate | undefined): SessionListener {
  if (!gate) return listener;
  let last: TrainingStatus = { state: 'idle' };
  const tell = (status: TrainingStatus) => {
    last = status;
    listener.status(
      status.state === 'training' && !status.paused && !gate.isOpen ? { ...status, waiting: true } : status,
    );
  };
  gate.onChange(() => last.state === 'training' && tell(last));
  return { ...listener, status: tell };
}
