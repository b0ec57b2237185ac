// Drafts, from a few lines of notes: what they are made of, how they are spaced, and where they end.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defaultDraftOptions } from '../../../src/predict/draftOptions';
import { type DraftEnd, type DraftOptions, type DraftPart, writeOn } from '../../../src/predict/generation';
import { EvidenceReader, usualGate } from '../../../src/predict/evidence';
import { Mixture } from '../../../src/predict/mixture';
import { LineBreaks } from '../../../src/predict/lineBreaks';
import { detokenize, isWord, tokenizeLine } from '../../../src/text/tokenize';
import { chinese, english, type NotePredictor, predictFrom } from './fromNotes';

const notes = [...english, ...chinese];
const mixed = predictFrom(notes);
const inChinese = predictFrom([
  ['我昨天上学迟到了。我昨天上学很早。', '今天我上学没有迟到。', '我们昨天上学的时候下雨了。'],
]);
const lineBreaks = new LineBreaks(notes.map((lines) => lines.flatMap(tokenizeLine)));

interface Draft {
  readonly parts: readonly DraftPart[];
  readonly text: string;
  readonly ended: DraftEnd;
}

const mixtureOf = ({ counted }: NotePredictor) => new Mixture(new EvidenceReader(undefined, counted.counts), usualGate);

function draft(text: string, asked: Partial<DraftOptions> = {}, from = mixed, lineBreak = '\n'): Draft {
  const options = { ...defaultDraftOptions, ...asked };
  const work = writeOn(
    from.predictor,
    mixtureOf(from),
    { lines: text.split('\n'), lineBreak, ownNote: -1 },
    lineBreaks,
    options,
  );
  const parts: DraftPart[] = [];
  for (;;) {
    const { done, value } = work.next();
    if (done) return { parts, text: parts.map((part) => part.text).join(''), ended: value };
    parts.push(value);
  }
}

const beginnings = [
  '',
  'We walked to the ',
  'We walked to the r',
  'There is a bridge.',
  '我昨天',
  '等了 15 ',
  'Quentin ',
];
const beginning = fc.constantFrom(...beginnings);
const seed = fc.nat({ max: 1000 });
const runs = { numRuns: 40 };

describe('drafts', function () {
  this.timeout(60_000);

  it('are the same for the same seed, and others for others', () => {
    const texts = [1, 2, 3, 4, 5].map((seed) => draft('We walked ', { seed, temperature: 1, topP: 1 }).text);
    assert.ok(new Set(texts).size > 1, texts.join('|'));
    texts.forEach((text, i) => {
      assert.equal(draft('We walked ', { seed: i + 1, temperature: 1, topP: 1 }).text, text);
    });
  });

  it('are the same whatever is typed meanwhile', () => {
    const options = { ...defaultDraftOptions, temperature: 1, words: 25 };
    const place = { lines: ['Quentin met Zazie, and Quentin '], lineBreak: '\n', ownNote: -1 };
    const undisturbed = [...writeOn(mixed.predictor, mixtureOf(mixed), place, lineBreaks, options)];
    const disturbed: DraftPart[] = [];
    for (const part of writeOn(mixed.predictor, mixtureOf(mixed), place, lineBreaks, options)) {
      disturbed.push(part);
      for (let i = 0; i < 200; i++) mixed.words(`Some${i}word${disturbed.length} and `);
    }
    assert.deepEqual(disturbed, undisturbed);
  });

  it('take the most probable word each time at temperature 0', () => {
    const greedy = { temperature: 0, repetitionPenalty: 1, blockNgram: 0, words: 1 };
    assert.equal(draft('We walked to the ', greedy).parts[0].text, mixed.words('We walked to the ')[0]);
    assert.equal(draft('We walked to the r', greedy).parts[0].text, 'iver');
    assert.equal(draft('我昨天上', greedy, inChinese).parts[0].text, '学');
  });

  it('have no more words than asked for, and end where so many sentences have', () => {
    fc.assert(
      fc.property(beginning, seed, fc.integer({ min: 1, max: 30 }), (text, seed, words) => {
        const { parts, ended } = draft(text, { seed, words });
        const count = parts.filter(({ isWord }) => isWord).length;
        assert.ok(count <= words && (ended !== 'words' || count === words), `${count} of ${words}, ${ended}`);
        const two = draft(text, { seed, words: 200, sentences: 2 });
        assert.ok(two.ended === 'nothing' || two.ended === 'sentences', two.ended);
        assert.ok(two.parts.every(({ sentence }) => sentence < 2));
      }),
      runs,
    );
  });

  it('hold nothing but words and marks of the notes and the text', () => {
    const tokensIn = (lines: readonly string[]) =>
      lines.flatMap(tokenizeLine).flatMap(({ tokens }) => tokens.map((token) => token.trim().toLowerCase()));
    const ofNotes = new Set(tokensIn(notes.flat()));
    fc.assert(
      fc.property(beginning, seed, (text, seed) => {
        // The word that is being typed may be a new one, and whole: then it is one of the text.
        const known = new Set([...ofNotes, ...tokensIn([text])]);
        for (const part of draft(text, { seed, temperature: 2, topP: 1 }).parts.slice(1)) {
          assert.ok(part.text.trim() === '' || known.has(part.text.trim().toLowerCase()), part.text);
        }
      }),
      { ...runs, examples: [['We walked to the r', 431]] },
    );
  });

  it('are spaced as their tokens are when they are read again, and end in no space', () => {
    fc.assert(
      fc.property(beginning, seed, (text, seed) => {
        const drafted = draft(text, { seed, words: 20 });
        const whole = text + drafted.text;
        const lines = whole.split('\n').map((line) => line.trim());
        assert.deepEqual(
          lines.flatMap((line) => detokenize(tokenizeLine(line))),
          lines.filter((line) => line !== ''),
        );
        assert.ok(!whole.includes('  '), JSON.stringify(whole));
        assert.equal(drafted.text.trimEnd(), drafted.text);
      }),
      runs,
    );
  });

  it('put no space between Chinese words where the notes have none', () => {
    for (let seed = 0; seed < 20; seed++) {
      const { text } = draft('我昨天', { seed, words: 15 }, inChinese);
      assert.doesNotMatch(text, /[\p{Script=Han}。] +[\p{Script=Han}。]/u);
    }
  });

  it('say no n tokens in a row twice, but for the ends of sentences', () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 2, max: 4 }), (seed, blockNgram) => {
        const { parts } = draft('', { seed, words: 60, blockNgram, repetitionPenalty: 1 });
        for (const sentence of new Set(parts.map((part) => part.sentence))) {
          const tokens = parts.filter((part) => part.sentence === sentence).map(({ text }) => text.trim());
          const grams = tokens.slice(blockNgram - 1).map((_, at) => tokens.slice(at, at + blockNgram).join(' '));
          assert.equal(new Set(grams).size, grams.length, tokens.join(' '));
        }
      }),
      runs,
    );
  });

  it('break lines as the notes do', () => {
    const breaks = (seed: number) =>
      draft('The garden is green', { seed, words: 40, temperature: 1 }, mixed, '\n\n').text;
    const texts = Array.from({ length: 20 }, (_, seed) => breaks(seed));
    assert.ok(texts.some((text) => text.includes('\n\n')));
    for (const text of texts) assert.doesNotMatch(text, /(?<!\n)\n(?!\n)/);
    assert.equal(lineBreaks.share('a heading'), 1);
    // Of four sentences in English notes that end in a full stop and are not the last of their line, none breaks it.
    assert.ok(lineBreaks.share('.') > 0.4 && lineBreaks.share('.') < 0.8, `${lineBreaks.share('.')}`);
    assert.equal(new LineBreaks().share('。') < 0.5, true);
  });

  it('tell the probability of each token as the mixture has it', () => {
    const [first] = draft('We walked to the ', { temperature: 0 }).parts;
    const [river] = mixed.offers('We walked to the ');
    const { probs } = mixed.mixture.after(mixed.predictor.reader.read(['We walked to the ']).readings[0].read, -1);
    assert.equal(first.text, river.text);
    assert.equal(Math.exp(first.logprob).toFixed(6), probs[mixed.counted.id('river')].toFixed(6));
    assert.equal(first.isWord, isWord(first.text));
  });
});
