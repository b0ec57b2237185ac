import assert from 'node:assert/strict';
import { typeLines } from '../../../src/predict/typing';

const offer = (...words: string[]) => words.map((text, at) => ({ text, probability: 0.5 / (at + 1) }));

describe('the simulated writer', () => {
  it('types everything when nothing is offered: one key a character, three a Han character', () => {
    const score = typeLines(['Hello, 世界!'], 5, () => []);
    const nothing = { probability: 0, right: false };
    const keys = 5 + 2 + 6 + 1;
    const hits = [0, 0, 0];
    assert.deepEqual(score, {
      words: 2,
      keys,
      keysRepeating: keys,
      keysWithout: keys,
      hits,
      first: [nothing, nothing],
    });
  });

  it('takes a word for one key as soon as it is offered', () => {
    const asked: string[] = [];
    const score = typeLines(['The river'], 5, (lines) => {
      asked.push(lines.at(-1)!);
      return lines.at(-1) === 'The r' ? offer('road', 'river') : offer('The');
    });
    assert.deepEqual([...new Set(asked)], ['', 'The ', 'The r']);
    assert.equal(score.keys, 1 + 1 + 2);
    assert.deepEqual(score.hits, [1, 1, 1]);
  });

  it('sees k suggestions only, and never pays more than the word itself', () => {
    assert.equal(typeLines(['a'], 5, () => offer('a')).keys, 1);
    assert.equal(typeLines(['ab'], 1, () => offer('x', 'ab')).keys, 2);
  });

  it('gives the predictor the lines before, and the line up to the cursor', () => {
    const seen: (readonly string[])[] = [];
    typeLines(['one', 'two'], 5, (lines) => {
      seen.push(lines);
      return offer('one', 'two');
    });
    assert.deepEqual(seen, [[''], ['one', '']]);
  });

  it('keeps the first suggestion before each word, how probable it was and whether it was right', () => {
    const { first } = typeLines(['The river'], 5, (lines) => (lines.at(-1) === '' ? offer('The') : offer('road')));
    assert.deepEqual(first, [
      { probability: 0.5, right: true },
      { probability: 0.5, right: false },
    ]);
  });

  it('tells the predictor what it was shown for this word and typed past', () => {
    const seen: [string, readonly string[]][] = [];
    typeLines(['The road'], 2, (lines, ignored) => {
      const line = lines.at(-1)!;
      seen.push([line, [...ignored]]);
      return line === 'The ' ? offer('river', 'bridge', 'gate') : line === 'The r' ? offer('rain') : [];
    });
    const none: readonly string[] = [];
    assert.deepEqual(seen, [
      ...['', 'T', 'Th'].map((line) => [line, none]),
      ['The ', none],
      ['The r', ['river', 'bridge']],
      ['The ro', ['river', 'bridge', 'rain']],
      ['The roa', ['river', 'bridge', 'rain']],
      // Then the writer who is offered them again.
      ...['The ', 'The r', 'The ro', 'The roa'].map((line) => [line, none]),
    ]);
  });

  it('counts the keys of a writer who is offered again what was typed past', () => {
    const predict = (_: readonly string[], ignored: readonly string[]) =>
      offer('river', 'road').filter(({ text }) => !ignored.includes(text));
    const score = typeLines(['The road'], 1, predict);
    // T h e space, then nothing or "r" and the offer.
    assert.equal(score.keys, 4 + 2);
    assert.equal(score.keysRepeating, 4 + 4);
  });

  it('remembers nothing of what was shown where no space parts the words', () => {
    const seen: (readonly string[])[] = [];
    typeLines(['昨天上学'], 5, (_, ignored) => {
      seen.push([...ignored]);
      return offer('河');
    });
    assert.ok(seen.length >= 4);
    assert.ok(seen.every((ignored) => ignored.length === 0));
  });
});
