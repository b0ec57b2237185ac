import assert from 'node:assert/strict';
import type { PredictRequest } from '../../../src/engine/protocol/suggestions';
import { ReadingAhead } from '../../../src/engine/readingAhead';

describe('reading ahead', () => {
  const request = (text: string): PredictRequest => ({ text, format: 'markdown', k: 5 });
  let now = 0;
  let read: string[];
  let ahead: ReadingAhead;
  beforeEach(() => {
    now = 0;
    read = [];
    ahead = new ReadingAhead(
      ({ text }) => {
        read.push(text);
        return Promise.resolve();
      },
      () => now,
    );
  });

  it('reads what was asked about last as soon as something else answers', () => {
    ahead.asked(request('One'));
    ahead.asked(request('One two'));
    ahead.answersChanged();
    assert.deepEqual(read, ['One two']);
  });

  it('reads nothing where nobody has asked, or not for long', () => {
    ahead.answersChanged();
    ahead.asked(request('One'));
    now = 30_000;
    ahead.answersChanged();
    assert.deepEqual(read, []);
  });
});
