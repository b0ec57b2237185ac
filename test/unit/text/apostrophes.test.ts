// Two apostrophes, one letter.

import assert from 'node:assert/strict';
import { spelledLike, straightened } from '../../../src/text/apostrophes';
import { normalizeLine } from '../../../src/text/normalize';

describe('apostrophes', () => {
  it('are one letter within words, and what they are elsewhere', () => {
    assert.equal(straightened('I don’t, l’été'), "I don't, l'été");
    assert.equal(straightened('‘so’ the teams’ 90’s'), '‘so’ the teams’ 90’s');
    assert.equal(normalizeLine('It’s  late'), "It's late");
  });

  it('are offered as the document spelled the last one', () => {
    assert.equal(spelledLike("Don't. I can’t ")("won't"), 'won’t');
    assert.equal(spelledLike("I can’t. Don't ")("won't"), "won't");
    assert.equal(spelledLike('’tis the teams’ ')("won't"), "won't");
    assert.equal(spelledLike('I can’t ')('word'), 'word');
  });

  it('keep the length of a word', () => {
    const spell = spelledLike('can’t');
    for (const word of ["rock'n'roll", "o'", "l'été"]) assert.equal(spell(word).length, word.length);
  });
});
