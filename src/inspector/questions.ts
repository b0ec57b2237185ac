// The questions that the view has asked and that are being answered: one of a kind at a time, called off when another one
// takes its place or nobody can see the answer any more.

import { CancellationTokenSource, type CancellationToken } from 'vscode-jsonrpc';
import type { Answer, Question, ToView } from './protocol';

/** @returns undefined where it was called off. @throws Error whose message says, in the user's language, what is wrong. */
export type Answering = (
  question: Question,
  token: CancellationToken,
  progress: (done: number) => void,
) => Promise<Answer | undefined>;

export class Questions {
  private readonly open = new Map<Question['kind'], CancellationTokenSource>();

  constructor(
    private readonly answer: Answering,
    private readonly post: (message: ToView) => void,
  ) {}

  async ask(question: Question): Promise<void> {
    const { kind } = question;
    this.callOff(kind);
    const source = new CancellationTokenSource();
    this.open.set(kind, source);
    const isOpen = () => this.open.get(kind) === source;
    const progress = (done: number) => {
      if (isOpen()) this.post({ type: 'answering', kind, done });
    };
    const message = await this.answered(question, source.token, progress);
    if (!isOpen()) return;
    this.open.delete(kind);
    this.post(message);
  }

  /** The view is told, as it shows that something is under way. */
  callOff(kind: Question['kind']): void {
    const source = this.open.get(kind);
    if (!source) return;
    this.open.delete(kind);
    source.cancel();
    this.post({ type: 'noAnswer', kind, reason: undefined });
  }

  callOffAll(): void {
    for (const kind of this.open.keys()) this.callOff(kind);
  }

  private async answered(
    question: Question,
    token: CancellationToken,
    progress: (done: number) => void,
  ): Promise<ToView> {
    const { kind } = question;
    try {
      const answer = await this.answer(question, token, progress);
      return answer ? { type: 'answer', answer } : { type: 'noAnswer', kind, reason: undefined };
    } catch (error) {
      return { type: 'noAnswer', kind, reason: error instanceof Error ? error.message : String(error) };
    }
  }
}
