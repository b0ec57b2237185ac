// What an engine might say of the tags of a note: sure of one, in doubt of another, with words that speak for and against
// each. Made without chance, so that every run sees the same.

import type { ReadLine, TagReasons } from '../../src/engine/protocol/tags';
import type { TagsShown } from '../../src/inspector/protocol';

const unknowns = ['grandmother', '外婆'];

/** Words stand between the bars. */
function lineOf(barred: string): ReadLine {
  let text = '';
  const words = barred.split('|').map((piece) => {
    const gap = piece.length - piece.trimStart().length;
    const from = text.length + gap;
    text += piece;
    return { from, to: text.length, known: !unknowns.includes(piece.trim()) };
  });
  return { text, words };
}

const names = ['kitchen', 'garden', 'family/visits', 'running', 'letters', 'house', 'work', 'books', 'money', 'health'];

function reasonsOf(lines: readonly ReadLine[], tags: readonly string[], strong: Readonly<Record<string, number>>) {
  const words = lines.flatMap(({ text, words: places }) => places.map(({ from, to }) => text.slice(from, to)));
  return {
    from: 'tags',
    labels: 34,
    lines,
    whole: true,
    tags: tags.map((tag, t) => {
      const contributions = words.map((word, i) => {
        const base = 0.02 * Math.sin(i * 1.7 + t);
        const said = strong[word.toLowerCase()] ?? 0;
        return base + (t === 0 ? said : -0.4 * said * Math.cos(t + word.length));
      });
      return {
        tag,
        probability: t === 0 ? 0.962 : 0.41 / t ** 1.6,
        own: t === 1,
        contributions,
        ofNetwork: contributions.map((value, i) => 0.4 * value + 0.01 * Math.cos(i)),
      };
    }),
  } as const satisfies TagReasons;
}

export const englishReasons: TagReasons = reasonsOf(
  [
    lineOf('Sunday| lunch'),
    lineOf(
      'We| peeled| onions|,| salted| the| soup| and| waited| for| grandmother|.| She| came| from| the| garden| with| the| first| peas|.',
    ),
    lineOf('Later| I| ran| down| to| the| river|,| six| miles|,| and| wrote| two| letters|.'),
  ],
  names,
  {
    lunch: 0.61,
    onions: 0.92,
    salted: 0.55,
    soup: 1.31,
    peas: 0.38,
    garden: -0.27,
    ran: -0.84,
    miles: -0.52,
    letters: -0.2,
  },
);

export const chineseReasons: TagReasons = reasonsOf(
  [lineOf('中午|我们|切|了|洋葱|，|在|汤|里|放|了|盐|，|等|外婆|来|。|后来|我|沿着|河|跑|了|十|公里|。')],
  ['厨房', '花园', '跑步', '家人'],
  { 洋葱: 0.9, 汤: 1.2, 盐: 0.7, 跑: -0.8, 公里: -0.4 },
);

export function tagsShown(reasons: TagReasons, title = 'lunch.md'): TagsShown {
  return { tab: 'tags', title, reasons };
}
