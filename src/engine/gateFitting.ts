// Fits the gate on held-out notes: the other notes are counted, the sources say how probable each held-out word was, and
// the weights are chosen that make them most probable. Then the mixture says how sure it is of its first suggestions. The
// counts that answer afterwards are those of all notes.

import { countNotes, NoteCounts } from '../counts/noteCounts';
import { percentilesOf } from '../predict/calibration';
import { EvidenceReader, usualGate } from '../predict/evidence';
import { Gate } from '../predict/gate';
import { LanguageModel } from '../predict/languageModel';
import { collectSamples } from '../predict/samples';
import { isWord } from '../text/tokenize';
import { isSpecialId } from '../text/vocabulary';
import { firstSuggestions } from './firstSuggestions';
import { buildIn, createMemory } from './kernelHost';
import { type FitJob, type FittedNetwork, type Fits, leftOut } from './mixtureJobs';

/** Fewer held-out words than this tell nothing that the weights to begin with do not. */
const leastSamples = 200;
/** Of marks and sentence ends beside words: only words are suggested, but a probability is one among all. */
const markWeight = 0.25;
/** Words whose first suggestion is looked at. */
const mostFirst = 1500;

export function fitGates({ train, valid, words, network, mostSamples, without }: FitJob): Fits {
  const events = valid.reduce((sum, { targets }) => sum + targets.length, 0);
  if (events < leastSamples) return {};
  const counts = new NoteCounts(countNotes(train, words), words, train);
  const model = network && languageModel(network);
  // Held-out notes have no words but those of `words`.
  const reader = new EvidenceReader(model, counts, undefined, 0);
  const seen = counts.spelled.wordCounts();
  const sampled = {
    isKnown: (id: number) => isSpecialId(id) || seen[id] > 0,
    weightOf: (id: number) => (isWord(words.texts[id]) && !isSpecialId(id) ? 1 : markWeight),
  };
  const sets = without.map((names) => new Set(names));
  const samples = collectSamples(reader, valid, Math.max(1, Math.ceil(events / mostSamples)), sampled, sets);
  const gates = sets.map((names, i) => ({ gate: Gate.fit(samples[i], usualGate), without: names }));
  const first = firstSuggestions(reader, gates, counts, valid, Math.ceil(events / mostFirst));
  return Object.fromEntries(
    gates.map(({ gate, without: names }, i) => [
      leftOut(names),
      { gate: gate.toJSON(), percentiles: percentilesOf(first[i]) },
    ]),
  );
}

function languageModel({ kernels, config, weights }: FittedNetwork): LanguageModel {
  const layout = (...[arena, own]: Parameters<Parameters<typeof createMemory>[0]>) =>
    new LanguageModel(arena, own, config);
  const model = buildIn(kernels, createMemory(layout), layout);
  model.use(weights);
  return model;
}
