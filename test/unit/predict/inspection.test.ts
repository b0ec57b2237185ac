// A text as the network reads it: the same numbers whichever way it is asked, what is near first, and nothing twice.

import assert from 'node:assert/strict';
import { scalarKernels } from '../../../src/kernels/scalar';
import type { InspectedPart, InspectedToken, ParagraphOutline, TextOutline } from '../../../src/predict/answers';
import { inspectedTokens, Inspection, type TextToInspect } from '../../../src/predict/inspection';
import { LanguageModel } from '../../../src/predict/languageModel';
import { TextReader } from '../../../src/predict/reading';
import { wholeText } from '../../../src/predict/textOutline';
import { Arena, measure } from '../../../src/rnn/arena';
import type { NetworkConfig } from '../../../src/rnn/config';
import { flatLength, parameterList } from '../../../src/rnn/parameters';
import { Random } from '../../../src/rnn/random';
import { Vocabulary } from '../../../src/text/vocabulary';

const words = ['the', 'river', 'cat', 'runs', 'to', '.', '. ', '我', '昨天', '上学', '。'];
const counts = new Map(words.map((word, index) => [word, words.length - index]));
const vocabulary = Vocabulary.build(counts, { maxSize: 100, minCount: 1 });
const config: NetworkConfig = {
  cell: 'lstm',
  activation: 'tanh',
  vocabSize: vocabulary.size,
  embedSize: 6,
  hiddenSize: 8,
  numLayers: 2,
  tied: false,
};

function weights(seed: number): Float32Array {
  const random = new Random(seed);
  return Float32Array.from({ length: flatLength(parameterList(config)) }, () => random.uniform(-1, 1));
}

/** Counts every softmax. */
class CountingModel extends LanguageModel {
  softmaxes = 0;

  override probsAfter(...args: Parameters<LanguageModel['probsAfter']>): Float32Array {
    this.softmaxes++;
    return super.probsAfter(...args);
  }
}

function setUp() {
  const layout = (arena: Arena) => new CountingModel(arena, scalarKernels, config);
  const model = layout(new Arena(new ArrayBuffer(measure(layout))));
  model.use(weights(1));
  return { model, inspection: new Inspection(model, vocabulary, 'words') };
}

const plain = (text: string, changes: Partial<TextToInspect> = {}): TextToInspect => {
  return { ...wholeText(text), format: 'plaintext', k: 3, ...changes };
};

function outlined(parts: readonly (InspectedPart | undefined)[]): TextOutline {
  const first = parts.find((part) => part !== undefined);
  assert.ok(first && 'paragraphs' in first);
  return first;
}

function outlineOf(parts: readonly (InspectedPart | undefined)[]): readonly ParagraphOutline[] {
  return outlined(parts).paragraphs;
}

const texts = (tokens: readonly { text: string }[]) => tokens.map(({ text }) => text);

const lines = [
  'the river runs to the cat. the cat runs.',
  '我昨天上学。the cat',
  ...Array.from(
    { length: 12 },
    (_, line) => `the river runs to ${'the cat runs to the river '.repeat(1 + (line % 4))}.`,
  ),
];
const text = lines.join('\n\n');

describe('inspection', () => {
  it('gives each token the probability that the network gives it after the whole text before it', () => {
    const { model, inspection } = setUp();
    const tokens = inspectedTokens(inspection.read(plain(text)));
    const { inputs, targets } = new TextReader(vocabulary, 'words').readLines(lines);
    assert.equal(tokens.length, inputs.length);
    tokens.forEach((token, i) => {
      const probs = model.nextProbs(inputs.slice(0, i + 1));
      const id = targets[i] ?? 3;
      assert.equal(token.probability, probs[id]);
      assert.ok(Math.abs(token.logprob - Math.log(probs[id])) < 1e-6);
      assert.equal(
        token.rank,
        1 + [...probs].filter((p, other) => p > probs[id] || (p === probs[id] && other < id)).length,
      );
      assert.equal(token.top[0].probability, Math.max(...probs));
    });
  });

  it('tells probabilities that sum to one over the vocabulary', () => {
    const { inspection } = setUp();
    for (const { top } of inspectedTokens(inspection.read(plain(lines[1], { k: vocabulary.size })))) {
      assert.equal(top.length, vocabulary.size);
      assert.ok(Math.abs(top.reduce((sum, { probability }) => sum + probability, 0) - 1) < 1e-4);
    }
  });

  it('says first what there is to read and where it stands', () => {
    const source = '# the *river*\n\n- the cat\n- runs. Zebra\n\n```\ncat\n```\n\n我昨天上学。';
    const { inspection } = setUp();
    const parts = [...inspection.read(plain(source, { to: source.length, format: 'markdown' }))];
    const places = outlineOf(parts).map(({ start, tokens }) =>
      tokens.map(({ text, at }) => [text, at && source.slice(start + at[0], start + at[1])]),
    );
    const end = ['</s>', undefined];
    assert.deepEqual(places, [
      [['the', 'the'], ['river', 'river'], end],
      [['the', 'the'], ['cat', 'cat'], end],
      [['runs', 'runs'], ['.', '.'], end, ['Zebra', 'Zebra'], end],
      [['我', '我'], ['昨天', '昨天'], ['上学', '上学'], ['。', '。'], end],
    ]);
    assert.deepEqual(
      texts(inspectedTokens(parts)),
      outlineOf(parts).flatMap(({ tokens }) => texts(tokens)),
    );
  });

  it('reads the paragraph near the caret first, then those around it', () => {
    const { inspection } = setUp();
    const near = text.indexOf(lines[5]) + 3;
    const parts = [...inspection.read(plain(text, { near }))];
    const order = parts.flatMap((part) => (part && 'paragraph' in part ? [part.paragraph] : []));
    assert.deepEqual([...new Set(order)].slice(0, 5), [5, 6, 4, 7, 3]);
    assert.equal(new Set(order).size, lines.length);
    const inOrder = inspectedTokens([...setUp().inspection.read(plain(text))]);
    assert.deepEqual(placed(parts), inOrder);
  });

  it('reads what has not changed only once, and after a change only what follows it', () => {
    const { model, inspection } = setUp();
    const first = inspectedTokens(inspection.read(plain(text)));
    assert.equal(model.softmaxes, first.length);
    assert.deepEqual(inspectedTokens(inspection.read(plain(text))), first);
    assert.equal(model.softmaxes, first.length);
    const changed = text + ' the cat';
    const second = inspectedTokens(inspection.read(plain(changed)));
    assert.deepEqual(second, inspectedTokens(setUp().inspection.read(plain(changed))));
    const again = model.softmaxes - first.length;
    assert.ok(again < 80, `${again} of ${first.length} were read again`);
  });

  it('ends when the weights change while it reads, and has forgotten what the old ones said', () => {
    const { model, inspection } = setUp();
    const parts = inspection.read(plain(text));
    while (!parts.next().value);
    model.use(weights(2));
    inspection.forget();
    assert.deepEqual(inspectedTokens(parts), []);
    const after = inspectedTokens(inspection.read(plain(text)));
    assert.notEqual(after[0].probability, inspectedTokens(setUp().inspection.read(plain(text)))[0].probability);
  });

  it('shows what is selected, read after all that stands before it', () => {
    const { inspection } = setUp();
    const whole = placed([...inspection.read(plain(text))]);
    const from = text.indexOf('runs to the cat') + 2;
    const to = text.indexOf('昨天') + 1;
    const parts = [...inspection.read(plain(text, { from, to }))];
    const shown = placed(parts);
    assert.deepEqual(texts(shown).slice(0, 3), ['runs', 'to', 'the']);
    assert.equal(shown.at(-1)!.text, '昨天');
    const start = whole.findIndex(({ text }) => text === 'runs');
    assert.deepEqual(shown, whole.slice(start, start + shown.length));
    assert.equal(outlined(parts).whole, true);
  });

  it('stops at as many tokens as are wanted, and says so', () => {
    const { inspection } = setUp();
    const parts = [...inspection.read(plain(text, { near: text.length, most: 30 }))];
    const outline = outlined(parts);
    assert.equal(outline.whole, false);
    const count = inspectedTokens(parts).length;
    assert.ok(count >= 30 && count < 80, String(count));
    assert.equal(outline.paragraphs.at(-1)!.start, text.lastIndexOf('\n') + 1);
  });

  it('gives others a moment between any few tokens', () => {
    const { inspection, model } = setUp();
    let last = 0;
    for (const part of inspection.read(plain('the cat runs to the river '.repeat(50), { near: 0 }))) {
      assert.ok(model.softmaxes - last <= 16);
      if (part === undefined) last = model.softmaxes;
    }
    assert.ok(last > 200);
  });

  it('says nothing of a text without prose', () => {
    const { inspection } = setUp();
    const parts = [...inspection.read(plain('```\ncat\n```', { format: 'markdown' }))];
    assert.deepEqual(outlined(parts), { paragraphs: [], whole: true });
  });
});

/** Tokens in the order of the text. */
function placed(parts: readonly (InspectedPart | undefined)[]): InspectedToken[] {
  const paragraphs: InspectedToken[][] = outlineOf(parts).map(() => []);
  for (const part of parts) {
    if (!part || 'paragraphs' in part) continue;
    part.tokens.forEach((token, i) => (paragraphs[part.paragraph][part.from + i] = token));
  }
  return paragraphs.flat();
}
