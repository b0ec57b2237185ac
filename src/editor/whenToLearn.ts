// What may be learnt now, by what the writer does and by what they have chosen: trainings give way to typing in any case.

import type { Leave } from '../engine/protocol/training';

export const whenToLearnChoices = ['always', 'idle', 'manual'] as const;

/**
 * always: runs go on beside the writing, and what is new is learnt in the pauses. idle: runs, too, go on in the pauses only.
 * manual: nothing is learnt that nobody has started.
 */
export type WhenToLearn = (typeof whenToLearnChoices)[number];

/** writing: keys come; resting: none for a moment; pausing: none for so long that something else may be done. */
export type Activity = 'writing' | 'resting' | 'pausing';

export function leaveToLearn(when: WhenToLearn, activity: Activity): Leave {
  const pausing = activity === 'pausing';
  const between = activity !== 'writing';
  return { runs: when === 'idle' ? pausing : between, onDemand: between, newNotes: pausing && when !== 'manual' };
}
