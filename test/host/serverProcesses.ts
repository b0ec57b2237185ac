// The processes of a VS Code that runs: its extension hosts, one a window, and the engine that Afterword has started in one. On
// Linux only.

import { childrenOf, commandOf } from './processes';
import type { Server } from './server';

export function extensionHostsOf({ pid }: Server): number[] {
  return (childrenOf(pid) ?? []).filter((child) => commandOf(child).includes('--type=extensionHost'));
}

/** undefined: none is running. */
export function engineOf(extensionHost: number): number | undefined {
  return (childrenOf(extensionHost) ?? []).find((pid) => commandOf(pid).some((part) => part.endsWith('engine.js')));
}
