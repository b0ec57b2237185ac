// What an engine might say: losses that fall and flatten with noise, statuses, and paragraphs in English and Chinese with
// probabilities such as a small network gives. Made without chance, so that every run sees the same.

import type { InspectedToken, ParagraphOutline } from '../../src/engine/protocol/inspection';
import type { TrainingStatus } from '../../src/engine/protocol/training';
import type { ModelSummary, Tab, ToView } from '../../src/inspector/protocol';
import { joinedText } from '../../src/text/tokenize';
import { memoryShown, twoLayerMemory } from './memorySamples';
import { networkMessages, wordsMessages } from './networkSamples';
import { nextSamples } from './nextSamples';
import { englishShorthand } from './shorthandSamples';
import { englishReasons, tagsShown } from './tagSamples';
import { trainingSamples } from './trainingSamples';

export const model: ModelSummary = {
  cell: 'lstm',
  hiddenSize: 256,
  numLayers: 2,
  vocabSize: 8192,
  validPerplexity: 142.4,
  resumable: false,
};

export const training: TrainingStatus = {
  state: 'training',
  paused: false,
  progress: {
    fraction: 0.424,
    epoch: 3.4,
    tokensSeen: 1_240_000,
    trainLoss: 4.5,
    validPerplexity: 131.2,
    wordsPerSecond: 41_300,
    elapsedSeconds: 128,
    secondsLeft: 174,
  },
};

/** A token that the network gave `probability`, as the word of that rank; `others` in the order of theirs. */
export function token(text: string, probability: number, rank: number, others: readonly string[] = []): InspectedToken {
  return {
    text,
    probability,
    logprob: Math.log(probability),
    rank,
    unknown: false,
    top: topWords(text, probability, rank, others),
  };
}

/** Ten words: the one that stands there at its rank, if it is so high, likelier ones before it, less likely ones after. */
function topWords(text: string, probability: number, rank: number, others: readonly string[]) {
  const words = others.filter((other) => other !== text);
  if (rank <= words.length) words.splice(rank - 1, 0, text);
  const falling = (index: number) => (index + 1) ** -1.1;
  const scale = rank <= words.length ? Math.min(probability / falling(rank - 1), 0.33) : 0.16;
  return words.slice(0, 10).map((word, index) => {
    const share =
      index < rank ? Math.max(scale * falling(index), probability) : scale * falling(index) * (1 - probability);
    return { text: word, probability: word === text ? probability : share };
  });
}

export function unknown(
  text: string,
  probability: number,
  rank: number,
  others: readonly string[] = [],
): InspectedToken {
  return { ...token('<unk>', probability, rank, others), text, unknown: true };
}

const nouns = ['river', 'house', 'garden', 'window', 'station', 'morning', 'market', 'same', 'old', '<unk>'];
const verbs = ['was', 'had', 'would', 'could', 'did', 'is', 'thought', 'went', 'said', '</s>'];
const marks = [', ', '. ', '</s>', ' and', '; ', ': ', 'again', 'with', 'in', ' ('];

export const english: readonly InspectedToken[] = [
  token('In', 0.031, 6, nouns),
  token('the', 0.342, 1, nouns),
  token('evening', 0.018, 9, nouns),
  token('I', 0.12, 2, verbs),
  token('walked', 0.0021, 61, verbs),
  token('down', 0.061, 3, marks),
  token('to', 0.38, 1, marks),
  token('the', 0.61, 1, nouns),
  token('river', 0.0893, 3, nouns),
  token(', ', 0.17, 2, marks),
  token('where', 0.0046, 31, verbs),
  token('the', 0.22, 1, nouns),
  token('water', 0.012, 14, nouns),
  token('stood', 0.00042, 288, verbs),
  token('higher', 0.00021, 512, marks),
  token('than', 0.47, 1, marks),
  token('I', 0.055, 4, nouns),
  token('remembered', 0.0013, 97, verbs),
  token('</s>', 0.29, 1, marks),
  token('Anna', 0.0008, 190, verbs),
  token('had', 0.096, 2, verbs),
  token('left', 0.011, 12, verbs),
  token('her', 0.073, 3, nouns),
  unknown('theodolite', 0.014, 8, nouns),
  token(' (', 0.0007, 240, marks),
  token('the', 0.13, 2, nouns),
  token('brass', 0.00006, 2210, nouns),
  token('one', 0.034, 5, nouns),
  token(') ', 0.41, 1, marks),
  token('on', 0.083, 2, marks),
  token('the', 0.57, 1, nouns),
  token('bank', 0.0031, 44, nouns),
  token(', ', 0.24, 1, marks),
  token('and', 0.36, 1, verbs),
  token('nobody', 0.0003, 401, nouns),
  token('would', 0.027, 7, verbs),
  token('have', 0.18, 1, verbs),
  token('guessed', 0.00012, 980, verbs),
  token('what', 0.062, 3, marks),
  token('it', 0.14, 2, nouns),
  token('had', 0.071, 4, verbs),
  token('been', 0.33, 1, verbs),
  token('for', 0.049, 4, marks),
  token('</s>', 0.062, 3, marks),
];

const subjects = ['我', '他', '我们', '今天', '她', '这', '昨天', '那', '老师', '</s>'];
const particles = ['了', '的', '，', '。', '着', '过', '在', '去', '一', '</s>'];

export const chinese: readonly InspectedToken[] = [
  token('我', 0.21, 1, subjects),
  token('昨天', 0.032, 5, subjects),
  token('上学', 0.0014, 120, particles),
  token('迟到', 0.00031, 410, particles),
  token('了', 0.62, 1, particles),
  token('，', 0.44, 1, particles),
  token('因为', 0.051, 3, subjects),
  token('路上', 0.0032, 60, subjects),
  token('下', 0.0068, 22, particles),
  token('着', 0.083, 2, particles),
  token('大雨', 0.0097, 16, subjects),
  token('。', 0.38, 1, particles),
  token('</s>', 0.91, 1, particles),
  token('老师', 0.026, 6, subjects),
  token('没有', 0.064, 2, particles),
  token('生气', 0.0042, 38, particles),
  token('，', 0.29, 1, particles),
  token('只', 0.013, 10, subjects),
  token('让', 0.022, 6, subjects),
  token('我', 0.47, 1, subjects),
  token('把', 0.018, 8, particles),
  unknown('课文', 0.011, 13, particles),
  token('抄', 0.00012, 1200, particles),
  token('了', 0.11, 2, particles),
  token('三', 0.034, 4, subjects),
  token('遍', 0.071, 3, particles),
  token('。', 0.53, 1, particles),
  token('</s>', 0.93, 1, particles),
];

interface TextOptions {
  readonly title?: string;
  readonly reading?: number;
  /** Offset in the text, whose paragraphs stand two characters apart. */
  readonly caret?: number;
  readonly whole?: boolean;
}

/** What there is to read in these paragraphs, where it stands in a text that holds nothing else. */
export function outlinesOf(paragraphs: readonly (readonly { readonly text: string }[])[]): ParagraphOutline[] {
  let start = 0;
  return paragraphs.map((tokens) => {
    let text = '';
    let previous: string | undefined;
    const placed = tokens.map((token) => {
      if (token.text === '</s>') return { text: token.text };
      const joined = joinedText(previous, token.text);
      previous = token.text;
      const from = text.length + joined.length - joined.trimStart().length;
      text += joined;
      return { text: token.text, at: [from, Math.max(from + 1, text.trimEnd().length)] as const };
    });
    const outline = { start, tokens: placed };
    start += text.length + 2;
    return outline;
  });
}

/** The messages that show a text: what there is to read, then what the network made of it. */
export function textMessages(
  paragraphs: readonly (readonly InspectedToken[])[],
  { title = 'diary.md', reading = 1, caret = 0, whole = true }: TextOptions = {},
): ToView[] {
  const common = { tab: 'text', reading } as const;
  const outline = { ...common, part: 'outline', title, paragraphs: outlinesOf(paragraphs), whole, caret } as const;
  const parts = paragraphs.map(
    (tokens, paragraph) => ({ ...common, part: 'tokens', paragraph, from: 0, tokens }) as const,
  );
  return [outline, ...parts].map((shown) => ({ type: 'shown', shown }));
}

/** Every tab with something in it. */
export const tabSamples: Readonly<Record<Tab, readonly ToView[]>> = {
  text: textMessages([english, chinese]),
  next: nextSamples,
  training: trainingSamples,
  memory: [{ type: 'shown', shown: memoryShown(twoLayerMemory) }],
  network: networkMessages,
  words: wordsMessages,
  tags: [{ type: 'shown', shown: tagsShown(englishReasons) }],
  shorthand: [{ type: 'shown', shown: englishShorthand }],
};
