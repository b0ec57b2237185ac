// Explanations such as an engine gives: made of sources that say something and are trusted somewhat, so that parts, shares
// and sums fit together as they do there.

import type { ExplainedWord, Explanation, NetworkAlone, SourceName } from '../../src/engine/protocol/suggestions';
import type { NextShown, ToView, WordPlaces } from '../../src/inspector/protocol';

/** λ of each source that has something to say, and what it says of a word. */
type Said = Readonly<Partial<Record<SourceName, readonly [lambda: number, probability: number]>>>;

function word(
  text: string,
  context: readonly string[],
  said: Said,
  network: NetworkAlone | undefined,
  typed = '',
  prefixMass = 1,
): ExplainedWord {
  const sources = Object.entries(said) as [SourceName, readonly [number, number]][];
  const mixture = sources.reduce((sum, [, [lambda, probability]]) => sum + lambda * probability, 0);
  const parts = sources.map(([name, [lambda, probability]]) => {
    return { name, lambda, probability, share: (lambda * probability) / mixture };
  });
  return { text, typed, probability: mixture / prefixMass, mixture, parts, network, context };
}

function alone(...columns: readonly [probability: number, rank: number][]): NetworkAlone {
  const [withAll, withLastWord, withNothing] = columns.map(([probability, rank]) => ({ probability, rank }));
  return { withAll: withAll!, withLastWord: withLastWord!, withNothing: withNothing! };
}

function explanation(words: readonly ExplainedWord[], typed: readonly string[] = ['']): Explanation {
  const listed = words.reduce((sum, { probability }) => sum + probability, 0);
  const unsuggested = typed.join('') === '' ? 0.3 * (1 - listed) : 0;
  const hasNetwork = words.some(({ network }) => network !== undefined);
  return {
    typed,
    words,
    rest: { words: 1 - listed - unsuggested, unsuggested },
    entropy: 6.32,
    networkEntropy: hasNetwork ? 7.14 : undefined,
    tokensRead: 1204,
  };
}

const walked = ['walked', 'down', 'to', 'the'];
/** How much each source is trusted between words. */
const trust = {
  network: 0.48,
  memory: 0.09,
  notes: 0.14,
  folded: 0.08,
  skipping: 0.02,
  document: 0.12,
  neighbours: 0.07,
};

/** In the order of `trust`. */
function between(text: string, probabilities: readonly number[], network: NetworkAlone): ExplainedWord {
  const said = Object.entries(trust).map(([name, lambda], i) => [name, [lambda, probabilities[i]!]]);
  return word(text, walked, Object.fromEntries(said) as Said, network);
}

export const english: NextShown = {
  tab: 'next',
  title: 'diary/2025-03-11.md, line 7',
  before: 'In the evening I walked down to the ',
  explanation: explanation([
    between('river', [0.094, 0.31, 0.42, 0.44, 0.11, 0.27, 0.36], alone([0.121, 1], [0.0098, 21], [0.00031, 402])),
    between('garden', [0.033, 0.12, 0.03, 0.03, 0.05, 0.16, 0.09], alone([0.042, 4], [0.038, 3], [0.0012, 110])),
    between('station', [0.051, 0.01, 0.11, 0.12, 0.08, 0, 0.02], alone([0.066, 2], [0.012, 14], [0.00052, 270])),
    between('water', [0.021, 0.06, 0, 0.001, 0.03, 0.08, 0.04], alone([0.027, 6], [0.011, 17], [0.0009, 141])),
    between('house', [0.036, 0, 0.02, 0.02, 0.04, 0, 0.01], alone([0.047, 3], [0.041, 2], [0.0014, 91])),
    between('market', [0.024, 0, 0.01, 0.01, 0.02, 0, 0], alone([0.031, 5], [0.0079, 27], [0.0004, 331])),
    between('theodolite', [0, 0, 0, 0, 0, 0.11, 0], alone([0, 1], [0, 1], [0, 1])),
    between('end', [0.016, 0, 0.01, 0.008, 0, 0, 0], alone([0.021, 7], [0.044, 1], [0.0017, 80])),
    between('same', [0.011, 0, 0.004, 0.004, 0.02, 0, 0], alone([0.014, 9], [0.039, 4], [0.0021, 66])),
    between('old', [0.009, 0, 0.004, 0.003, 0.01, 0, 0], alone([0.012, 10], [0.022, 8], [0.0033, 51])),
  ]),
};

export const halfTyped: NextShown = {
  tab: 'next',
  title: 'diary/2025-03-11.md, line 7',
  before: 'In the evening I walked down to the ri',
  explanation: explanation(
    [
      word(
        'river',
        walked,
        { network: [0.6, 0.094], notes: [0.4, 0.42] },
        alone([0.91, 1], [0.62, 1], [0.3, 1]),
        'ri',
        0.24,
      ),
      word(
        'ridge',
        walked,
        { network: [0.6, 0.004], notes: [0.4, 0.002] },
        alone([0.05, 2], [0.2, 2], [0.18, 3]),
        'ri',
        0.24,
      ),
      word(
        'right',
        walked,
        { network: [0.6, 0.001], notes: [0.4, 0.001] },
        alone([0.02, 3], [0.1, 3], [0.25, 2]),
        'ri',
        0.24,
      ),
    ],
    ['ri'],
  ),
};

const yesterday = ['<p>', '我', '昨天', '上学'];
export const chinese: NextShown = {
  tab: 'next',
  title: '日记/三月.md，第 3 行',
  before: '我昨天上学',
  explanation: explanation(
    [
      word(
        '迟到',
        yesterday,
        { network: [0.6, 0.42], notes: [0.3, 0.61], document: [0.1, 0] },
        alone([0.42, 1], [0.12, 2], [0.004, 70]),
      ),
      word(
        '的',
        yesterday,
        { network: [0.6, 0.11], notes: [0.3, 0.08], document: [0.1, 0.2] },
        alone([0.11, 2], [0.16, 1], [0.06, 1]),
      ),
      word(
        '了',
        yesterday,
        { network: [0.6, 0.05], notes: [0.3, 0.02], document: [0.1, 0.1] },
        alone([0.05, 3], [0.07, 3], [0.04, 2]),
      ),
      word(
        '上学期',
        ['<p>', '我', '昨天'],
        { network: [0.6, 0.01], notes: [0.3, 0.01] },
        alone([0.01, 9], [0.02, 8], [0.003, 88]),
        '上学',
      ),
    ],
    ['上学', '昨天上学', '学', ''],
  ),
};

export const countsOnly: NextShown = {
  tab: 'next',
  title: 'diary.md, line 1',
  before: '',
  explanation: explanation([
    word('Today', ['<p>'], { notes: [0.6, 0.12], lines: [0.3, 0.31], documentLines: [0.1, 0.2] }, undefined),
    word('The', ['<p>'], { notes: [0.6, 0.08], lines: [0.3, 0.04], documentLines: [0.1, 0] }, undefined),
  ]),
};

export const places: WordPlaces = {
  word: 'river',
  context: ['down', 'to', 'the'],
  count: 7,
  places: [
    ['diary/2025-03-11.md', 3, 'In the rain Anna ran down to the ', ', and came back wet.'],
    ['diary/2025-03-23.md', 12, '… we went down to the ', ' again, where the ferry …'],
    ['travel/a-folder-with-a-rather-long-name/notes-of-the-journey.md', 148, 'Steps lead down to the ', '.'],
  ].map(([name, line, before, after]) => ({
    file: `/notes/${name}`,
    name: name as string,
    line: line as number,
    column: 20,
    before: before as string,
    word: 'river',
    after: after as string,
  })),
};

export const nextSamples: readonly ToView[] = [
  { type: 'shown', shown: english },
  { type: 'places', found: places },
];
