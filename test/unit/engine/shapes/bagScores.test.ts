import assert from 'node:assert/strict';
import { scoreBags } from '../../../../src/engine/shapes/bagScores';

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
