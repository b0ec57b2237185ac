// All that is known as one distribution: what it is of any text, and what each source adds to it.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EvidenceReader, sourceNames, type SourceName, type TextRead, usualGate } from '../../../src/predict/evidence';
import { Gate } from '../../../src/predict/gate';
import { Mixture, sharesOf } from '../../../src/predict/mixture';
import { countThese } from '../counts/countedText';
import { smallNotes } from '../counts/wordPieces';
import { chinese, english, predictFrom, type NotePredictor } from './fromNotes';

const sumOf = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);
const sums = (probs: Float32Array) => assert.ok(Math.abs(sumOf(probs) - 1) < 1e-4, `sum ${sumOf(probs)}`);

const readings = ({ predictor }: NotePredictor, text: string): TextRead[] =>
  predictor.reader.read(text.split('\n')).readings.map(({ read }) => read);

/** Which sources speak after a text. */
function speaking(from: NotePredictor, text: string): SourceName[] {
  const { evidence } = from.mixture.after(readings(from, text)[0], -1);
  return sourceNames.filter((_, k) => evidence.speaks[k] === 1);
}

const texts = ['', 'The ', 'The river runs ', 'We saw Quentin. Quentin saw ', 'The garden.\nWe ', '我昨天', '等了 15 '];

describe('the mixture', () => {
  for (const [language, notes] of Object.entries({ english, chinese })) {
    it(`has probabilities that sum to one after any text: ${language} notes`, () => {
      const from = predictFrom(notes);
      for (const text of texts) for (const read of readings(from, text)) sums(from.mixture.after(read, -1).probs);
    });
  }

  it('has probabilities that sum to one with any notes', () => {
    fc.assert(
      fc.property(smallNotes, (notes) => {
        const { counts } = countThese(notes);
        const mixture = new Mixture(new EvidenceReader(undefined, counts), usualGate);
        sums(mixture.after({ inputs: [2], targets: [] }, -1).probs);
      }),
      { numRuns: 20 },
    );
  });

  it('is made of shares that sum to one, each of a source that speaks', () => {
    const from = predictFrom(english);
    const mixed = from.mixture.after(readings(from, 'The garden is green. The ')[0], -1);
    const shares = sharesOf(mixed, from.counted.id('garden'));
    assert.ok(Math.abs(sumOf(Object.values(shares)) - 1) < 1e-4);
    for (const name of sourceNames)
      assert.ok(shares[name] === 0 || speaking(from, 'The garden is green. The ').includes(name));
    assert.ok(shares.notes > 0 && shares.document > 0);
    assert.deepEqual([shares.network, shares.memory], [0, 0]);
  });

  it('tells the gate nothing of who is left out, whoever was described before', () => {
    const from = predictFrom(english);
    const reader = new EvidenceReader(undefined, from.counted.counts);
    const evidence = reader.newEvidence();
    const [all, names]: ReadonlySet<SourceName>[] = [new Set(), new Set(['document', 'folded'])];
    const documentHeard = 18;
    for (const text of ['The river runs ', 'We saw Quentin. Quentin saw ', 'The garden.\nWe ']) {
      reader.gather(readings(from, text)[0], evidence);
      reader.describe(evidence, all);
      const heard = [evidence.speaks.slice(), evidence.features.slice()];
      reader.describe(evidence, names);
      for (const name of names) assert.equal(evidence.speaks[sourceNames.indexOf(name)], 0);
      assert.equal(evidence.features[documentHeard], 0);
      reader.describe(evidence, all);
      assert.deepEqual([evidence.speaks, evidence.features], heard);
      assert.ok(evidence.features[documentHeard] > 0, text);
    }
  });

  it('hears the document as soon as it says something, and lines where one begins', () => {
    const from = predictFrom(english);
    assert.ok(!speaking(from, '').includes('document'));
    assert.ok(speaking(from, 'The ').includes('document'));
    assert.ok(!speaking(from, 'The ').includes('lines'));
    assert.ok(
      speaking(from, 'The garden.\n').includes('lines') && speaking(from, 'The garden.\n').includes('documentLines'),
    );
    assert.ok(speaking(from, 'The river runs ').includes('skipping'));
    assert.ok(!speaking(predictFrom(chinese), '我昨天').includes('folded'));
  });

  it('does not hear what is left out', () => {
    const from = predictFrom(english, new Set(['document', 'folded']));
    const heard = speaking(from, 'The garden is green. The ');
    assert.ok(!heard.includes('document') && !heard.includes('folded') && heard.includes('notes'));
  });

  it('does not count the note that the document is saved as among those near to it', () => {
    const from = predictFrom([
      ['Quartz gleams nightly.'],
      ['Rivers flow slowly.'],
      ['Bridges stand.'],
      ['Cafés close.'],
    ]);
    const read = readings(from, 'Quartz gleams ')[0];
    const near = sourceNames.indexOf('neighbours');
    assert.equal(from.mixture.after(read, -1).evidence.speaks[near], 1);
    assert.equal(predictFrom([['Quartz gleams nightly.']]).mixture.after(read, 0).evidence.speaks[near], 0);
  });

  it('answers the same again, whatever it was asked in between', () => {
    const from = predictFrom(english);
    const ask = (text: string) => from.mixture.after(readings(from, text)[0], -1).probs.slice();
    const first = texts.map(ask);
    for (let n = 0; n < 2; n++) texts.forEach((text, i) => assert.deepEqual(ask(text), first[i], text));
  });

  it('with another gate trusts other sources', () => {
    const from = predictFrom(english);
    const read = readings(from, 'The garden is green. The ')[0];
    const notesOnly = sourceNames.map((name) => (name === 'notes' ? 1 : 1e-12));
    from.mixture.after(read, -1);
    from.mixture.use(Gate.constant(notesOnly, usualGate.features));
    const mixed = from.mixture.after(read, -1);
    const notes = mixed.evidence.probs[sourceNames.indexOf('notes')];
    mixed.probs.forEach((p, id) => assert.ok(Math.abs(p - notes[id]) < 1e-6));
  });
});
