// What is offered, and in which order, from a few lines of notes and the text before the cursor.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { keysOf } from '../../../src/predict/typing';
import { isWord, tokenizeLine } from '../../../src/text/tokenize';
import { specials } from '../../../src/text/vocabulary';
import { chinese, english, predictFrom } from './fromNotes';

const inEnglish = predictFrom(english);
const inChinese = predictFrom(chinese);
const mixed = predictFrom([...english, ...chinese]);

/** A beginning of some text: of sentences as the notes have them, and of others. */
const lines = [...english, ...chinese].flat();
const beginning = fc
  .array(fc.constantFrom(...lines, 'Quentin came late. ', 'We saw Quentin and Que', '', 'x (y) '), { maxLength: 3 })
  .chain((some) => fc.nat({ max: 60 }).map((cut) => some.join('\n').slice(0, -cut || undefined)));

describe('suggestions', () => {
  it('are words, each of them once, of probabilities that fall and sum to no more than one', () => {
    fc.assert(
      fc.property(beginning, (text) => {
        const items = mixed.offers(text, { k: 10 });
        assert.equal(new Set(items.map((item) => item.text)).size, items.length);
        for (const item of items) {
          assert.ok(isWord(item.text) && !(specials as readonly string[]).includes(item.text), item.text);
          assert.ok(item.probability > 0 && item.probability <= 1);
        }
        const ordered = items.filter(({ insert }) => insert !== undefined).map(({ probability }) => probability);
        ordered.forEach((p, i) => assert.ok(i === 0 || p <= ordered[i - 1], ordered.join(' ')));
        assert.ok(ordered.reduce((sum, p) => sum + p, 0) < 1 + 1e-4, ordered.join(' '));
      }),
      { numRuns: 60 },
    );
  });

  it('go on where the typed part ends, and save a key', () => {
    fc.assert(
      fc.property(beginning, (text) => {
        for (const { text: word, insert, typedLength } of mixed.offers(text, { k: 10 })) {
          if (insert === undefined) continue;
          const typed = text.slice(text.length - typedLength);
          if (typedLength === 0) assert.equal(insert.trimStart(), word);
          else assert.equal(typed + insert, word);
          if (typedLength > 0) assert.ok(keysOf([...insert]) > 1, `${word} after ${text}`);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('never are a word that the writer does not want, and leave the probabilities of all others as they are', () => {
    fc.assert(
      fc.property(beginning, fc.nat({ max: 2 }), (text, which) => {
        const before = mixed.offers(text, { k: 10 });
        const word = before[which % (before.length || 1)]?.text.toLowerCase();
        fc.pre(word !== undefined);
        const after = mixed.offers(text, { k: 10, never: new Set([word]) });
        const others = before.filter((item) => item.text.toLowerCase() !== word);
        assert.deepEqual(
          after.slice(0, others.length).map((item) => [item.text, item.probability]),
          others.map((item) => [item.text, item.probability]),
        );
        assert.ok(after.every((item) => item.text.toLowerCase() !== word));
      }),
      { numRuns: 60 },
    );
  });

  it('follow the notes', () => {
    assert.equal(inEnglish.words('We walked to the ')[0], 'river');
    assert.equal(inEnglish.words('There is a bridge over ')[0], 'the');
    const [first] = inEnglish.offers('We walked to the r');
    assert.deepEqual([first.text, first.insert, first.typedLength], ['river', 'iver', 1]);
  });

  it('hold a name of this text, that no note holds, as soon as its first letter is typed again', () => {
    const text = 'Yesterday Quentin came home.\nThen Q';
    const [first] = inEnglish.offers(text);
    assert.deepEqual([first.text, first.insert, first.typedLength], ['Quentin', 'uentin', 1]);
    assert.ok((first.sources.document ?? 0) > 0.5, 'from the document');
    assert.ok(!inEnglish.words('Then Q').includes('Quentin'), 'and forget it with the text');
  });

  it('put words that were shown and typed past after the others', () => {
    const text = 'We walked to the ';
    const [first, second, ...rest] = inEnglish.words(text);
    const again = inEnglish.words(text, { ignored: [first] });
    assert.equal(again[0], second);
    assert.deepEqual(
      again.filter((word) => rest.includes(word)),
      rest,
    );
    const few = inEnglish.words('We saw the bri', { ignored: ['bridge'] });
    assert.equal(few[0], 'bridge', 'where there is no other');
    const begun = inEnglish.offers('And th');
    const [fitting, other] = [true, false].map((fits) =>
      begun.filter(({ insert }) => (insert !== undefined) === fits).map((item) => item.text),
    );
    assert.ok(fitting.length > 2 && other.length > 0);
    const ignored = fitting.slice(0, 1);
    assert.deepEqual(inEnglish.words('And th', { ignored }), [...fitting.slice(1), ...ignored, ...other]);
  });

  it('are no word that one more key would complete', () => {
    assert.ok(!inEnglish.words('We saw the').includes('then'));
    assert.ok(inEnglish.words('We saw th').includes('then'));
    assert.ok(!inEnglish.words('We saw the bridge').includes('bridge'));
  });

  it('that begin so in other case or without accents come last, to replace what is typed', () => {
    const items = inEnglish.offers('We went to pa', { k: 10 });
    const paris = items.find(({ text }) => text === 'Paris');
    assert.ok(paris && paris.insert === undefined && paris.typedLength === 2);
    const order = items.map(({ insert }) => (insert === undefined ? 1 : 0));
    assert.deepEqual(order, [...order].sort());
    const accented = inEnglish.offers('We ate the ecl').find(({ text }) => text === 'éclairs');
    assert.ok(accented && accented.insert === undefined && accented.typedLength === 3);
  });

  it('in Chinese go on with the word that is begun', () => {
    const found = inChinese.offers('我昨天上').find(({ text }) => text === '上学');
    assert.deepEqual([found?.insert, found?.typedLength], ['学', 1]);
    assert.equal(inChinese.words('我昨天上')[0], '上学');
    assert.equal(inChinese.offers('我昨天')[0].text, '上学', 'and with the next one where it is finished');
  });

  it('in Chinese are not certain to go on where the text ends in a new word', () => {
    const notes = predictFrom([['我买了蚝油。我吃了清蒸鱼。', '生的鱼。', '蚝油很香。']]);
    const [first] = notes.offers('清蒸生蚝');
    assert.equal(first.text, '蚝油');
    assert.ok(first.probability < 0.9, String(first.probability));
    assert.ok(!notes.words('清蒸生蚝').includes('蚝'), 'a part of it may be no word');
  });

  it('after a number and a space are Chinese words where the notes have them so', () => {
    const between = inChinese.offers('我等了 15 ').find(({ text }) => text === '分钟');
    assert.deepEqual([between?.insert, between?.typedLength], ['分钟', 0]);
    const begun = inChinese.offers('我等了 15 分').find(({ text }) => text === '分钟');
    assert.deepEqual([begun?.insert, begun?.typedLength], ['钟', 1]);
  });

  it('bring the space that is still to be typed', () => {
    const first = (text: string) => inEnglish.offers(text)[0].insert!;
    assert.ok(first('We walked home,').startsWith(' '));
    assert.ok(!first('We walked ').startsWith(' '));
    assert.ok(!first('The bridge is old (').startsWith(' '));
  });

  it('are as many as were asked for', () => {
    for (const k of [0, 1, 5]) assert.equal(inEnglish.words('We saw the ', { k }).length, k);
  });

  it('become ghost text of which any part can be taken: what is typed next stands right', () => {
    const doubled = / {2}|\p{Script=Han} \p{Script=Han}|\s$/u;
    fc.assert(
      fc.property(beginning, (text) => {
        const { ghost } = mixed.predictor.predict(text.split('\n'), { k: 5, ghostThreshold: 0.001 });
        let taken = '';
        for (const part of ghost?.parts ?? []) {
          taken += part;
          assert.notEqual(part.trim(), '');
          // With the last character before it, as that decides about the space between.
          assert.doesNotMatch(text.slice(-1) + taken, doubled);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('go on to the end of the sentence, however unsure, where that is wanted', () => {
    const { ghost } = inEnglish.predictor.predict(['There is a bridge '], { k: 5, toSentenceEnd: true });
    assert.equal(ghost?.endsSentence, true);
    assert.match(ghost.parts.join(''), /^\w.*\.$/);
    const { ghost: here } = inChinese.predictor.predict(['我昨天'], { k: 5, toSentenceEnd: true });
    assert.match(here!.parts.join(''), /^上学.*。$/);
  });

  it('become ghost text only where they are sure enough', () => {
    const ghost = (ghostThreshold?: number) =>
      inEnglish.predictor.predict(['We walked to the '], { k: 3, ghostThreshold }).ghost;
    assert.equal(ghost(), undefined);
    assert.equal(ghost(1.1), undefined);
    assert.equal(ghost(0.01)?.parts[0], 'river');
  });

  it('give every token of a text a probability, and a new word one when it comes again', () => {
    const sentences = tokenizeLine('We saw Quentin. We saw Quentin.');
    const probabilities = [...inEnglish.predictor.probabilities(sentences)];
    assert.equal(
      probabilities.length,
      sentences.reduce((sum, { tokens }) => sum + tokens.length + 1, 0),
    );
    const at = sentences[0].tokens.indexOf('Quentin');
    assert.equal(probabilities[at], 0);
    assert.ok(probabilities[at + sentences[0].tokens.length + 1] > 0.1);
    probabilities.forEach((p, i) => assert.ok(i === at || (p > 0 && p <= 1), `${p} at ${i}`));
  });
});
