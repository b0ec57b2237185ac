// What predictions remember, as the engine answers it: the steps as they stand in the text, numbers that do not depend on
// what is asked in between, and never half of them from other weights.

import assert from 'node:assert/strict';
import { NetworkAnswers } from '../../../src/engine/answerer';
import type { Memory, MemoryRequest } from '../../../src/engine/protocol/inspection';
import { inspectedTokens } from '../../../src/predict/inspection';
import { wholeText } from '../../../src/predict/textOutline';
import type { CellKind, NetworkConfig } from '../../../src/rnn/config';
import { flatLength, parameterList } from '../../../src/rnn/parameters';
import { Random } from '../../../src/rnn/random';
import { countTokens } from '../../../src/text/corpus';
import { tokenizeLine } from '../../../src/text/tokenize';
import { Vocabulary } from '../../../src/text/vocabulary';
import { trainerFiles } from './builtFiles';

const text = 'We walked down to the river. Anna said: 我昨天上学迟到了。';
const vocabulary = Vocabulary.build(countTokens([{ path: 'a', sentences: tokenizeLine(text) }]), {
  maxSize: 100,
  minCount: 1,
});

function weightsOf(config: NetworkConfig, seed: number, most = 0.4): Float32Array {
  const random = new Random(seed);
  return Float32Array.from({ length: flatLength(parameterList(config)) }, () => random.uniform(-most, most));
}

function networkOf(cell: CellKind, seed = 1): { answers: NetworkAnswers; config: NetworkConfig } {
  const sizes = { vocabSize: vocabulary.size, embedSize: 24, hiddenSize: 24, numLayers: 2 };
  const config: NetworkConfig = { cell, activation: 'tanh', tied: true, ...sizes };
  return {
    answers: new NetworkAnswers(trainerFiles.kernels, config, vocabulary, 'words', weightsOf(config, seed)),
    config,
  };
}

function ask(before: string, k = 3): MemoryRequest {
  return { text: before, format: 'markdown', k };
}

/** @param between done at each of the times when others may be answered. */
function remembered(answers: NetworkAnswers, request: MemoryRequest, between?: (time: number) => void): Memory {
  const work = answers.memory(request);
  for (let time = 0; ; time++) {
    const { done, value } = work.next();
    if (done) return value!;
    between?.(time);
  }
}

const words = (memory: Memory) => memory.steps.map(({ text: word }) => word);

describe('what predictions remember', () => {
  it('is told for every word before the cursor, latest first, unknown ones by their own name', () => {
    const { answers } = networkOf('lstm');
    const { steps } = remembered(answers, ask('**We** walked. Anna walked to the lighthouse, '));
    const expected = [', ', 'lighthouse', 'the', 'to', 'walked', 'Anna', '<s>', '. ', 'walked', 'We', '<p>'];
    assert.deepEqual(
      steps.map((step) => step.text.trim()),
      expected.map((word) => word.trim()),
    );
    assert.deepEqual(
      steps.filter(({ unknown }) => unknown).map((step) => step.text.trim()),
      [',', 'lighthouse'],
    );
  });

  it('leaves out a word that is being typed, and takes Chinese ones for finished', () => {
    const { answers } = networkOf('gru');
    assert.deepEqual(words(remembered(answers, ask('Anna walked to the riv'))).slice(0, 2), ['the', 'to']);
    assert.deepEqual(words(remembered(answers, ask('我昨天上学'))), ['上学', '昨天', '我', '<p>']);
    assert.deepEqual(words(remembered(answers, ask(''))), ['<p>']);
  });

  it('has nothing to tell in code', () => {
    const { answers } = networkOf('rnn');
    assert.equal(answers.memory(ask('```\nwalked to ')).next().value, undefined);
    assert.equal(answers.memory(ask('```\nwalked to ')).next().done, true);
  });

  for (const cell of ['rnn', 'gru', 'lstm'] as const) {
    it(`explains the words that the network expects most, with their probabilities: ${cell}`, () => {
      const { answers } = networkOf(cell);
      const memory = remembered(answers, ask('We walked to the ', 4));
      const request = { ...wholeText('We walked to the river'), format: 'plaintext', k: 4 } as const;
      const { top } = inspectedTokens(answers.inspect(request))[4];
      assert.deepEqual(
        memory.words.map(({ text: word, probability }) => ({ text: word, probability })),
        top,
      );
      for (const { states, bounds, inputs, layers } of memory.words) {
        assert.deepEqual(
          [states, bounds, inputs, ...layers].map(({ length }) => length),
          [5, 5, 5, 5, 5],
        );
        states.forEach((norm, k) => assert.ok(norm > 0 && norm <= 1.001 * bounds[k]));
      }
    });
  }

  it('looks back 60 steps at most, and says from where on little is left', () => {
    const { answers, config } = networkOf('rnn');
    answers.use(weightsOf(config, 1, 0.2));
    const { steps, words: expected } = remembered(answers, ask('Anna walked to the river. '.repeat(20)));
    assert.equal(steps.length, 61);
    for (const { states, fadedAt, left } of expected) {
      const share = (k: number) => states[k] / states[0];
      assert.ok(share(fadedAt!) < 0.01 && share(fadedAt! - 1) >= 0.01);
      assert.equal(left, share(60));
    }
  });

  it('is the same whatever the network is asked in between', () => {
    const { answers } = networkOf('lstm');
    const request = ask('We walked down to the ');
    const undisturbed = remembered(answers, request);
    const disturbed = remembered(answers, request, (time) => answers.model.nextProbs([time % vocabulary.size, 5, 7]));
    assert.deepEqual(disturbed, undisturbed);
    const other = answers.memory(ask('Anna said: '));
    assert.deepEqual(
      remembered(answers, request, () => other.next()),
      undisturbed,
    );
  });

  it('is that of the new weights where others come in between', () => {
    const { answers, config } = networkOf('lstm');
    const request = ask('We walked down to the ');
    const weights = weightsOf(config, 2);
    const changed = remembered(answers, request, (time) => {
      if (time === 20) answers.use(weights);
    });
    assert.deepEqual(changed, remembered(networkOf('lstm', 2).answers, request));
    assert.notDeepEqual(changed, remembered(networkOf('lstm', 1).answers, request));
  });

  it('is plain data: it survives the way between processes', () => {
    const memory = remembered(networkOf('gru').answers, ask('We walked '));
    assert.deepEqual(JSON.parse(JSON.stringify(memory)).words[0].states, memory.words[0].states);
    assert.deepEqual(Object.keys(memory.words[0]).sort(), [
      'bounds',
      'fadedAt',
      'inputs',
      'layers',
      'left',
      'most',
      'probability',
      'states',
      'text',
    ]);
  });
});
