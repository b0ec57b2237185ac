// What is left of a draft, its next word and sentence; and settings, whatever is given.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { DraftPart } from '../../../src/engine/protocol/suggestions';
import { leftOf, portionOf, textOf } from '../../../src/inspector/drafts/portions';
import { checkedSettings, defaultSettings, optionsOf, settingLimits } from '../../../src/inspector/drafts/settings';

const part = (text: string, sentence: number): DraftPart => ({
  text,
  isWord: /[\p{L}\d]/u.test(text),
  sentence,
  logprob: -1,
});
const parts = [
  ...[' the', ' old', ' river', ',', ' then', '.'].map((text) => part(text, 0)),
  ...['\n\nAnd', ' home', '.'].map((text) => part(text, 1)),
];

describe('what is left of a draft', () => {
  it('is what has not been written yet, be it in the midst of a word', () => {
    assert.equal(textOf(leftOf(parts, '')!), textOf(parts));
    assert.equal(textOf(leftOf(parts, ' the ol')!).slice(0, 8), 'd river,');
    assert.deepEqual(leftOf(parts, textOf(parts)), []);
    assert.equal(leftOf(parts, ' a'), undefined);
    assert.equal(leftOf([], ' a'), undefined);
  });

  it('is accepted by words with their marks, by sentences, or as a whole: each time the next', () => {
    const left = (written: string) => leftOf(parts, written)!;
    assert.equal(portionOf(left(''), 'word'), ' the');
    assert.equal(portionOf(left(' the ol'), 'word'), 'd');
    assert.equal(portionOf(left(' the old'), 'word'), ' river,');
    assert.equal(portionOf(left(' the old river'), 'word'), ', then.');
    assert.equal(portionOf(left(' the'), 'sentence'), ' old river, then.');
    assert.equal(portionOf(left(' the old river, then.'), 'sentence'), '\n\nAnd home.');
    assert.equal(portionOf(left(' the old river, then.'), 'all'), '\n\nAnd home.');
    assert.equal(portionOf(left(' the old river, then.\n\nAnd'), 'word'), ' home.');
  });

  it('is all accepted in the end, word by word as sentence by sentence', () => {
    for (const portion of ['word', 'sentence'] as const) {
      let written = '';
      for (;;) {
        const left = leftOf(parts, written)!;
        if (left.length === 0) break;
        written += portionOf(left, portion);
      }
      assert.equal(written, textOf(parts));
    }
  });
});

describe('settings of drafts', () => {
  it('can be used, whatever is given', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(defaultSettings)), fc.anything()), (given) => {
        const settings = checkedSettings(given);
        assert.deepEqual(Object.keys(settings).sort(), Object.keys(defaultSettings).sort());
        for (const [name, { least, most, whole }] of Object.entries(settingLimits)) {
          const value = settings[name as keyof typeof settingLimits];
          assert.ok(value >= least && value <= most && (!whole || Number.isInteger(value)), `${name} ${value}`);
        }
        assert.ok(['off', 'light', 'strong'].includes(settings.guard));
      }),
    );
    assert.deepEqual(checkedSettings(), defaultSettings);
  });

  it('guard against repetition more and more', () => {
    const of = (guard: 'off' | 'light' | 'strong') => optionsOf({ ...defaultSettings, guard }, 5);
    assert.deepEqual([of('off').repetitionPenalty, of('off').blockNgram], [1, 0]);
    assert.ok(of('light').repetitionPenalty < of('strong').repetitionPenalty);
    assert.ok(of('light').blockNgram > of('strong').blockNgram);
    assert.equal(of('off').seed, 5);
  });
});
