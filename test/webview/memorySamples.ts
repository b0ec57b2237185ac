// What an engine might say of the words that a prediction remembers: gradients that fade as they do in an LSTM and in a
// vanilla RNN, one that explodes, in English and Chinese. Made without chance, so that every run sees the same.

import type { Memory, MemoryStep, RememberedWord } from '../../src/engine/protocol/inspection';
import type { MemoryShown } from '../../src/inspector/protocol';

const sentence =
  '<p> In the evening I walked down to the river , <s> where the old theodolite stood . <s> I had left my';
const chineseSentence = '<p> 我 昨天 上学 迟到 了 ， <s> 因为 路上 下 着 大雨 。 <s> 老师 没有 生气 ， 只 让 我 把';

/** Latest first; theodolite is a word that the vocabulary does not hold. */
function stepsOf(text: string): MemoryStep[] {
  return text
    .split(' ')
    .map((token) => ({ text: token === ',' ? ', ' : token, unknown: token === 'theodolite' }))
    .reverse();
}

export interface Fading {
  /** What is left of the gradient after each step. */
  readonly factor: number;
  /** What the norm of a step's Jacobian is. */
  readonly stretch: number;
  readonly layers?: number;
  readonly memoryCell?: boolean;
}

export function rememberedWord(
  text: string,
  probability: number,
  count: number,
  { factor, stretch, layers = 1, memoryCell = true }: Fading,
): RememberedWord {
  const norms = Array.from({ length: count }, (_, k) => 0.8 * factor ** k);
  const shares = norms.map((norm) => norm / norms[0]!);
  const fadedAt = shares.findLastIndex((share) => share >= 0.01) + 1;
  const most = Math.max(...shares);
  return {
    text,
    probability,
    layers: Array.from({ length: layers }, (_, l) =>
      norms.map((norm, k) => {
        // The loss knows of the last state only the top layer's.
        const own = l < layers - 1 && k === 0 ? 0 : norm / Math.sqrt(layers);
        return { h: own * (memoryCell ? 0.6 : 1), c: memoryCell ? own * 0.8 : undefined, state: own };
      }),
    ),
    states: norms,
    bounds: norms.map((_, k) => norms[0]! * stretch ** k),
    // Some words matter more than their distance tells.
    inputs: norms.map((norm, k) => norm * (1.2 + Math.sin(k * 2.1 + text.length))),
    fadedAt: fadedAt < count ? fadedAt : undefined,
    left: shares.at(-1)!,
    most: { k: shares.indexOf(most), share: most },
  };
}

function memoryOf(text: string, words: readonly string[], fading: Fading): Memory {
  const steps = stepsOf(text);
  return {
    steps,
    words: words.map((word, i) =>
      rememberedWord(word, 0.21 / (i + 1), steps.length, { ...fading, factor: fading.factor - 0.03 * i }),
    ),
  };
}

const expected = ['umbrella', 'books', 'house', '<unk>', '</s>'];

export const lstmMemory = memoryOf(sentence, expected, { factor: 0.86, stretch: 1.15 });
export const rnnMemory = memoryOf(sentence, expected, { factor: 0.5, stretch: 0.8, memoryCell: false });
export const explodingMemory = memoryOf(sentence, expected, { factor: 1.4, stretch: 1.9, memoryCell: false });
export const twoLayerMemory = memoryOf(sentence, expected, { factor: 0.8, stretch: 1.3, layers: 2 });
export const chineseMemory = memoryOf(chineseSentence, ['课文', '作业', '书', '<unk>'], { factor: 0.82, stretch: 1.1 });

/** As far as the view ever looks back. */
export const longMemory = memoryOf(
  Array.from({ length: 61 }, (_, i) => sentence.split(' ')[i % 23]!).join(' '),
  expected,
  { factor: 0.88, stretch: 1.2 },
);

export function memoryShown(memory: Memory, title = 'diary.md, line 12'): MemoryShown {
  return { tab: 'memory', title, memory };
}
