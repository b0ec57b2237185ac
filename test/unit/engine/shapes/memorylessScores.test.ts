import assert from 'node:assert/strict';
import { scoreBags, scoreMemoryless } from '../../../../src/engine/shapes/memorylessScores';

const examples = (...lines: string[]) =>
  lines.map((line) => {
    const [label, ...source] = line.split(' ');
    return { source, targets: [label], place: '' };
  });

describe('scores of bags of words', () => {
  const train = examples('good fine day', 'good fine and lovely', 'bad dull day', 'bad dull and grey');

  it('are the shares of texts whose label is found from its words', () => {
    const held = examples('good lovely', 'bad grey', 'bad fine', 'good fine');
    assert.deepEqual(scoreBags(train, held), { naiveBayes: 75, logisticRegression: 75, presenceRegression: 75 });
  });

  it('cannot tell apart what differs in the order of words alone', () => {
    const ordered = examples('good up down', 'bad down up', 'good up down', 'bad down up');
    assert.deepEqual(scoreBags(ordered, ordered), { naiveBayes: 50, logisticRegression: 50, presenceRegression: 50 });
  });
});

describe('scores without memory', () => {
  const spaces = { unit: 'spaces', folded: false } as const;
  const cuts = { source: spaces, target: spaces };
  const pair = (source: string, targets: string) => {
    return { source: source.split(' '), targets: targets.split(' '), place: '' };
  };

  it('give each token the label that it has most often, and a new one the most frequent of all', () => {
    const train = [
      pair('the bank opens', 'D N V'),
      pair('we bank on the bank', 'P V P D N'),
      pair('the dog', 'D N'),
      pair('dogs', 'N'),
    ];
    // bank is right as N, wrong as V; "cat" is new: N is most frequent.
    const held = [pair('the bank', 'D N'), pair('we bank', 'P V'), pair('the cat', 'D N')];
    const scores = scoreMemoryless({ shape: 'tag', several: false }, train, held, cuts);
    assert.deepEqual(scores, { memorylessAccuracy: 83.33 });
  });

  it('translate word by word', () => {
    const train = [pair('das Haus', 'the house'), pair('das Buch', 'the book'), pair('ein Buch', 'a book')];
    const held = [pair('ein Haus', 'a house'), pair('ein Buch', 'book a')];
    const scores = scoreMemoryless({ shape: 'pairs', several: false }, train, held, cuts);
    assert.equal(scores.memorylessExact, 50);
    assert.ok(scores.memorylessChrf > 50 && scores.memorylessChrf < 100);
  });
});
