// The way to the extension host, typed, and what the view keeps while it is hidden: VS Code destroys the page then, and
// makes it anew when it is shown again. The host answers `ready` with everything; this bridges the moment before.

import type { LossPoint } from '../../engine/protocol/curves';
import type { TrainingStatus } from '../../engine/protocol/training';
import type { ChartChoices } from './chartChoices';
import type { FromView, ModelSummary, Shown, Tab } from '../protocol';
import type { TextState } from './textView';

export interface ViewState {
  /** The shape of this object: a state written by another version of Afterword is not read. */
  readonly version: 3;
  readonly tab: Tab;
  readonly losses: readonly LossPoint[];
  readonly status: TrainingStatus;
  readonly model: ModelSummary | undefined;
  /** What each tab but the text showed last. */
  readonly kept: readonly Shown[];
  readonly text: TextState;
  /** The word chosen among those suggested. */
  readonly word: string | undefined;
  /** What is seen of the training. */
  readonly choices?: ChartChoices;
}

interface WebviewApi {
  postMessage(message: FromView): void;
  getState(): unknown;
  setState(state: ViewState): void;
}

declare function acquireVsCodeApi(): WebviewApi;

/** Losses arrive several times a second; writing them down each time would be most of the work. */
const saveInterval = 1000;

export class Host {
  private readonly api = acquireVsCodeApi();
  private timer: number | undefined;

  post(message: FromView): void {
    this.api.postMessage(message);
  }

  restored(): ViewState | undefined {
    const state = this.api.getState() as Partial<ViewState> | null | undefined;
    return state?.version === 3 ? (state as ViewState) : undefined;
  }

  save(state: ViewState): void {
    window.clearTimeout(this.timer);
    this.timer = undefined;
    this.api.setState(state);
  }

  saveSoon(state: () => ViewState): void {
    this.timer ??= window.setTimeout(() => this.save(state()), saveInterval);
  }
}
