import assert from 'node:assert/strict';
import { leaveToLearn, whenToLearnChoices } from '../../../src/editor/whenToLearn';

describe('when the network learns', () => {
  const nothing = { runs: false, onDemand: false, newNotes: false };

  it('never while keys come', () => {
    for (const when of whenToLearnChoices) assert.deepEqual(leaveToLearn(when, 'writing'), nothing, when);
  });

  it('beside the writing, and in the pauses what is new', () => {
    assert.deepEqual(leaveToLearn('always', 'resting'), { runs: true, onDemand: true, newNotes: false });
    assert.deepEqual(leaveToLearn('always', 'pausing'), { runs: true, onDemand: true, newNotes: true });
  });

  it('in the pauses only, but for what somebody waits for', () => {
    assert.deepEqual(leaveToLearn('idle', 'resting'), { runs: false, onDemand: true, newNotes: false });
    assert.deepEqual(leaveToLearn('idle', 'pausing'), { runs: true, onDemand: true, newNotes: true });
  });

  it('only what somebody has started', () => {
    for (const activity of ['resting', 'pausing'] as const) {
      assert.deepEqual(leaveToLearn('manual', activity), { runs: true, onDemand: true, newNotes: false });
    }
  });
});
