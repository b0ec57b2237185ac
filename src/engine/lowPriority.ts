// The writer comes first: threads that learn, count or read give way to the thread that answers, and to the editor.

import os from 'node:os';

/**
 * On Linux the call is for this thread alone. On macOS and Windows it would be for the whole process, and the engine's
 * answers would wait behind whatever else the machine does: there only the gate makes room for who types (gate.ts), as it
 * does here too.
 */
export function lowerPriority(): void {
  if (process.platform !== 'linux') return;
  try {
    os.setPriority(0, os.constants.priority.PRIORITY_LOW);
  } catch {
    // Not allowed here: then the thread runs at the common priority.
  }
}
