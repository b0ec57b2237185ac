// What answers requests: the network with its weights, the counts of the notes, and how much each is trusted. Any of the
// first two may be missing; each is replaced whole when another takes its place.

import { finish } from '../rnn/stepwise';
import { NoteCounts, countNotes } from '../counts/noteCounts';
import type { Kernels } from '../kernels/kernels';
import { type Percentiles, usualPercentiles } from '../predict/calibration';
import { countedSources, EvidenceReader, networkSources, type SourceName, usualGate } from '../predict/evidence';
import { explain } from '../predict/explanation';
import { Gate } from '../predict/gate';
import { type DraftEnd, type DraftPart, writeOn } from '../predict/generation';
import { Inspection } from '../predict/inspection';
import { LanguageModel } from '../predict/languageModel';
import { LineBreaks } from '../predict/lineBreaks';
import { type Memory, MemoryProbe } from '../predict/memory';
import { GhostPace } from '../predict/ghostPace';
import { Mixture } from '../predict/mixture';
import { NewWords } from '../predict/newWords';
import { withPinned } from '../predict/pinned';
import { Predictor } from '../predict/predictor';
import type { Arena } from '../rnn/arena';
import type { NetworkConfig } from '../rnn/config';
import type { Note } from '../text/corpus';
import { spelledLike, straightened } from '../text/apostrophes';
import { type ProseBefore, proseBeforeCursor } from '../text/cursor';
import { Lexicon } from '../text/lexicon';
import { lineBreakAfter } from '../text/lineBreak';
import type { TokenUnit } from '../text/units';
import { unwantedWords } from '../text/unwanted';
import type { Vocabulary } from '../text/vocabulary';
import { shapingWords } from '../text/wordShapes';
import type { Counted } from './counting';
import { buildIn, createMemory, type KernelModule } from './kernelHost';
import { type Fit, type Fits, leftOut } from './mixtureJobs';
import type { InspectedPart, InspectRequest, MemoryRequest } from './protocol/inspection';
import type { ExplainRequest, Explanation, GenerateRequest, Prediction, PredictRequest } from './protocol/suggestions';

/** A network and the words that it knows. */
export class NetworkAnswers {
  readonly model: LanguageModel;
  private readonly inspection: Inspection;
  /** Made when it is first asked for. */
  private memoryProbe: MemoryProbe | undefined;

  constructor(
    kernels: KernelModule,
    readonly config: NetworkConfig,
    readonly vocabulary: Vocabulary,
    readonly unit: TokenUnit,
    /** Flat, as in ParameterSet. */
    public weights: Float32Array,
  ) {
    const layout = (arena: Arena, k: Kernels) => new LanguageModel(arena, k, config);
    this.model = buildIn(kernels, createMemory(layout), layout);
    this.inspection = new Inspection(this.model, vocabulary, unit);
    this.use(weights);
  }

  use(weights: Float32Array): void {
    this.weights = weights;
    this.model.use(weights);
    this.inspection.forget();
  }

  /** undefined: a moment in which other requests are answered. */
  inspect(request: InspectRequest): Generator<InspectedPart | undefined> {
    return this.inspection.read(request);
  }

  /** Yields every few milliseconds. undefined: the cursor stands outside prose. */
  *memory(request: MemoryRequest): Generator<undefined, Memory | undefined> {
    const { lines, inProse } = proseBeforeCursor(request.text, request.format);
    if (!inProse) return undefined;
    this.memoryProbe ??= new MemoryProbe(this.model, this.vocabulary, this.unit);
    const { weights } = this;
    const work = this.memoryProbe.look(lines, request.k);
    for (;;) {
      const { done, value } = work.next();
      if (done) return value;
      yield;
      // Half of a gradient from other weights would be none.
      if (this.weights !== weights) return yield* this.memory(request);
    }
  }
}

export class Answerer {
  private readonly predictor: Predictor;
  private readonly mixture: Mixture;
  private readonly evidence: EvidenceReader;
  private readonly newMixture: () => Mixture;
  /** The text before the word that began last. */
  private wordStart: string | undefined;
  /** The last text that was asked about; undefined: other weights have come since. */
  private lastText: string | undefined;
  /** Counted when the first draft is written. */
  private lineBreaks: LineBreaks | undefined;

  /**
   * @param counted over the network's words, if there is a network.
   * @param without sources to leave out.
   * @param pace of the ghost text shown so far.
   */
  constructor(
    readonly network: NetworkAnswers | undefined,
    readonly counted: Counted | undefined,
    private readonly fits: Fits,
    private readonly without: ReadonlySet<SourceName> = new Set(),
    private readonly pace = new GhostPace(),
  ) {
    const lexicon = counted?.lexicon ?? Lexicon.over(network?.vocabulary);
    const counts = counted?.counts ?? noCounts(lexicon);
    const silent = counted ? without : new Set([...without, ...countedSources]);
    const deaf = networkSources.every((name) => without.has(name));
    const newEvidence = () => new EvidenceReader(deaf ? undefined : network?.model, counts, silent);
    const fit = this.fit();
    const gate = fit ? Gate.fromJSON(fit.gate) : usualGate;
    this.newMixture = () => new Mixture(newEvidence(), gate);
    this.evidence = newEvidence();
    this.mixture = new Mixture(this.evidence, gate);
    const { foldedOf } = counts.words;
    const seen = counts.spelled.wordCounts();
    const known = new Uint8Array(counts.vocabSize);
    seen.forEach((count, id) => (known[foldedOf[id]] |= count > 0 ? 1 : 0));
    const isKnown = (id: number) => !counted || known[foldedOf[id]] === 1;
    const isSeen = (id: number) => !counted || seen[id] > 0;
    const newWords = new NewWords(counts.words.texts, seen);
    this.predictor = new Predictor(this.mixture, lexicon, counts.words, this.unit, { isKnown, isSeen, newWords });
  }

  get unit(): TokenUnit {
    return this.network?.unit ?? 'words';
  }

  /** The network has learnt more. */
  weightsChanged(): void {
    this.mixture.forget();
    this.lastText = undefined;
  }

  /**
   * Before `predict`: a text that is new here, or new to the weights, may be long. Yields every few milliseconds; what has
   * been read by then is not read again.
   */
  *readUp(request: PredictRequest): Generator<undefined, void> {
    if (this.lastText !== undefined && goesOn(this.lastText, request.text)) return;
    const { lines, inProse } = proseOf(request);
    if (inProse) yield* this.predictor.readUp(lines);
  }

  predict(request: PredictRequest): Prediction {
    const { text, k, ignored, never, file, ghostShare, toSentenceEnd } = request;
    this.lastText = text;
    const { lines, inProse } = proseOf(request);
    if (!inProse) return { items: [], prefixLength: 0 };
    const ownNote = this.noteOf(file);
    const byShare = ghostShare !== undefined && !toSentenceEnd;
    const ghostThreshold = byShare ? this.pace.threshold(ghostShare, this.percentiles) : undefined;
    const words = { ignored: ignored?.map(straightened), never: unwantedWords(never) };
    const prediction = this.predictor.predict(lines, { k, ...words, ownNote, ghostThreshold, toSentenceEnd });
    const { items, prefixLength } = prediction;
    if (ghostThreshold !== undefined && prefixLength === 0 && items.length > 0 && text !== this.wordStart) {
      this.wordStart = text;
      this.pace.wordBegan(items[0].probability >= ghostThreshold);
    }
    const spelled = respelled(prediction, spelledLike(text));
    return withPinned(spelled, lines.at(-1)!, request.pinned ?? [], ghostThreshold !== undefined);
  }

  /** Yields between its parts, so that other requests are answered in between. undefined: the text ends outside prose. */
  *explain({ text, format, k, file }: ExplainRequest): Generator<undefined, Explanation | undefined> {
    const { lines, inProse } = proseBeforeCursor(text, format);
    if (!inProse) return undefined;
    return yield* explain(this.predictor, this.evidence, lines, { k, ownNote: this.noteOf(file) });
  }

  /** A draft that goes on from a text, token by token. */
  *generate({ text, format, file, never, ...options }: GenerateRequest): Generator<DraftPart, DraftEnd> {
    const { lines, inProse } = proseBeforeCursor(text, format);
    if (!inProse) return 'noProse';
    this.lineBreaks ??= new LineBreaks(this.counted?.notes.map(({ sentences }) => sentences));
    const place = { lines, lineBreak: lineBreakAfter(text, format), ownNote: this.noteOf(file) };
    const spell = spelledLike(text);
    const wishes = { ...options, never: unwantedWords(never) };
    const draft = writeOn(this.predictor, this.newMixture(), place, this.lineBreaks, wishes);
    for (;;) {
      const { done, value } = draft.next();
      if (done) return value;
      yield { ...value, text: spell(value.text) };
    }
  }

  predictLines(lines: readonly string[], k: number, ignored?: readonly string[]): Prediction {
    return this.predictor.predict(lines, { k, ignored });
  }

  /** How sure first suggestions usually are. */
  get percentiles(): Percentiles {
    return this.fit()?.percentiles ?? usualPercentiles;
  }

  /** Of every token of a note, in order; 0 for a word that nothing before it tells of. */
  *probabilities({ sentences }: Note): Generator<number> {
    yield* this.predictor.probabilities(sentences);
  }

  private noteOf(file: string | undefined): number {
    return file === undefined ? -1 : (this.counted?.noteOf.get(file) ?? -1);
  }

  private fit(): Fit | undefined {
    const without = this.network ? this.without : new Set<SourceName>([...this.without, ...networkSources]);
    return this.fits[leftOut(without)];
  }
}

/** What a prediction goes on from. */
function proseOf({ text, format, inCode }: PredictRequest): ProseBefore {
  const prose = proseBeforeCursor(text, format);
  return inCode && !prose.inProse ? proseBeforeCursor(text, 'plaintext') : prose;
}

/** The same text with a few words more or less at its end. */
function goesOn(before: string, text: string): boolean {
  const few = 200;
  const length = Math.max(before.length, text.length) - few;
  return length <= 0 || (text.length >= length && before.startsWith(text.slice(0, length)));
}

/** @param spell keeps the length of a word. */
function respelled({ items, ghost, prefixLength }: Prediction, spell: (word: string) => string): Prediction {
  const endOf = (word: string, insert: string) => {
    const length = Math.min(insert.length, word.length);
    return insert.slice(0, insert.length - length) + spell(word).slice(word.length - length);
  };
  const spelled = items.map((item) => {
    const insert = item.insert === undefined ? undefined : endOf(item.text, item.insert);
    return { ...item, text: spell(item.text), insert };
  });
  if (!ghost) return { items: spelled, prefixLength };
  const [first, ...others] = ghost.parts;
  const parts = [endOf(items[0].text, first), ...others.map(spell)];
  return { items: spelled, prefixLength, ghost: { ...ghost, parts } };
}

/** Of no notes at all. */
function noCounts(lexicon: Lexicon): NoteCounts {
  const words = finish(shapingWords(lexicon));
  return new NoteCounts(countNotes([], words), words, []);
}
