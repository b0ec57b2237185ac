// Waiting for something that is seen only by looking again and again.

import { HostError } from './hostError';

/** Reads every 200 ms until `accept` says yes; after `seconds`, fails and says what was waited for and last seen. */
export async function waitUntil<T>(
  what: string,
  seconds: number,
  read: () => Promise<T>,
  accept: (value: T) => boolean,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const value = await read();
    if (accept(value)) return value;
    if (Date.now() > deadline) {
      throw new HostError(`Waited ${seconds} s for ${what}; last seen: ${JSON.stringify(value) ?? 'nothing'}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Rejects after `seconds`, for a race; never keeps the process alive. */
export function failAfter(seconds: number, message: string): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new HostError(message)), seconds * 1000).unref();
  });
}
