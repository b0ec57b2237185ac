// A run in a thread that is told by messages what to do: it hears them between its updates, and waits while it is held or
// paused.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { command, control, type SteeringOrder } from '../../../src/engine/trainingJob';
import { runInTurns } from '../../../src/engine/unsharedRun';

describe('a run that shares no memory', () => {
  const flags = new Int32Array(control.bytes / 4);
  let hear: (order: SteeringOrder) => void = () => undefined;
  let updates = 0;
  const tell = (place: number, value: number) => hear({ place, value });
  /** As the loop does it. */
  function* run(): Generator<'paused' | 'between', void> {
    while (flags[control.command] !== command.stop) {
      yield 'between';
      while (flags[control.command] === command.pause) yield 'paused';
      updates++;
    }
  }
  const goesOn = async () => {
    const before = updates;
    await sleep(60);
    return updates > before;
  };

  it('waits while it is held, which is no time in which it learns, and while it is paused; and it ends when it is told', async () => {
    const ended = runInTurns(run(), flags, (listener) => (hear = listener));
    assert.ok(await goesOn());

    tell(control.held, 1);
    await sleep(30);
    assert.ok(!(await goesOn()));
    tell(control.held, 0);
    await sleep(30);
    assert.ok(await goesOn());
    const held = flags[control.heldTime];
    assert.ok(held >= 80 && held < 2000, `${held} ms`);

    tell(control.command, command.pause);
    await sleep(30);
    assert.ok(!(await goesOn()));
    tell(control.command, command.run);
    await sleep(30);
    assert.ok(await goesOn());
    assert.equal(flags[control.heldTime], held);

    tell(control.command, command.stop);
    await ended;
  });
});
