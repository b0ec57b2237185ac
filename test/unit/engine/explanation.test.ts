// Why a word is suggested, in numbers that fit together: parts and shares sum to what is suggested, and the network's
// columns are what it says when it is asked alone.

import assert from 'node:assert/strict';
import { finish } from '../../../src/rnn/stepwise';
import { countNotes, NoteCounts } from '../../../src/counts/noteCounts';
import { Answerer, NetworkAnswers } from '../../../src/engine/answerer';
import type { Explanation } from '../../../src/engine/protocol/suggestions';
import { countedSources } from '../../../src/predict/evidence';
import { Arena, measure } from '../../../src/rnn/arena';
import { initialisingWeights } from '../../../src/rnn/initialWeights';
import { parameterList, ParameterSet } from '../../../src/rnn/parameters';
import { countTokens, encodeNotes } from '../../../src/text/corpus';
import { Lexicon } from '../../../src/text/lexicon';
import { tokenizeLine } from '../../../src/text/tokenize';
import { isSpecialId, Vocabulary } from '../../../src/text/vocabulary';
import { addingOtherCases, shapingWords } from '../../../src/text/wordShapes';
import { chinese, english } from '../predict/fromNotes';
import { smallConfig } from '../rnn/harness';
import { trainerFiles } from './builtFiles';

const notes = [...english, ...chinese].map((lines, n) => ({
  path: `${n}.md`,
  sentences: lines.flatMap(tokenizeLine),
}));

/** It does not know the words that occur once; its weights are greater than those that training begins with. */
function newNetwork(): NetworkAnswers {
  const vocabulary = Vocabulary.build(countTokens(notes), { maxSize: 1000, minCount: 2 }, 10);
  const config = smallConfig('lstm', { vocabSize: vocabulary.size, embedSize: 12, hiddenSize: 12 });
  const bytes = measure((arena) => new ParameterSet(arena, parameterList(config)));
  const params = new ParameterSet(new Arena(new ArrayBuffer(bytes)), parameterList(config));
  finish(initialisingWeights(params, config, vocabulary.counts, 1));
  for (const { name } of params.list) {
    if (name !== 'decoder.bias') params.get(name).forEach((value, i, values) => (values[i] = 4 * value));
  }
  return new NetworkAnswers(trainerFiles.kernels, config, vocabulary, 'words', params.flat);
}

function counted(vocabulary?: Vocabulary) {
  const lexicon = Lexicon.over(vocabulary);
  const streams = notes.map((note) => encodeNotes([note], lexicon.growing));
  finish(addingOtherCases(lexicon));
  const words = finish(shapingWords(lexicon));
  const counts = new NoteCounts(countNotes(streams, words), words, streams);
  return { lexicon, counts, vocabulary, notes, noteOf: new Map(notes.map(({ path }, index) => [path, index])) };
}

const network = newNetwork();
const over = counted(network.vocabulary);
const answers = new Answerer(network, over, {});
const softmaxAlone = new Answerer(newNetwork(), over, {}, new Set(countedSources));
const countsAlone = new Answerer(undefined, counted(), {});

function explained(text: string, k = 7, answerer = answers): Explanation {
  const explaining = answerer.explain({ text, format: 'plaintext', k });
  for (;;) {
    const step = explaining.next();
    if (step.done) return step.value!;
  }
}

const suggested = (text: string, k = 7, answerer = answers) =>
  answerer.predict({ text, format: 'plaintext', k }).items.map(({ text: word, probability }) => [word, probability]);

/** To the network. */
const isKnown = (word: string) => !isSpecialId(network.vocabulary.idOf(word));

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const near = (a: number, b: number, tolerance: number, what: string) =>
  assert.ok(Math.abs(a - b) <= tolerance, `${what}: ${a} and ${b}`);

const texts = [
  '',
  'The ',
  'We walked to the ',
  'We walked to the r',
  'We saw Quentin. Then Q',
  'The garden.\nWe walked.\n',
  'In Paris, ',
  '我昨天上',
  '我昨天上学',
  '等了 15 ',
];

describe('an explanation', () => {
  for (const text of texts) {
    it(`has the words that are suggested, and what is left sums with them to one: “${text}”`, () => {
      const { words, rest } = explained(text);
      assert.deepEqual(
        words.map((word) => [word.text, word.probability]),
        suggested(text),
      );
      const total = sum(words.map(({ probability }) => probability)) + rest.words + rest.unsuggested;
      near(total, 1, 1e-4, 'sum');
      assert.ok(rest.words >= 0 && rest.unsuggested >= -1e-9);
    });

    it(`takes each word's probability apart: “${text}”`, () => {
      const { words } = explained(text);
      assert.ok(words.length > 0);
      for (const { text: word, mixture, parts } of words) {
        near(sum(parts.map(({ lambda }) => lambda)), 1, 1e-6, `${word}: λ`);
        near(sum(parts.map(({ share }) => share)), 1, 1e-4, `${word}: shares`);
        near(sum(parts.map(({ lambda, probability }) => lambda * probability)), mixture, 1e-6, `${word}: Σ λ P`);
        for (const part of parts) near(part.share, (part.lambda * part.probability) / mixture, 1e-6, part.name);
      }
    });

    it(`says what the network alone says: “${text}”`, () => {
      const { words, networkEntropy } = explained(text, 1000);
      const alone = new Map(suggested(text, 1000, softmaxAlone) as [string, number][]);
      let compared = 0;
      for (const { text: word, network: columns } of words) {
        const said = alone.get(word);
        if (said === undefined) continue;
        near(columns!.withAll.probability, said, 1e-5, word);
        compared++;
      }
      // Only of a word that no note holds it knows nothing.
      assert.ok(compared > 0 || text.includes('Quentin'));
      near(networkEntropy!, explained(text, 1, softmaxAlone).entropy, 1e-4, 'entropy');
    });
  }

  it('of a line that begins: with the last word and with nothing the network knows the same', () => {
    const { words } = explained('We walked to the garden.\n');
    const empty = new Map(suggested('', 1000, softmaxAlone) as [string, number][]);
    for (const { text, network: columns } of words) {
      assert.deepEqual(columns!.withLastWord, columns!.withNothing);
      if (isKnown(text)) near(columns!.withNothing.probability, empty.get(text)!, 1e-5, text);
    }
    assert.ok(words.some(({ text }) => isKnown(text)));
  });

  it('with the last word only has the network without memory', () => {
    const { words } = explained('We walked to the ', 20);
    const fresh = newNetwork();
    const { vocabulary, model } = fresh;
    const probs = model.nextProbs([vocabulary.idOf('the')]);
    const known = words.filter(({ text }) => isKnown(text));
    assert.ok(known.length >= 3);
    const [first] = known;
    for (const { text, network: columns } of known) {
      const ratio = columns!.withLastWord.probability / first.network!.withLastWord.probability;
      near(ratio, probs[vocabulary.idOf(text)] / probs[vocabulary.idOf(first.text)], 1e-4, text);
    }
    assert.ok(
      known.some(({ network: n }) => Math.abs(n!.withAll.probability / n!.withLastWord.probability - 1) > 0.01),
    );
  });

  it('ranks words by what the network gives them', () => {
    for (const column of ['withAll', 'withLastWord', 'withNothing'] as const) {
      const { words } = explained('We walked to the ', 1000);
      const byRank = words.map(({ network: columns }) => columns![column]).sort((a, b) => a.rank - b.rank);
      assert.equal(byRank[0].rank, 1);
      byRank.forEach(({ probability }, i) => assert.ok(i === 0 || probability <= byRank[i - 1].probability));
    }
  });

  it('has the entropy of the words, and of new ones as if they were one, where nothing else can come', () => {
    const { words, rest, entropy, typed } = explained('We walked to the g', 1000);
    assert.deepEqual(typed, ['g']);
    assert.ok(words.length > 1 && rest.unsuggested < 1e-9);
    const fitting = words.filter(({ text }) => text.startsWith('g')).map(({ probability }) => probability);
    near(sum(fitting) + rest.words, 1, 1e-6, 'sum');
    near(entropy, -sum([...fitting, rest.words].map((p) => p * Math.log2(p))), 1e-6, 'entropy');
  });

  it('is the same whatever is asked in between, and leaves suggestions as they are', () => {
    const undisturbed = texts.map((text) => explained(text));
    texts.forEach((text, i) => {
      const explaining = answers.explain({ text, format: 'plaintext', k: 7 });
      let pauses = 0;
      let step = explaining.next();
      for (; !step.done; step = explaining.next()) {
        pauses++;
        for (const other of texts) suggested(other);
      }
      assert.ok(pauses >= 2);
      assert.deepEqual(step.value, undisturbed[i], text);
    });
  });

  it('has no network where there is none', () => {
    const { words, networkEntropy, entropy } = explained('We walked to the ', 7, countsAlone);
    assert.equal(networkEntropy, undefined);
    assert.ok(words.length > 0 && entropy > 0);
    for (const { network: columns, parts } of words) {
      assert.equal(columns, undefined);
      assert.ok(parts.every(({ name }) => name !== 'network' && name !== 'memory'));
    }
  });

  it('tells the context that the counts have looked at', () => {
    const context = (text: string) => explained(text).words[0].context;
    assert.deepEqual(context('Then we walked to the '), ['we', 'walked', 'to', 'the']);
    assert.deepEqual(context('We saw the bridge. The '), [...context('We saw the bridge. ').slice(-3), 'The']);
    assert.equal(context('The garden.\n').at(-1), '<p>');
  });

  it('tells what may be typed of the word already', () => {
    const typed = (text: string) => explained(text).typed;
    assert.deepEqual([typed('We saw the '), typed('We saw th')], [[''], ['th']]);
    assert.deepEqual(typed('我昨天上'), ['上', '昨天上', '']);
    const words = explained('我昨天上', 20).words;
    assert.equal(words.find(({ text }) => text === '上学')!.typed, '上');
    assert.ok(words.every((word) => word.text.toLowerCase().startsWith(word.typed)));
  });

  it('is of no code', () => {
    const step = answers.explain({ text: 'Words.\n\n```\nlet x', format: 'markdown', k: 3 }).next();
    assert.deepEqual(step, { done: true, value: undefined });
  });
});
