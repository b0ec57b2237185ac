import assert from 'node:assert/strict';
import { lineStarts, lineStartStream } from '../../../src/counts/lineStarts';
import { NgramModel } from '../../../src/counts/kneserNey';
import { lineStart } from '../../../src/text/vocabulary';
import { countText } from './countedText';

describe('how lines begin', () => {
  const text = countText(['Eat: bread. Good.', 'Drink: tea', 'Sleep: badly', 'Eat: rice']);
  const { id } = text;
  const stream = text.streams[0];

  it('is the first word of each line after that of the line before', () => {
    const starts = ['Eat', 'Drink', 'Sleep', 'Eat'].map(id);
    assert.deepEqual(lineStarts(stream.inputs, stream.targets), { inputs: [lineStart, ...starts], targets: starts });
  });

  it('leaves out the line that is just begun, and sentences that begin no line', () => {
    const inputs = [...stream.inputs, lineStart];
    assert.deepEqual(lineStarts(inputs, stream.targets), lineStarts(stream.inputs, stream.targets));
    assert.ok(!lineStarts(inputs, stream.targets).targets.includes(id('Good')));
  });

  it('of no text is the mark of a line and nothing after it', () => {
    assert.deepEqual(lineStarts([], []), { inputs: [lineStart], targets: [] });
    assert.deepEqual(lineStarts([lineStart], []), { inputs: [lineStart], targets: [] });
  });

  it('is a stream to count: after a line that began so, the next one', () => {
    const { inputs, targets } = lineStartStream(stream);
    assert.deepEqual(Array.from(inputs), [lineStart, ...['Eat', 'Drink', 'Sleep'].map(id)]);
    assert.deepEqual(Array.from(targets), ['Eat', 'Drink', 'Sleep', 'Eat'].map(id));
    const model = NgramModel.build([{ inputs, targets }], text.words.texts.length, 3);
    const after = (word: string) => (next: string) => model.prob([lineStart, id('Eat'), id(word)], id(next));
    assert.ok(after('Drink')('Sleep') > after('Drink')('Eat'));
  });
});
