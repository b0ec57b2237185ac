// Where the caret stands, in steps of the network: behind the last word that is finished before it.

import assert from 'node:assert/strict';
import { readPlace } from '../../../src/predict/place';
import { TextReader } from '../../../src/predict/reading';
import { proseLines } from '../../../src/text/prose';
import { Vocabulary } from '../../../src/text/vocabulary';

const vocabulary = Vocabulary.build(new Map([['river', 3]]), { maxSize: 10, minCount: 1 });

/** The step at the caret, which is written | in the text. */
function stepAt(marked: string): [reads: string, predicts: string | undefined] {
  const [upTo, rest] = marked.split('|');
  const lines = (text: string) => proseLines(text, 'markdown');
  const reader = new TextReader(vocabulary, 'words');
  const { inputs, targets, at } = readPlace(reader, vocabulary, [], lines(upTo + rest), lines(upTo));
  return [inputs[at].text, targets.at(at)?.text];
}

describe('the place of the caret', () => {
  for (const [marked, reads, predicts] of [
    ['|The river rose.', '<p>', 'The'],
    ['Th|e river rose.', '<p>', 'The'],
    ['The| river rose.', 'The', 'river'],
    ['The |river rose.', 'The', 'river'],
    ['The riv|er rose.', 'The', 'river'],
    ['The river rose|.', 'rose', '.'],
    ['The river rose.| It fell.', '.', '</s>'],
    ['The river rose. |It fell.', '.', '</s>'],
    ['The river rose. I|t fell.', '<s>', 'It'],
    ['The **river** r|ose.', 'river', 'rose'],
    ['- The river\n- ro|se.', '<p>', 'rose'],
    ['我昨天|上学迟到了。', '昨天', '上学'],
    ['我昨|天上学迟到了。', '我', '昨天'],
  ] as const) {
    it(`${marked.replace('\n', '⏎')}: reads ${reads}, predicts ${predicts}`, () => {
      assert.deepEqual(stepAt(marked), [reads, predicts]);
    });
  }

  it('at the end of the paragraph: what follows is open', () => {
    assert.deepEqual(stepAt('The river|'), ['river', undefined]);
    assert.deepEqual(stepAt('The river |'), ['river', undefined]);
  });

  it('knows which words the vocabulary does not hold, by their own spelling', () => {
    const reader = new TextReader(vocabulary, 'words');
    const { inputs } = readPlace(reader, vocabulary, ['Before it.'], ['The river'], []);
    assert.deepEqual(
      inputs.map(({ text, unknown }) => [text, unknown]),
      [
        ['<p>', false],
        ['The', true],
        ['river', false],
      ],
    );
  });
});
