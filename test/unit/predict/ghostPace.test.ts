import assert from 'node:assert/strict';
import { percentilesOf } from '../../../src/predict/calibration';
import { GhostPace } from '../../../src/predict/ghostPace';
import { Random } from '../../../src/rnn/random';

/** First suggestions of held-out notes are as often unsure as sure. */
const percentiles = percentilesOf(Array.from({ length: 1001 }, (_, i) => i / 1000));

/** The share of words with ghost text where probabilities are those of the held-out notes to some power. */
function shown(share: number, power: number): number {
  const random = new Random(7);
  const pace = new GhostPace();
  const words = Array.from({ length: 4000 }, () => {
    const shows = random.uniform(0, 1) ** power >= pace.threshold(share, percentiles);
    pace.wordBegan(shows);
    return shows;
  });
  const later = words.slice(1000);
  return later.filter(Boolean).length / later.length;
}

describe('the pace of ghost text', () => {
  it('is the one wanted where the writing is like the notes, easier or harder', () => {
    for (const power of [1, 0.8, 1.3]) {
      for (const share of [0.1, 0.3, 0.6]) {
        const found = shown(share, power);
        assert.ok(Math.abs(found - share) < 0.03, `${found}, not ${share}, at ${power}`);
      }
    }
  });

  it('is not held where hardly anything is sure: at most twice as many are tried', () => {
    const pace = new GhostPace();
    for (let word = 0; word < 500; word++) pace.wordBegan(0.001 >= pace.threshold(0.2, percentiles));
    assert.equal(pace.threshold(0.2, percentiles), 0.6);
  });

  it('begins anew where another share is wanted', () => {
    const pace = new GhostPace();
    pace.threshold(0.3, percentiles);
    for (let word = 0; word < 100; word++) pace.wordBegan(false);
    assert.ok(pace.threshold(0.3, percentiles) < 0.7);
    assert.equal(pace.threshold(0.5, percentiles), 0.5);
  });

  it('shows at every word, or at none, where that is wanted', () => {
    assert.equal(shown(1, 1), 1);
    const sure = percentilesOf([0.7, 0.9]);
    assert.equal(new GhostPace().threshold(1, sure), 0, 'also what is less sure than anything in the held-out notes');
    assert.ok(shown(0, 1) < 0.002);
  });
});
