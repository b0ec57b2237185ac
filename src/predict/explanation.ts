// Why these words: the mixture's probability of each of the best words taken apart into its sources, and what the network
// alone gives them where it has read everything, the last word only, or nothing. The last two are the textbook's
// one-to-one prediction, and no more than how common a word is: what the first has beyond them, the state carries.

import { usualOrder } from '../counts/noteCounts';
import { lineStart } from '../text/vocabulary';
import type { Chance, ExplainedWord, Explanation, SourcePart } from './answers';
import { type EvidenceReader, sourceNames, type TextRead } from './evidence';
import { type Mixed, sharesOf } from './mixture';
import type { Possible } from './possible';
import type { Candidate, Predictor, ProbsAfter, Ranked } from './predictor';
import type { Reading } from './reading';

const network = sourceNames.indexOf('network');

interface ExplanationAsked {
  readonly k: number;
  /** The note that the document is saved as, −1: none. */
  readonly ownNote?: number;
}

/** What one voice says of everything that can come next, over all ways to read the text. */
interface Heard {
  /** Σ P, and the part of it that words have which may be offered. */
  readonly total: number;
  readonly offered: number;
  /** In bits. */
  readonly entropy: number;
  /** Of the candidates, in order. */
  readonly chances: readonly Chance[];
}

/** Yields between its parts, so that other requests are answered in between. */
export function* explain(
  predictor: Predictor,
  reader: EvidenceReader,
  lines: readonly string[],
  { k, ownNote = -1 }: ExplanationAsked,
): Generator<undefined, Explanation> {
  const ranked = predictor.rank(lines, { k, ownNote });
  const { text, ways, best, total } = ranked;
  const possible = new Map(ways.map((reading) => [reading, predictor.possible.after(reading)]));
  const mixed = (read: TextRead) => predictor.mixture.after(read, ownNote);
  const listen = (voice: ProbsAfter) => hear(predictor, ranked, possible, voice);
  const words = best.map((candidate) => takenApart(predictor, candidate, total, mixed(candidate.reading.read)));
  yield;
  const all = listen((read) => mixed(read).probs);
  const listed = best.reduce((sum, { tier, probability }) => sum + (tier < 2 ? probability : 0), 0);
  const share = (mass: number) => (total > 0 ? mass / total : 0);
  const unsuggested = share(all.total - all.offered);
  const explanation = {
    typed: [...new Set(ways.map(({ typed }) => typed))],
    words,
    // Words that nobody has seen yet are among the others.
    rest: { words: Math.max(0, 1 - share(listed) - unsuggested), unsuggested },
    entropy: all.entropy,
    networkEntropy: undefined,
    tokensRead: text.readings[0].read.inputs.length,
  };
  if (!reader.hasNetwork) return explanation;
  yield;
  const withAll = listen((read) => mixed(read).evidence.probs[network]);
  yield;
  const afterOnly = new Map<number, Float32Array>();
  const alone = (id: number) => {
    const known = afterOnly.get(id) ?? reader.networkAfterOnly([id])!;
    afterOnly.set(id, known);
    return known;
  };
  const withLastWord = listen(({ inputs }) => alone(inputs[inputs.length - 1]));
  yield;
  const withNothing = listen(() => alone(lineStart));
  const networkAlone = (i: number) => ({
    withAll: withAll.chances[i],
    withLastWord: withLastWord.chances[i],
    withNothing: withNothing.chances[i],
  });
  return {
    ...explanation,
    words: words.map((word, i) => ({ ...word, network: networkAlone(i) })),
    networkEntropy: withAll.entropy,
  };
}

function takenApart(
  predictor: Predictor,
  { text, id, probability, reading }: Candidate,
  total: number,
  mixed: Mixed,
): ExplainedWord {
  const { lambdas, evidence, probs } = mixed;
  const shares = sharesOf(mixed, id);
  const parts = sourceNames.flatMap((name, k): SourcePart[] => {
    const part = { name, lambda: lambdas[k], probability: evidence.probs[k][id], share: shares[name] };
    return part.lambda > 0 ? [part] : [];
  });
  return {
    text,
    typed: reading.typed,
    probability: Math.min(1, probability / total),
    mixture: probs[id],
    parts,
    network: undefined,
    context: reading.read.inputs.slice(1 - usualOrder).map((input) => predictor.textOf(input)),
  };
}

function hear(
  predictor: Predictor,
  { text: { common }, ways, best }: Ranked,
  possible: ReadonlyMap<Reading, Possible>,
  voice: ProbsAfter,
): Heard {
  const joint: number[] = [];
  const offered: number[] = [];
  // Words that nobody has seen: as if they were one.
  let unseen = 0;
  const ofCandidate = new Map<Candidate, number>();
  for (const reading of ways) {
    const way = predictor.follow(common, reading.path, voice);
    if (way === 0) continue;
    const probs = voice(reading.read);
    const { ids, words } = possible.get(reading)!;
    for (const id of ids) joint.push(way * probs[id]);
    if (reading.typed !== '') unseen += way * predictor.newWords.beginningWith(reading.typed);
    for (const id of words) offered.push(way * probs[id]);
    for (const each of best) if (each.reading === reading) ofCandidate.set(each, way * probs[each.id]);
  }
  joint.push(unseen);
  const total = sum(joint);
  const falling = Float64Array.from(offered).sort().reverse();
  const chances = best.map((each) => {
    const probability = ofCandidate.get(each) ?? 0;
    return {
      probability: total > 0 ? Math.min(1, probability / total) : 0,
      rank: 1 + greaterThan(falling, probability),
    };
  });
  return { total, offered: sum(offered) + unseen, entropy: entropyInBits(joint, total), chances };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** H = −Σ p log₂ p, p = value / total. */
function entropyInBits(values: readonly number[], total: number): number {
  return values.reduce((bits, value) => (value > 0 ? bits - (value / total) * Math.log2(value / total) : bits), 0);
}

/** How many of these values are greater: they fall. */
function greaterThan(falling: Float64Array, value: number): number {
  let [low, high] = [0, falling.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (falling[middle] > value) low = middle + 1;
    else high = middle;
  }
  return low;
}
