// Waiting that ends when nobody wants what comes after it any more.

import type { CancellationToken } from 'vscode';

/** @returns false: it was cancelled meanwhile. */
export function delay(milliseconds: number, token: CancellationToken): Promise<boolean> {
  if (milliseconds <= 0 || token.isCancellationRequested) return Promise.resolve(!token.isCancellationRequested);
  return new Promise((resolve) => {
    const end = (whole: boolean) => {
      clearTimeout(timer);
      listener.dispose();
      resolve(whole);
    };
    const timer = setTimeout(() => end(true), milliseconds);
    const listener = token.onCancellationRequested(() => end(false));
  });
}
