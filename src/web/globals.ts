// What is there in Node without an import. The bundles for the web have these in its place.

/** A turn of the event loop: a timer of 0 ms would take four. */
const turns = new MessageChannel();
const waiting: (() => void)[] = [];
turns.port1.onmessage = () => waiting.shift()?.();

export function setImmediate(callback: () => void): void {
  waiting.push(callback);
  turns.port2.postMessage(undefined);
}

/** Only a page that is cross-origin isolated has memory to share. What is made of it elsewhere is copied to whom it is sent. */
const Shared: unknown = globalThis.SharedArrayBuffer ?? ArrayBuffer;
export { Shared as SharedArrayBuffer };

export const process = {
  /** By which what is on its way to the storage is told apart. */
  pid: 1 + Math.floor(Math.random() * 1e6),
  platform: 'browser',
  env: {},
  cwd: () => '/',
  on: () => undefined,
  exit: () => self.close(),
};

export const Buffer = {
  /** 0: they are the same. */
  compare(one: Uint8Array, other: Uint8Array): number {
    for (let at = 0; at < Math.min(one.length, other.length); at++) {
      if (one[at] !== other[at]) return one[at] - other[at];
    }
    return one.length - other.length;
  },
};
