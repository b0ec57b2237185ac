// What the engine might say of a network and its words: states, gates and vectors that look like those of a small network.
// Made without chance, so that every run sees the same.

import type {
  EmbeddingAnswer,
  MappedWord,
  NearestAnswer,
  SimilarPlaces,
  TriedStepAnswer,
  Unrolled,
} from '../../src/engine/protocol/inspection';
import type { CellKind } from '../../src/rnn/config';
import type { NetworkShown, ToView, WordsShown } from '../../src/inspector/protocol';

/** A number in [−1, 1) that depends on its arguments alone. */
function noise(...of: readonly number[]): number {
  const x = Math.sin(of.reduce((sum, value, i) => sum + value * (12.9898 + 65.233 * i), 0.5)) * 43758.5453;
  return 2 * (x - Math.floor(x)) - 1;
}

const rounded = (value: number) => Math.round(value * 1e4) / 1e4;
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

const gateCount: Readonly<Record<CellKind, number>> = { rnn: 1, gru: 3, lstm: 4 };

export interface UnrolledOptions {
  readonly cell?: CellKind;
  readonly hiddenSize?: number;
  readonly numLayers?: number;
  readonly words?: readonly string[];
  /** The caret stands after so many words. */
  readonly at?: number;
}

const usualWords = ['I', 'walked', 'down', 'to', 'the', 'river', ', ', 'where'];

/** A step for the beginning and one for each word; nothing follows the last. */
export function unrolled(options: UnrolledOptions = {}): Unrolled {
  const { cell = 'lstm', hiddenSize: H = 64, numLayers = 1, words = usualWords, at = words.length - 2 } = options;
  const range = (length: number, value: (i: number) => number) => Array.from({ length }, (_, i) => rounded(value(i)));
  const texts = ['<p>', ...words];
  const V = 8192;
  const input = (text: string, t: number) => ({ text, id: t === 0 ? 2 : 40 + text.length * 97 + t, unknown: false });
  const steps = texts.map((text, t) => ({
    input: input(text, t),
    embedding: range(H, (i) => 0.4 * noise(i, text.length, t)),
    layers: Array.from({ length: numLayers }, (_, l) => ({
      h: range(H, (i) => Math.tanh(1.6 * noise(i, t, l) * noise(i, l))),
      c: cell === 'lstm' ? range(H, (i) => 2 * noise(i, t, l)) : [],
      gates: Array.from({ length: gateCount[cell] }, (_, g) =>
        range(H, (i) => {
          const a = 3 * noise(i, t, l, g);
          if (cell === 'rnn') return a;
          return (cell === 'lstm' && g === 2) || (cell === 'gru' && g === 2) ? Math.tanh(a) : sigmoid(a);
        }),
      ),
    })),
    top: ['the', 'river', 'was', ', ', '</s>', '<unk>', 'house', 'of', 'and', 'a'].map((word, i) => ({
      text: word,
      logit: 7 - 0.6 * i,
      probability: 0.28 * 0.6 ** i,
    })),
    target:
      t === texts.length - 1 ? undefined : { ...input(texts[t + 1]!, t + 1), rank: 1 + t * 7, logprob: -0.8 - 0.7 * t },
  }));
  const G = gateCount[cell] * H;
  const tensors = [
    { name: 'encoder.weight', shape: [V, H], frobenius: 61.2, spectral: [] },
    ...Array.from({ length: numLayers }, (_, l) => [
      { name: `rnn.weight_ih_l${l}`, shape: [G, H], frobenius: 14.3, spectral: [] },
      { name: `rnn.weight_hh_l${l}`, shape: [G, H], frobenius: 12.8, spectral: range(G / H, (g) => 1.6 + 0.3 * g) },
    ]).flat(),
    { name: 'decoder.bias', shape: [V], frobenius: 310.5, spectral: [] },
  ];
  const config = {
    cell,
    activation: 'tanh',
    vocabSize: V,
    embedSize: H,
    hiddenSize: H,
    numLayers,
    tied: true,
  } as const;
  return { config, tensors, steps, at };
}

export function networkShown(options: UnrolledOptions = {}): NetworkShown {
  return { tab: 'network', title: 'diary.md, line 12', unrolled: unrolled(options) };
}

export const tried: TriedStepAnswer = {
  tokens: usualWords,
  lossBefore: usualWords.map((_, t) => 5.1 - 0.3 * t),
  lossAfter: usualWords.map((_, t) => 3.9 - 0.35 * t),
  arriving: [usualWords.map((_, t) => 0.02 + 0.01 * t)],
  gradNorm: 1.284,
  gradClip: 0.5,
  learningRate: 0.003,
  parameters: [
    { name: 'encoder.weight', shape: [8192, 64], gradNorm: 0.91, updateNorm: 0.43 },
    { name: 'rnn.weight_hh_l0', shape: [256, 64], gradNorm: 0.052, updateNorm: 0.38 },
  ],
};

export const similar: SimilarPlaces = {
  units: [3, 8, 17],
  read: 20_000,
  places: [
    {
      file: '/notes/diary/2025-03-02.md',
      line: 5,
      column: 37,
      before: 'In the evening we went back to the ',
      word: 'harbour',
      after: ', where the boats lay',
      shared: 9,
      either: 11,
      likeness: 9 / 11,
    },
    {
      file: '/notes/日记/2024-03-04.md',
      line: 12,
      column: 6,
      before: '我昨天去了',
      word: '公园',
      after: '，天气很好',
      shared: 7,
      either: 12,
      likeness: 7 / 12,
    },
  ],
};

const names = ['river', 'house', 'garden', 'window', '我们', 'morning', '昨天', 'walked', 'said', 'was'];

/** Words in clouds, as embeddings have them. */
export function embedding(count = 300): EmbeddingAnswer {
  const words = Array.from({ length: count }, (_, i): MappedWord => {
    const cloud = i % 5;
    const x = rounded(3 * noise(cloud, 1) + noise(i, 2) * noise(i, 3));
    const y = rounded(2 * noise(cloud, 4) + noise(i, 5) * noise(i, 6));
    return { text: i < names.length ? names[i]! : `word${i}`, id: 4 + i, count: 5000 - 10 * i, x, y };
  });
  return { words, explained: [0.083, 0.041], embedSize: 256 };
}

/** @param place in the order of frequency. */
export function nearest(place = 0, text?: string): NearestAnswer {
  const { words } = embedding();
  const word = words[place]!;
  const near = words.filter(({ id }) => id !== word.id).slice(0, 20);
  return { text: text ?? word.text, word, nearest: near.map((one, i) => ({ ...one, cosine: 0.92 - 0.04 * i })) };
}

export function wordsShown(place = 0): WordsShown {
  return { tab: 'words', embedding: embedding(), nearest: nearest(place) };
}

/** Everything that the two tabs can show. */
export const networkMessages: readonly ToView[] = [
  { type: 'shown', shown: networkShown() },
  { type: 'answer', answer: { kind: 'tryStep', tried } },
  { type: 'answer', answer: { kind: 'similar', found: similar } },
];

export const wordsMessages: readonly ToView[] = [{ type: 'shown', shown: wordsShown() }];
