import assert from 'node:assert/strict';
import fc from 'fast-check';
import { finish } from '../../../../src/rnn/stepwise';
import type { Prior } from '../../../../src/predict/shapes/prior';
import { channelSteps } from '../../../../src/predict/shapes/shorthandChannel';
import { ShorthandLattice, ShorthandWords } from '../../../../src/predict/shapes/shorthandLattice';
import { shortened } from '../../../../src/text/shorthand/pairs';

const words = ['meeting', 'with', 'we', 'engineering', 'English', 'tomorrow', 'to', '我', '昨天', '上学', '上', '学'];
const known = new ShorthandWords(words);
const even = () => () => -1;
const textsOf = (shorthand: string, prior: Prior = even, most = 50) =>
  finish(channelSteps(shorthand, known, prior, most)).map(({ ids }) => ids.map((id) => words[id]).join(' '));

describe('a shorthand', () => {
  it('can stand for what it was made of, whatever that is', () => {
    const anyWords = fc.array(fc.constantFrom(...words.keys()), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(anyWords, fc.double({ min: 0, max: 0.999999, noNaN: true }), (ids, at) => {
        const shorthand = shortened(
          ids.map((id) => words[id]),
          () => at,
        );
        const lattice = new ShorthandLattice(shorthand, known);
        assert.ok(
          lattice.placesAfter(ids).some((place) => lattice.isEnd(place)),
          shorthand,
        );
      }),
    );
  });

  it('stands for words between spaces, and for Chinese words one after the other', () => {
    assert.ok(textsOf('mtg w eng tmrw').includes('meeting with engineering tomorrow'));
    assert.ok(textsOf('wztsx').includes('我 昨天 上学') && textsOf('wztsx').includes('我 昨天 上 学'));
    assert.deepEqual(textsOf('mtgw'), [], 'no space between them');
    assert.deepEqual(textsOf('zzz'), []);
  });

  it('is expanded by what is most probable: the words times their abbreviations', () => {
    const english = words.indexOf('English');
    assert.equal(textsOf('eng', () => (id) => (id === english ? -1 : -5))[0], 'English');
    assert.equal(textsOf('eng', () => (id) => (id === english ? -5 : -1))[0], 'engineering');
    const afterWith =
      ([before]: readonly number[]) =>
      (id: number) =>
        before === words.indexOf('with') && id === english ? 0 : -2;
    assert.equal(textsOf('w eng', afterWith)[0], 'with English');
    const [best] = finish(channelSteps('we', known, even, 1));
    assert.ok(Math.abs(best.logprob - -1) < 1e-9, 'we is too short to be shortened');
  });
});
