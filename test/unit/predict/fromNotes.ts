// A predictor over a few lines of notes, without a network and without an engine around it.

import { EvidenceReader, type SourceName, usualGate } from '../../../src/predict/evidence';
import { Mixture } from '../../../src/predict/mixture';
import { NewWords } from '../../../src/predict/newWords';
import { type Asked, Predictor } from '../../../src/predict/predictor';
import type { Suggestion } from '../../../src/predict/answers';
import { countText } from '../counts/countedText';

export interface NotePredictor {
  readonly mixture: Mixture;
  readonly predictor: Predictor;
  readonly counted: ReturnType<typeof countText>;
  /** @param text before the cursor; its lines are parted by line breaks. */
  offers(text: string, asked?: Partial<Asked>): readonly Suggestion[];
  words(text: string, asked?: Partial<Asked>): string[];
}

export function predictFrom(notes: readonly (readonly string[])[], without?: ReadonlySet<SourceName>): NotePredictor {
  const counted = countText(...notes);
  const { counts, words, lexicon } = counted;
  const mixture = new Mixture(new EvidenceReader(undefined, counts, without), usualGate);
  const known = new Uint8Array(counts.vocabSize);
  const seen = counts.spelled.wordCounts();
  seen.forEach((count, id) => (known[words.foldedOf[id]] |= count > 0 ? 1 : 0));
  const isKnown = (id: number) => known[words.foldedOf[id]] === 1;
  const newWords = new NewWords(words.texts, seen);
  const predictor = new Predictor(mixture, lexicon, words, 'words', { isKnown, isSeen: isKnown, newWords });
  const offers = (text: string, asked: Partial<Asked> = {}) =>
    predictor.predict(text.split('\n'), { k: 7, ...asked }).items;
  return { mixture, predictor, counted, offers, words: (...args) => offers(...args).map(({ text }) => text) };
}

export const english = [
  ['The garden is green. The river runs through the garden.', 'We walked to the river, and then we walked home.'],
  ['In Paris we saw the bridge. The bridge is old (very old).', 'We ate the éclairs of Paris, and thought of home.'],
  ['There is a bridge over the river. They cross it then.'],
];

export const chinese = [
  ['我昨天上学迟到了。我昨天上学很早。', '等了 15 分钟。老师等了 15 分钟。'],
  ['今天我上学没有迟到。', '我们昨天上学的时候下雨了。'],
];
