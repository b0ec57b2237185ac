// What VS Code asks the providers of words for, and how long they take to answer.

import type { CancellationToken } from 'vscode';

export interface ProviderCall {
  readonly provider: 'ghost text' | 'list';
  /** Milliseconds until the answer. */
  readonly took: number;
  /** VS Code no longer waited for it by then. */
  readonly cancelled: boolean;
}

const providers: Readonly<Record<string, ProviderCall['provider']>> = {
  provideInlineCompletionItems: 'ghost text',
  provideCompletionItems: 'list',
};

export class ProviderCalls {
  private calls: ProviderCall[] = [];

  /** All since the last time. */
  take(): ProviderCall[] {
    const { calls } = this;
    this.calls = [];
    return calls;
  }

  heard(method: string, args: readonly unknown[], call: () => unknown): unknown {
    const provider = providers[method];
    if (provider === undefined) return call();
    const token = args.find(isToken);
    const begun = performance.now();
    const answer = Promise.resolve(call());
    const note = () => {
      this.calls.push({
        provider,
        took: performance.now() - begun,
        cancelled: token?.isCancellationRequested === true,
      });
    };
    answer.then(note, note);
    return answer;
  }
}

function isToken(value: unknown): value is CancellationToken {
  return typeof value === 'object' && value !== null && 'isCancellationRequested' in value;
}
