// What an engine might say of a shorthand: sentences that it can stand for, and which of its parts each word looked at. Made
// without chance, so that every run sees the same.

import type { ShorthandExpansion } from '../../src/engine/protocol/shorthand';
import type { ShorthandShown } from '../../src/inspector/protocol';

type Unshared = Omit<ShorthandExpansion, 'probability'>;

/** Every word looks most at the part that it comes from, less at those beside it; the end at the last part. */
function expansion(source: readonly string[], target: readonly string[], logprob: number, text: string): Unshared {
  const attention = Array.from({ length: target.length + 1 }, (_, t) => {
    const at = (t * (source.length - 1)) / target.length;
    const scores = source.map((_part, s) => Math.exp(-2.2 * Math.abs(s - at)));
    const sum = scores.reduce((a, b) => a + b);
    return scores.map((score) => score / sum);
  });
  return { source, target, logprob, text, attention };
}

const mtg = ['mtg', 'w', 'eng', 'tmrw'];
const english = (text: string, logprob: number) => expansion(mtg, text.split(' '), logprob, text);

function shorthandShown(title: string, shorthand: string, expansions: readonly Unshared[]): ShorthandShown {
  const sum = expansions.reduce((total, { logprob }) => total + Math.exp(logprob), 0);
  const shared = expansions.map((each) => ({ ...each, probability: Math.exp(each.logprob) / sum }));
  return { tab: 'shorthand', title, shorthand, answer: { expansions: shared, by: 'network', outgrown: false } };
}

export const englishShorthand = shorthandShown('diary.md, line 12', mtg.join(' '), [
  english('meeting with engineering tomorrow', -1.84),
  english('meeting with engineers tomorrow', -2.31),
  english('meeting was engineering tomorrow', -5.02),
]);

const letters = [...'wztsxcdl'];
const words = ['我', '昨天', '上学', '迟到', '了'];

export const chineseShorthand = shorthandShown('日记.md，第 3 行', letters.join(''), [
  expansion(letters, words, -2.6, words.join('')),
  expansion(letters, ['我', '在', '图书馆'], -7.1, '我在图书馆'),
]);

/** As long as a shorthand ever is. */
export const longShorthand = shorthandShown('diary.md, line 12', mtg.join(' '), [
  expansion(
    Array.from({ length: 40 }, (_, i) => mtg[i % 4]! + i),
    Array.from({ length: 60 }, (_, i) => (i === 7 ? 'Donaudampfschifffahrtselektrizitäten' : `word${i}`)),
    -80,
    'words that go on and on '.repeat(12).trim(),
  ),
]);
