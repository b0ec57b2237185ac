// User settings that keep a VS Code under test quiet: nothing opens, asks, updates or calls home by itself.

import * as fs from 'node:fs';
import * as path from 'node:path';

const quiet = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'git.enabled': false,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  'remote.autoForwardPorts': false,
};

/** Writes them, and `settings` over them, where a VS Code with this user data folder looks for its settings. */
export function writeSettings(userData: string, settings: Readonly<Record<string, unknown>> = {}) {
  const file = path.join(userData, 'User', 'settings.json');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify({ ...quiet, ...settings }, null, 2));
}
