// What of Node starts processes. A browser has none: the engine's client is given a worker (editor/engineClient.ts).

export function fork(): never {
  throw new Error('a browser starts no processes');
}
