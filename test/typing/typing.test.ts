// A short form of what `npm run test:typing` measures, with bounds that hold on a busy machine as well.

import assert from 'node:assert/strict';
import { quantile } from './figures';
import { measureTyping } from './measure';
import type { Circumstance, Phase } from './phase';

describe('typing in the real VS Code', function () {
  this.timeout(240_000);
  const phases = new Map<Circumstance, Phase>();

  before(async () => {
    const plan: Phase['circumstance'][] = ['off', 'learning'];
    const measured = await measureTyping(
      { seed: 7, phases: plan.map((circumstance) => ({ circumstance, characters: 120 })) },
      console.log,
    );
    for (const phase of measured) phases.set(phase.circumstance, phase);
  });

  it('loses no character while the engine learns on all threads', () => {
    const { characters, arrived, sentences, atRest } = phases.get('learning')!;
    assert.ok(characters >= 120 && arrived);
    assert.ok(atRest < sentences, `${atRest} of ${sentences} sentences`);
  });

  it('is hardly held up by us', () => {
    const { overhead } = phases.get('learning')!;
    assert.ok(overhead.length >= 100, `${overhead.length} changes`);
    assert.ok(overhead.some((time) => time > 0));
    assert.ok(quantile(overhead, 0.5) <= 3, `${quantile(overhead, 0.5)} ms`);
  });

  it('is followed by suggestions, asked for one at a time', () => {
    const { calls, requests } = phases.get('learning')!;
    const answered = calls.filter(({ cancelled }) => !cancelled).map(({ took }) => took);
    assert.ok(answered.length >= 20, `${answered.length} answers`);
    assert.ok(quantile(answered, 0.5) <= 100, `${quantile(answered, 0.5)} ms`);
    assert.ok(requests.asked > 0);
    assert.ok(requests.mostAtOnce <= 2, `${requests.mostAtOnce} at once`);
    assert.ok(requests.toEnd.length === requests.cancelled);
  });

  it('asks for nothing while suggestions are off, and the engine does nothing', () => {
    const { arrived, requests, overhead, engineTime, seconds } = phases.get('off')!;
    assert.ok(arrived);
    assert.equal(requests.asked, 0);
    assert.ok(quantile(overhead, 0.5) <= 1, `${quantile(overhead, 0.5)} ms`);
    if (engineTime !== undefined) assert.ok(engineTime / seconds < 50, `${engineTime} ms in ${seconds} s`);
  });
});
