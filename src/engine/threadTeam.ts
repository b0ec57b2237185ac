// A team of worker threads that meet at barriers in shared memory. A member spins for a moment, as the others are seldom
// far behind, and then sleeps, so that a writer's core is never burnt by waiting. While the run is held all wait here.

import type { Team } from '../rnn/team';
import { control } from './trainingJob';

const spins = 2000;

export class ThreadTeam implements Team {
  private readonly flags: Int32Array;

  constructor(
    shared: SharedArrayBuffer,
    readonly index: number,
    readonly size: number,
  ) {
    this.flags = new Int32Array(shared);
  }

  /** @throws Error when another member has failed, since it will never come. */
  barrier(): void {
    if (this.size === 1) return this.waitWhileHeld();
    const { flags } = this;
    const generation = Atomics.load(flags, control.generation);
    if (Atomics.add(flags, control.arrived, 1) === this.size - 1) {
      this.waitWhileHeld();
      Atomics.store(flags, control.arrived, 0);
      Atomics.add(flags, control.generation, 1);
      Atomics.notify(flags, control.generation);
      return;
    }
    for (let i = 0; i < spins; i++) if (Atomics.load(flags, control.generation) !== generation) return;
    while (Atomics.load(flags, control.generation) === generation) {
      Atomics.wait(flags, control.generation, generation, 1000);
      if (Atomics.load(flags, control.failed) !== 0) throw new Error('another training thread has failed');
    }
  }

  /** How long that was is left where the leader finds it, in milliseconds: it is no time in which the run learnt. */
  private waitWhileHeld(): void {
    const { flags } = this;
    if (Atomics.load(flags, control.held) === 0) return;
    const since = performance.now();
    while (Atomics.load(flags, control.held) !== 0) Atomics.wait(flags, control.held, 1);
    Atomics.add(flags, control.heldTime, Math.round(performance.now() - since));
  }

  /** Lets the others know that this member will not come any more. */
  fail(): void {
    Atomics.store(this.flags, control.failed, 1);
    Atomics.notify(this.flags, control.generation);
  }
}
