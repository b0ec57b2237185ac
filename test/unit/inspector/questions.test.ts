// Questions of the view: one of a kind is open at a time, and whoever waits hears what became of theirs.

import assert from 'node:assert/strict';
import type { CancellationToken } from 'vscode-jsonrpc';
import type { Answer, Question, ToView } from '../../../src/inspector/protocol';
import { Questions } from '../../../src/inspector/questions';

const nearest = (text: string): Answer => ({ kind: 'nearest', nearest: { text, word: undefined, nearest: [] } });
const ask = (word: string): Question => ({ kind: 'nearest', word });

interface Asked {
  readonly token: CancellationToken;
  readonly progress: (done: number) => void;
  readonly resolve: (answer: Answer | undefined) => void;
  readonly reject: (error: Error) => void;
}

describe('questions', () => {
  let asked: Asked[];
  let posted: ToView[];
  let questions: Questions;

  beforeEach(() => {
    asked = [];
    posted = [];
    questions = new Questions(
      (_, token, progress) =>
        new Promise((resolve, reject) => {
          asked.push({ token, progress, resolve, reject });
        }),
      (message) => posted.push(message),
    );
  });

  it('are answered, and told how far the answer is', async () => {
    const done = questions.ask(ask('a'));
    asked[0].progress(0.5);
    asked[0].resolve(nearest('a'));
    await done;
    assert.deepEqual(posted, [
      { type: 'answering', kind: 'nearest', done: 0.5 },
      { type: 'answer', answer: nearest('a') },
    ]);
  });

  it('take the place of one of the same kind, whose answer is not heard', async () => {
    const first = questions.ask(ask('a'));
    const other = questions.ask({ kind: 'tryStep', learningRate: 1 });
    const second = questions.ask(ask('b'));
    assert.deepEqual(
      asked.map(({ token }) => token.isCancellationRequested),
      [true, false, false],
    );
    posted = [];
    asked[0].progress(0.9);
    asked[0].resolve(nearest('a'));
    asked[2].resolve(nearest('b'));
    asked[1].resolve(undefined);
    await Promise.all([first, other, second]);
    assert.deepEqual(posted, [
      { type: 'answer', answer: nearest('b') },
      { type: 'noAnswer', kind: 'tryStep', reason: undefined },
    ]);
  });

  it('that are called off are so at once, and those that fail say why', async () => {
    const first = questions.ask(ask('a'));
    questions.callOff('nearest');
    assert.deepEqual(posted, [{ type: 'noAnswer', kind: 'nearest', reason: undefined }]);
    assert.equal(asked[0].token.isCancellationRequested, true);
    asked[0].reject(new Error('cancelled'));
    await first;
    const second = questions.ask(ask('b'));
    asked[1].reject(new Error('The engine is gone.'));
    await second;
    assert.deepEqual(posted.slice(1), [{ type: 'noAnswer', kind: 'nearest', reason: 'The engine is gone.' }]);
    void questions.ask(ask('c'));
    questions.callOffAll();
    assert.equal(asked[2].token.isCancellationRequested, true);
  });
});
