import assert from 'node:assert/strict';
import { finish, inTurn } from '../../../src/rnn/stepwise';

describe('work step by step', () => {
  function* counting(done: number[]): Generator<undefined, string> {
    for (let i = 0; i < 3; i++) {
      done.push(i);
      yield;
    }
    return 'end';
  }

  it('is finished at once, or with pauses before each step, with the same result', async () => {
    const [atOnce, slowly]: number[][] = [[], []];
    assert.equal(finish(counting(atOnce)), 'end');
    let pauses = 0;
    assert.equal(await inTurn(counting(slowly), () => Promise.resolve(pauses++)), 'end');
    assert.deepEqual(slowly, atOnce);
    assert.equal(pauses, 4);
  });

  it('ends where a pause is refused', async () => {
    const done: number[] = [];
    const once = () => (done.length < 2 ? Promise.resolve() : Promise.reject(new Error('cancelled')));
    await assert.rejects(inTurn(counting(done), once), /cancelled/);
    assert.deepEqual(done, [0, 1]);
  });
});
