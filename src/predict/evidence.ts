// What each source of the mixture says of the next word, and what there is to tell about the context: the network, the
// counts of the notes, this document, and the notes nearest to it.

import { DocumentCache } from '../counts/documentCache';
import { lineStarts } from '../counts/lineStarts';
import type { Match } from '../counts/kneserNey';
import { lineOrder, type NoteCounts } from '../counts/noteCounts';
import { lineStart, start, unk } from '../text/vocabulary';
import { isMark } from '../text/wordShapes';
import { Gate } from './gate';
import type { LanguageModel } from './languageModel';

/** The sources, and how much each is trusted where nothing has been fitted: about what was found on collections of notes. */
const usualShares = {
  network: 0.52,
  memory: 0.1,
  notes: 0.1,
  folded: 0.08,
  skipping: 0.01,
  lines: 0.01,
  document: 0.12,
  documentLines: 0.01,
  neighbours: 0.05,
} as const;
export type SourceName = keyof typeof usualShares;
export const sourceNames = Object.keys(usualShares) as readonly SourceName[];
/** What the network says: its softmax, and its memory of the document. */
export const networkSources: readonly SourceName[] = ['network', 'memory'];
/** What is left out where the textbook's softmax is wanted, and nothing else. */
export const countedSources = sourceNames.filter((name) => name !== 'network');
const K = sourceNames.length;
const [network, memory, notes, folded, skipping, lines, document, documentLines, neighbours] = sourceNames.map(
  (_, i) => i,
);

/** What the gate knows of a context. */
export const featureCount = 23;

export const usualGate = Gate.constant(Object.values(usualShares), featureCount);

/** The text before the next word: input ids, and what followed each (one less, or −1 for the last). */
export interface TextRead {
  readonly inputs: readonly number[];
  readonly targets: readonly number[];
}

export interface Evidence {
  /** P_i(w). [K][capacity] */
  readonly probs: readonly Float32Array[];
  /** 1: the source has something to say. [K] */
  readonly speaks: Uint8Array;
  readonly features: Float32Array; // [F]
}

/** Words of a document that its folder does not know: so many can be told apart. */
export const mostNewWords = 2000;

const nearNotes = 6;
const mostNearEvents = 3000;
/** Nearness is looked up anew after so many more words. */
const nearnessStep = 20;

export class EvidenceReader {
  /** Ids of the notes' words, the boundary, and new words of the document. */
  readonly capacity: number;
  private readonly ownWords: DocumentCache;
  private readonly ownLines: DocumentCache;
  private readonly nearWords: DocumentCache;
  private nearnessOf: readonly number[] = [];
  /** Of the text gathered last: who has something to say, how much of its end the notes hold, and what it ends with. */
  private readonly heard = new Uint8Array(K);
  private match: Match = { order: 1, count: 0, followers: 0 };
  private nearest = lineStart;

  constructor(
    private readonly model: LanguageModel | undefined,
    private readonly counts: NoteCounts,
    private readonly without: ReadonlySet<SourceName> = new Set(),
    /** Room for so many words that the notes do not hold. */
    newWords = mostNewWords,
  ) {
    this.capacity = counts.vocabSize + 1 + newWords;
    this.ownWords = new DocumentCache(this.capacity);
    this.ownLines = new DocumentCache(this.capacity, lineOrder);
    this.nearWords = new DocumentCache(this.capacity);
  }

  /** Room for what `read` finds. */
  newEvidence(): Evidence {
    const probs = sourceNames.map(() => new Float32Array(this.capacity));
    return { probs, speaks: new Uint8Array(K), features: new Float32Array(featureCount) };
  }

  /** Fills `evidence`. @param ownNote the note that the document is saved as, −1: none. */
  read(text: TextRead, evidence: Evidence, ownNote = -1): void {
    this.gather(text, evidence, ownNote);
    this.describe(evidence, this.without);
  }

  /** What every source says of what comes next. `describe` must follow. */
  gather({ inputs, targets }: TextRead, evidence: Evidence, ownNote = -1): void {
    const { counts } = this;
    const { speaks, probs } = evidence;
    speaks.fill(0);
    const context = inputs.slice(-8);
    this.nearest = inputs.length > 0 ? inputs[inputs.length - 1] : lineStart;
    this.match = counts.spelled.matched(context);

    speaks[notes] = 1;
    counts.spelled.probs(context, probs[notes]);
    if (counts.folded) {
      speaks[folded] = 1;
      counts.folded.probs(context, probs[folded]);
    }
    if (counts.skipping(context, probs[skipping])) speaks[skipping] = 1;
    this.readDocument(inputs, targets, context, evidence, ownNote);
    if (this.nearest === lineStart) this.readLines(inputs, targets, evidence);
    if (this.model) this.readNetwork(this.model, inputs, targets, evidence);
    this.heard.set(speaks);
  }

  /** Who of those gathered is listened to, and what the gate is told of the context: nothing from who is left out. */
  describe({ probs, speaks, features }: Evidence, without: ReadonlySet<SourceName>): void {
    const { counts, match, nearest } = this;
    const V = counts.vocabSize;
    speaks.set(this.heard);
    for (const name of without) speaks[sourceNames.indexOf(name)] = 0;
    features.fill(0);
    features[0] = 1;
    if (match.order > 1) features[match.order - 1] = 1;
    features[5] = Math.log1p(match.count) / 5;
    features[6] = match.count > 0 ? match.followers / match.count : 1;
    features[7] = nearest === lineStart ? 1 : 0;
    features[8] = nearest === start ? 1 : 0;
    features[9] = nearest < V && nearest > lineStart && isMark(counts.words.texts[nearest]) ? 1 : 0;
    features[10] = Math.log1p(this.ownWords.events) / 7;
    features[11] = this.ownWords.agreed >= 1 ? 1 : 0;
    features[12] = this.ownWords.agreed >= 2 ? 1 : 0;
    features[13] = this.nearWords.agreed >= 2 ? 1 : 0;
    const [top, best] = greatest(probs[notes], V);
    features[14] = top;
    features[18] = speaks[document] ? greatest(probs[document], V)[0] : 0;
    features[19] = speaks[documentLines] && this.ownLines.agreed >= 1 ? 1 : 0;
    features[20] = speaks[folded] ? greatest(probs[folded], V)[0] : 0;
    features[21] = speaks[neighbours] ? greatest(probs[neighbours], V)[0] : 0;
    if (speaks[network]) {
      const [netTop, netBest] = greatest(probs[network], V);
      features[15] = netTop;
      features[16] = entropy(probs[network], V) / Math.log(V);
      features[17] = netBest === best ? 1 : 0;
    }
    features[22] = speaks[memory] ? greatest(probs[memory], V)[0] : 0;
  }

  /** The network reads a text for who will ask about it: see LanguageModel. */
  *readUp({ inputs }: TextRead): Generator<undefined, void> {
    if (this.model) yield* this.model.readUp(knownTo(this.model, inputs));
  }

  get hasNetwork(): boolean {
    return this.model !== undefined;
  }

  /** What the network says where it has read these tokens alone, without memory: over all words. undefined: there is none. */
  networkAfterOnly(inputs: readonly number[]): Float32Array | undefined {
    if (!this.model) return undefined;
    const out = new Float32Array(this.capacity);
    this.overAllWords(this.model.probsAfterOnly(knownTo(this.model, inputs)), this.counts.spelled.unigram, out);
    return out;
  }

  private readDocument(
    inputs: readonly number[],
    targets: readonly number[],
    context: readonly number[],
    { probs, speaks }: Evidence,
    ownNote: number,
  ): void {
    this.ownWords.set(inputs, targets);
    probs[document].fill(0);
    speaks[document] = this.ownWords.addTo(context, probs[document], 1) > 0 ? 1 : 0;
    this.findNear(targets, ownNote);
    probs[neighbours].fill(0);
    speaks[neighbours] = this.nearWords.addTo(context, probs[neighbours], 1) > 0 ? 1 : 0;
  }

  /** A line begins: how did the lines before begin? */
  private readLines(inputs: readonly number[], targets: readonly number[], { probs, speaks }: Evidence): void {
    const starts = lineStarts(inputs, targets);
    this.ownLines.set(starts.inputs, starts.targets);
    const context = starts.inputs.slice(1 - lineOrder);
    this.counts.lines.probs(starts.inputs.length < lineOrder ? starts.inputs : context, probs[lines]);
    speaks[lines] = 1;
    probs[documentLines].fill(0);
    speaks[documentLines] = this.ownLines.addTo(context, probs[documentLines], 1) > 0 ? 1 : 0;
  }

  private findNear(targets: readonly number[], ownNote: number): void {
    const known = this.nearnessOf;
    const due =
      targets.length < known.length || targets.length >= known.length + nearnessStep || targets[0] !== known[0];
    if (!due) return;
    this.nearnessOf = targets.slice();
    // In the order of their numbers, so that what stays near need not be read again.
    const near = this.counts.nearest(targets, nearNotes, ownNote).sort((a, b) => a - b);
    const all = (key: 'inputs' | 'targets') =>
      near.flatMap((note) => Array.from(this.counts.streams[note][key].subarray(0, mostNearEvents)));
    this.nearWords.set(all('inputs'), all('targets'));
  }

  private readNetwork(
    model: LanguageModel,
    inputs: readonly number[],
    targets: readonly number[],
    { probs, speaks }: Evidence,
  ): void {
    const context = knownTo(model, inputs);
    const said = model.nextProbs(context);
    probs[memory].fill(0);
    speaks[memory] = model.recall(context, targets, probs[memory]) ? 1 : 0;
    this.overAllWords(said, probs[notes], probs[network]);
    speaks[network] = 1;
  }

  /** What the network gives to words that it does not know is divided among them as they are counted. */
  private overAllWords(said: Float32Array, counted: Float32Array, out: Float32Array): void {
    const { vocabSize } = this.counts;
    const known = said.length;
    out.set(said);
    let rest = 0;
    for (let word = known; word < vocabSize; word++) rest += counted[word];
    const scale = rest > 0 ? said[unk] / rest : 0;
    if (rest > 0) out[unk] = 0;
    for (let word = known; word < vocabSize; word++) out[word] = scale * counted[word];
  }
}

function knownTo({ config }: LanguageModel, inputs: readonly number[]): number[] {
  return inputs.map((id) => (id < config.vocabSize ? id : unk));
}

function greatest(values: Float32Array, length: number): [value: number, place: number] {
  let place = 0;
  for (let i = 1; i < length; i++) if (values[i] > values[place]) place = i;
  return [values[place], place];
}

/** In nats. */
function entropy(probs: Float32Array, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) if (probs[i] > 1e-7) sum -= probs[i] * Math.log(probs[i]);
  return sum;
}
