// VS Code's API as a watched extension sees it: whatever it registers there, and whatever VS Code calls of that, is told.

import type * as vscode from 'vscode';

type Method = (...args: unknown[]) => unknown;
type Wrap = <T>(value: T, origin: string) => T;

export interface ApiWatcher {
  /** VS Code calls something that was registered. @param origin the event, command or provider's method. */
  called(origin: string, args: readonly unknown[], callback: () => unknown): unknown;
  /** Something has been registered or made. */
  made(origin: string, made: unknown): void;
}

/** What an extension listens to as well. */
const listenedTo = /^create(FileSystemWatcher|WebviewPanel)$/;
const registering = /^(onDid|onWill|register|create)/;

/** Changes the API object, which VS Code makes for each extension: no other one sees it. */
export function watchApi(api: typeof vscode, watcher: ApiWatcher): void {
  const watched = wrapping(watcher);
  for (const namespace of [api.workspace, api.window, api.languages, api.commands]) {
    for (const name of Object.keys(namespace).filter((key) => registering.test(key))) {
      const register = (namespace as unknown as Record<string, unknown>)[name];
      if (typeof register !== 'function') continue;
      const value = (...args: unknown[]) => {
        const origin = name.startsWith('register') && typeof args[0] === 'string' ? args[0] : name;
        const made: unknown = (register as Method).apply(
          namespace,
          args.map((arg) => watched(arg, origin)),
        );
        watcher.made(origin, made);
        return listenedTo.test(name) ? withWatchedEvents(made, name, watched) : made;
      };
      Object.defineProperty(namespace, name, { value, configurable: true });
    }
  }
}

/** Callbacks, and the methods of a provider. Everything else stays as it is. */
function wrapping(watcher: ApiWatcher): Wrap {
  const call = (callback: Method, self: unknown, origin: string) => {
    return (...args: unknown[]) => watcher.called(origin, args, () => callback.apply(self, args));
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

function withWatchedEvents(made: unknown, origin: string, watched: Wrap): unknown {
  if (typeof made !== 'object' || made === null) return made;
  return new Proxy(made, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (name === 'webview') return withWatchedEvents(member, origin, watched);
      if (typeof member !== 'function') return member;
      if (!String(name).startsWith('onDid')) return (member as Method).bind(target);
      return (...args: unknown[]) =>
        (member as Method).apply(
          target,
          args.map((arg) => watched(arg, `${origin} ${String(name)}`)),
        );
    },
    set: (target, name, value) => Reflect.set(target, name, value, target),
  });
}
