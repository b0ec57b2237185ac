// How far a model is that is learnt on demand: for tags, or for shorthand.

/** How far a model is that is learnt because somebody has asked for what it gives. */
export interface LessonProgress {
  /** 0 … 1 */
  readonly fraction: number;
  readonly secondsLeft: number | undefined;
  /** The language model learns first. */
  readonly paused: boolean;
}
