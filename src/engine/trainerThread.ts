// Entry of a training thread. All threads run the same loop on their shares; the first one leads: it decides what comes
// next, measures, and tells the main thread. What it decides depends on the clock only where the budget is in minutes.

import { parentPort, workerData } from 'node:worker_threads';
import { buildIn } from './kernelHost';
import { lowerPriority } from './lowPriority';
import { createTask } from './task';
import { TrainingLoop } from './trainingLoop';
import { ThreadTeam } from './threadTeam';
import type { ThreadData, ThreadMessage } from './trainingJob';

const data = workerData as ThreadData;
const team = new ThreadTeam(data.control, data.index, data.threads);

lowerPriority();
try {
  const { task: settings } = data.settings;
  const task = buildIn(data.kernels, data.memory, (arena, kernels) => createTask(arena, kernels, team, settings), team);
  const post = (message: ThreadMessage, transfer: ArrayBuffer[]) => parentPort?.postMessage(message, transfer);
  new TrainingLoop(task, team, data, () => performance.now() / 1000, post).run();
} catch (error) {
  team.fail();
  throw error;
}
