// Entry of a training thread. All threads run the same loop on their shares; the first one leads: it decides what comes
// next, measures, and tells the main thread. What it decides depends on the clock only where the budget is in minutes.

import { buildIn } from './kernelHost';
import { lowerPriority } from './lowPriority';
import { sharesMemory } from './sharing';
import { createTask } from './task';
import { runThread } from './thread';
import { TrainingLoop } from './trainingLoop';
import { ThreadTeam } from './threadTeam';
import { command, control, type SteeringOrder, type ThreadData, type ThreadMessage } from './trainingJob';
import { runInTurns } from './unsharedRun';

lowerPriority();
runThread<ThreadData, ThreadMessage>((data, { post, listen }) => {
  const team = new ThreadTeam(data.control, data.index, data.threads);
  const flags = new Int32Array(data.control);
  try {
    const { task: settings } = data.settings;
    const task = buildIn(
      data.kernels,
      data.memory,
      (arena, kernels) => createTask(arena, kernels, team, settings),
      team,
    );
    const run = new TrainingLoop(task, team, data, () => performance.now() / 1000, post).run();
    if (!sharesMemory) return runInTurns(run, flags, (hear) => listen<SteeringOrder>(hear));
    for (const state of run) if (state === 'paused') Atomics.wait(flags, control.command, command.pause);
  } catch (error) {
    team.fail();
    throw error;
  }
});
