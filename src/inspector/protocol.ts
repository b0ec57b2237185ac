// What the extension host and the inspector's webview say to each other. The contract: the view says `ready` once it
// listens, and `tab` whenever another tab is chosen; only then does the host post: first everything that it has, then
// changes as they come. What follows the caret is posted for the tab that can be seen alone. Types only.

import type { InspectedToken, LossPoint, TrainingStatus } from '../engine/protocol';
import type { englishStrings } from './strings';

/** The inspector's views, one of which can be seen. */
export type Tab = 'text' | 'training';

/** What a tab shows of the place where the caret stands. */
export type Shown = TextShown;

export interface TextShown {
  readonly tab: 'text';
  /** Where the paragraph stands, for the heading: "diary.md, line 12". */
  readonly title: string;
  readonly tokens: readonly InspectedToken[];
}

/** From the extension host to the webview. */
export type ToView =
  | {
      readonly type: 'losses';
      readonly points: readonly LossPoint[];
      /** True: these are all points so far; false: they follow those already sent. */
      readonly replace: boolean;
    }
  | { readonly type: 'status'; readonly status: TrainingStatus; readonly model: ModelSummary | undefined }
  | { readonly type: 'shown'; readonly shown: Shown }
  /** There is nothing to show in a tab, and why: already in the user's language. */
  | { readonly type: 'nothing'; readonly tab: Tab; readonly reason: string };

/** From the webview to the extension host. */
export type FromView =
  { readonly type: 'ready' | 'tab'; readonly tab: Tab } | { readonly type: 'run'; readonly command: RunCommand };

export type RunCommand = 'learn' | 'pause' | 'resume' | 'stop';

/** The model in one line: "LSTM · 256 hidden · 8,192 words". */
export interface ModelSummary {
  readonly cell: 'rnn' | 'gru' | 'lstm';
  readonly hiddenSize: number;
  readonly numLayers: number;
  readonly vocabSize: number;
  /** Perplexity on held-out notes, of the weights that answer now. */
  readonly validPerplexity: number | undefined;
  /** Training can go on from where it stopped: the view offers Resume beside Learn. */
  readonly resumable: boolean;
}

/**
 * User-visible texts of the view, in the user's language, put into the page as JSON in
 * <script type="application/json" id="strings"> by the host; the names are those of the English texts.
 */
export type ViewStrings = Readonly<Record<keyof typeof englishStrings, string>>;
