// Entry of a training thread. All threads run the same loop on their shares; the first one leads: it decides what comes
// next, measures, and tells the main thread. What it decides depends on the clock only where the budget is in minutes.

import os from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { buildIn } from './kernelHost';
import { createTask } from './task';
import { TrainingLoop } from './trainingLoop';
import { ThreadTeam } from './threadTeam';
import type { ThreadData, ThreadMessage } from './trainingJob';

const data = workerData as ThreadData;
const team = new ThreadTeam(data.control, data.index, data.threads);

/**
 * The writer comes first. On Linux the call is for this thread alone. On macOS and Windows it would be for the whole
 * process, and the engine's answers would wait behind whatever else the machine does: there only the gate makes room for
 * who types (gate.ts), as it does here too.
 */
function lowerPriority(): void {
  if (process.platform !== 'linux') return;
  try {
    os.setPriority(0, os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Not allowed here: then training runs at the common priority.
  }
}

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
