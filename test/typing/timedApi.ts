// VS Code's API as a timed extension sees it: whatever it registers there is timed when VS Code calls it.

import type * as vscode from 'vscode';
import type { OwnTime } from './ownTime';
import type { ProviderCalls } from './providerCalls';

type Method = (...args: unknown[]) => unknown;
type Wrap = <T>(value: T, origin: string) => T;

const registering = /^(onDid|onWill|register|create)/;

/** Changes the API object, which VS Code makes for each extension: no other one sees it. */
export function timeRegistrations(api: typeof vscode, ownTime: OwnTime, calls: ProviderCalls): void {
  const timed = wrapping(ownTime, calls);
  for (const namespace of [api.workspace, api.window, api.languages, api.commands]) {
    for (const name of Object.keys(namespace).filter((key) => registering.test(key))) {
      const register = (namespace as unknown as Record<string, unknown>)[name];
      if (typeof register !== 'function') continue;
      const value = (...args: unknown[]) => {
        const origin = name.startsWith('register') && typeof args[0] === 'string' ? args[0] : name;
        const made: unknown = (register as Method).apply(
          namespace,
          args.map((arg) => timed(arg, origin)),
        );
        return name.startsWith('create') ? withTimedEvents(made, name, timed) : made;
      };
      Object.defineProperty(namespace, name, { value, configurable: true });
    }
  }
}

/** Callbacks, and the methods of a provider. Everything else stays as it is. */
function wrapping(ownTime: OwnTime, calls: ProviderCalls): Wrap {
  const call = (callback: Method, self: unknown, origin: string) => {
    return (...args: unknown[]) =>
      calls.heard(origin, args, () => ownTime.run(origin, () => callback.apply(self, args)));
  };
  return <T>(value: T, origin: string): T => {
    if (typeof value === 'function') return call(value as unknown as Method, undefined, origin) as T;
    if (!isProvider(value)) return value;
    return new Proxy(value, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? call(member as Method, target, String(name)) : member;
      },
    });
  };
}

function isProvider(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const names = [...Object.keys(value), ...Object.getOwnPropertyNames(Object.getPrototypeOf(value) ?? {})];
  return names.some((name) => /^(provide|deserialize)/.test(name));
}

/** A watcher or a panel, to which an extension listens as well. */
function withTimedEvents(made: unknown, origin: string, timed: Wrap): unknown {
  if (typeof made !== 'object' || made === null) return made;
  return new Proxy(made, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (name === 'webview') return withTimedEvents(member, origin, timed);
      if (typeof member !== 'function') return member;
      if (!String(name).startsWith('onDid')) return (member as Method).bind(target);
      return (...args: unknown[]) =>
        (member as Method).apply(
          target,
          args.map((arg) => timed(arg, `${origin} ${String(name)}`)),
        );
    },
    set: (target, name, value) => Reflect.set(target, name, value, target),
  });
}
