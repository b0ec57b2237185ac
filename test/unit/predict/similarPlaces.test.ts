// Places where the network is in a like state: a repeat that was planted is found, whatever stands around it.

import assert from 'node:assert/strict';
import { scalarKernels } from '../../../src/kernels/scalar';
import { LanguageModel } from '../../../src/predict/languageModel';
import { layOutReading, likeness, similarPlaces, unitsAbove } from '../../../src/predict/similarPlaces';
import { Arena, measure } from '../../../src/rnn/arena';
import { finish } from '../../../src/rnn/stepwise';
import { Random } from '../../../src/rnn/random';
import { smallConfig } from '../rnn/harness';

const config = smallConfig('lstm', { vocabSize: 40, hiddenSize: 48, embedSize: 48, numLayers: 2 });
const random = new Random(8);
const word = () => Math.floor(random.uniform(4, 40));
const phrase = Array.from({ length: 12 }, word);
/** The last word of the phrase stands there. */
const planted = [300 + phrase.length - 1, 1000 + phrase.length - 1];
const text = Int32Array.from({ length: 1500 }, word);
for (const place of planted) text.set(phrase, place - phrase.length + 1);
const stream = { inputs: text, targets: text };

function make<T>(layout: (arena: Arena) => T): T {
  return layout(new Arena(new ArrayBuffer(measure(layout))));
}

describe('similar places', () => {
  const model = make((arena) => new LanguageModel(arena, scalarKernels, config));
  // Recurrent weights so small that what stood there before the phrase is forgotten.
  const limits = { encoder: 2, 'rnn.weight_ih': 0.5, 'rnn.weight_hh': 0.2 };
  for (const { name } of model.params.list) {
    const limit = Object.entries(limits).find(([start]) => name.startsWith(start))?.[1] ?? 0.1;
    model.params.get(name).forEach((_, i, values) => (values[i] = random.uniform(-limit, limit)));
  }
  const weights = model.params.flat.slice();
  model.use(weights);
  const room = make((arena) => layOutReading(arena, scalarKernels, config));
  const context = [9, ...Array.from({ length: 20 }, word), ...phrase];
  const threshold = 0.05;

  function pattern(layer: number, length: number) {
    const states = Array.from({ length }, (_, back) => {
      return model.lastStep(context.slice(0, context.length - length + 1 + back))[layer].h;
    });
    return { layer, threshold, units: unitsAbove(states, threshold), length, state: states[length - 1] };
  }

  for (const layer of [0, 1]) {
    for (const length of [1, 2]) {
      it(`finds a planted repeat by the units above the threshold: layer ${layer}, ${length} words`, () => {
        const wanted = pattern(layer, length);
        assert.ok(wanted.units.length > 1);
        const places = finish(similarPlaces(room, weights, stream, wanted, 5));
        assert.deepEqual(
          places
            .slice(0, 2)
            .map(({ position }) => position)
            .sort((a, b) => a - b),
          planted,
        );
        assert.ok(likeness(places[0]) > 0.9, `${likeness(places[0])}`);
        assert.ok(likeness(places[2]) <= likeness(places[1]) && places[2].distance > 2 * places[1].distance);
      });
    }
  }

  it('counts the units of a place as the network has them there', () => {
    const wanted = pattern(1, 1);
    const [{ position, shared, either }] = finish(similarPlaces(room, weights, stream, wanted, 1));
    // Lanes begin anew at every eighth of the text; the network has forgotten by then.
    const [{ h }] = model.lastStep([...text.subarray(0, position + 1)]).slice(1);
    const there = new Set(unitsAbove([h], threshold));
    assert.equal(wanted.units.filter((unit) => there.has(unit)).length, shared);
    assert.equal(new Set([...wanted.units, ...there]).size, either);
  });

  it('tells how far it is, finds nothing where nothing is above, and reads a text of any length', () => {
    const told = [...similarPlaces(room, weights, stream, pattern(0, 1), 3)];
    assert.ok(told.every((done, i) => i === 0 || done > told[i - 1]));
    assert.equal(told.at(-1), 1);
    assert.deepEqual(finish(similarPlaces(room, weights, stream, { ...pattern(0, 1), units: [] }, 3)), []);
    for (const length of [0, 1, 7, 33]) {
      const short = { inputs: text.subarray(0, length), targets: text.subarray(0, length) };
      const places = finish(similarPlaces(room, weights, short, pattern(0, 1), 3));
      assert.ok(places.every(({ position }) => position < length));
    }
  });
});
