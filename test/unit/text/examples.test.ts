import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeExamples } from '../../../src/text/examples/decode';
import { ExampleError } from '../../../src/text/examples/example';
import { readLabelled } from '../../../src/text/examples/labelled';
import { readPairs } from '../../../src/text/examples/pairs';
import { splitExamples } from '../../../src/text/examples/split';
import { readTagged } from '../../../src/text/examples/tagged';
import { textOf, tokensOf } from '../../../src/text/examples/units';

const words = { unit: 'words', folded: false } as const;
const cuts = { source: words, target: words, reversed: false };
const file = (text: string, name = 'a.tsv') => [{ name, text }];
const throws = (read: () => unknown, message: RegExp) =>
  assert.throws(read, (error) => error instanceof ExampleError && message.test(error.message));

describe('examples', () => {
  it('of labelled texts are a label, a tab and a text', () => {
    const [first, second] = readLabelled(
      file('good\tA fine day.\n\nbad\tIt rained.'),
      { ...words, folded: true },
      false,
    );
    assert.deepEqual([first.targets, first.source, first.place], [['good'], ['a', 'fine', 'day', '.'], 'a.tsv:1']);
    assert.deepEqual([second.targets, second.place], [['bad'], 'a.tsv:3']);
  });

  it('of labelled texts without tabs are of the class that their file is named after', () => {
    const files = [...file('fine\nlovely', 'x.pos'), ...file('dull', 'x.neg')];
    assert.deepEqual(
      readLabelled(files, words, false).map(({ targets, source }) => [...targets, ...source]),
      [
        ['pos', 'fine'],
        ['pos', 'lovely'],
        ['neg', 'dull'],
      ],
    );
  });

  it('may have several labels, or none', () => {
    const read = readLabelled(file('a, b\tone\n\ttwo\nb\tthree'), words, true);
    assert.deepEqual(
      read.map(({ targets }) => targets),
      [['a', 'b'], [], ['b']],
    );
  });

  it('say file and line of what cannot be used', () => {
    throws(() => readLabelled(file('good\tfine\nno tab here'), words, false), /a\.tsv:2: there is no tab/);
    throws(() => readLabelled(file('good\tfine\n\tnothing'), words, false), /a\.tsv:2: the label .* is empty/);
    throws(() => readLabelled(file('good\tfine\nbad\t'), words, false), /a\.tsv:2: there is no text/);
    throws(() => readLabelled(file('good\tfine\ngood\ttoo'), words, false), /the label "good".*others to tell it from/);
    throws(() => readLabelled(file(''), words, false), /no examples/);
    throws(
      () => readLabelled(file(`good\t${'word '.repeat(5000)}`), words, false),
      /a\.tsv:1: the text has 5000 tokens/,
    );
    throws(() => readPairs(file('a\tb\nonly one side'), cuts), /a\.tsv:2: there is no tab/);
    throws(() => readPairs(file('\tb'), cuts), /a\.tsv:1: the source is empty/);
    throws(() => readPairs(file('a\t '), cuts), /a\.tsv:1: the target is empty/);
    throws(() => readTagged(file('The\tDET\ncat')), /a\.tsv:2: there is no label after "cat"/);
  });

  it('of pairs are a source and a target, either way round', () => {
    const text = 'He ran.\t他跑了。\tignored';
    assert.deepEqual(readPairs(file(text), cuts)[0].targets, ['他', '跑', '了', '。']);
    const [back] = readPairs(file(text), { ...cuts, reversed: true });
    assert.deepEqual([back.source.join(''), back.targets], ['他跑了。', ['He', 'ran', '.']]);
  });

  it('of labelled tokens are sentences between empty lines', () => {
    const read = readTagged(file('The\tDET\ncat\tNOUN\n\nShe PRON\nsat VERB\n'));
    assert.deepEqual(
      read.map(({ source, targets }) => [source, targets]),
      [
        [
          ['The', 'cat'],
          ['DET', 'NOUN'],
        ],
        [
          ['She', 'sat'],
          ['PRON', 'VERB'],
        ],
      ],
    );
  });

  it('are read as Latin-1 where they are no UTF-8', () => {
    assert.equal(decodeExamples(Uint8Array.of(0x63, 0x61, 0x66, 0xe9)), 'café');
    assert.equal(decodeExamples(new TextEncoder().encode('café\r\n我')), 'café\n我');
    assert.equal(decodeExamples(Buffer.from('\ufeffcafé\n我', 'utf16le').swap16()), 'café\n我');
    assert.equal(decodeExamples(Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 0xff)), undefined);
  });

  it('are put together again as they were cut', () => {
    for (const [unit, text] of [
      ['words', 'He ran (very fast), I think.'],
      ['words', '他跑了，我想。'],
      ['characters', 'wztsx 15'],
      ['spaces', 'a b, c'],
    ] as const) {
      assert.equal(textOf(tokensOf(text, { unit, folded: false }), unit), text);
    }
  });
});

describe('a split of examples', () => {
  const made = (n: number) =>
    Array.from({ length: n }, (_, i) => ({ source: [`s${i}`], targets: ['t'], place: `p${i}` }));

  it('has every example once, about as many as wanted in each part, the same for the same seed', () => {
    const { train, valid, test } = splitExamples(made(5000), 0.1, 0.05, 1);
    assert.equal(train.length + valid.length + test.length, 5000);
    assert.ok(Math.abs(valid.length / 5000 - 0.1) < 0.02 && Math.abs(test.length / 5000 - 0.05) < 0.015);
    assert.deepEqual(splitExamples(made(5000), 0.1, 0.05, 1).test, test);
    assert.notDeepEqual(splitExamples(made(5000), 0.1, 0.05, 2).test, test);
  });

  it('keeps what has the same source together, and moves nothing when examples are added', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 30 }),
        fc.integer(),
        (texts, seed) => {
          const examples = [...texts, ...texts].map((text, i) => ({ source: [text], targets: [`${i}`], place: '' }));
          const part = (of: typeof examples, text: string) => {
            const split = splitExamples(of, 0.3, 0.3, seed);
            return (['train', 'valid', 'test'] as const).filter((name) =>
              split[name].some((e) => e.source[0] === text),
            );
          };
          for (const text of texts) {
            const parts = part(examples, text);
            assert.equal(parts.length, 1);
            assert.deepEqual(part([{ source: [text], targets: [], place: '' }], text), parts);
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});
