// A short form of what `npm run test:soak` does in half an hour: everything is done once, in haste.

import assert from 'node:assert/strict';
import { leftOf } from './report';
import { soak } from './soak';

describe('a life in the real VS Code', function () {
  this.timeout(600_000);
  let lived: Awaited<ReturnType<typeof soak>>;

  before(async () => {
    lived = await soak({ seed: 7, minutes: 0, rounds: 1, pace: 0.2 }, console.log);
  });

  it('in which everything can be done', () => {
    assert.deepEqual(lived.failed, []);
    assert.ok(Object.values(lived.done).every((times) => times === 1));
    assert.ok(Object.keys(lived.done).length > 10);
  });

  it('in which nothing more is registered, waited for or left behind than before', () => {
    const [first, second] = lived.samples;
    assert.ok(first && second);
    assert.deepEqual(second.registrations, first.registrations);
    // Whether the writer pauses is waited for, or not any more.
    const timers = second.handles.Timeout ?? 0;
    assert.ok(timers <= 2, `${timers} timers`);
    assert.deepEqual({ ...second.handles, Timeout: 0 }, { ...first.handles, Timeout: 0 });
    assert.equal(second.host.children, first.host.children);
    assert.deepEqual([first.strays, second.strays], [[], []]);
  });

  it('after which nothing is left: not when Afterword is ended, nor when the window is closed while it learns', () => {
    assert.deepEqual(leftOf(lived), []);
  });
});
