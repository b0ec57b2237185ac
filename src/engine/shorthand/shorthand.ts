// Expands a writer's shorthand: at once by what is counted in the notes, and better by a network, once that has been asked
// to learn it.

import { setImmediate as nextTurn } from 'node:timers/promises';
import { countedPrior } from '../../predict/shapes/prior';
import type { ShorthandWords } from '../../predict/shapes/shorthandLattice';
import { inTurn } from '../../rnn/stepwise';
import { tokenizeLine } from '../../text/tokenize';
import { unwantedWords } from '../../text/unwanted';
import type { Counted } from '../counting';
import { type Asker, LearntOnDemand } from '../onDemand';
import { ProblemError } from '../problem';
import type {
  ExpandAnswer,
  ExpandRequest,
  LearnShorthandAnswer,
  LearnShorthandRequest,
  ShorthandExpansion,
} from '../protocol/shorthand';
import type { TrainingStatus } from '../protocol/training';
import { usualShapeOptions, type ShapeOptions } from '../shapes/plan';
import type { StoredShape } from '../shapes/shapeStore';
import type { TrainerFiles } from '../trainer';
import { type Expanded, Expander, expandingByChannel, shorthandWords, targetsOf } from './expander';
import { phrasesIn, shorthandLesson } from './lesson';

const seed = 1;
/** Characters before a shorthand that are read: they hold more words than are counted together. */
const mostBefore = 200;
/** Notes have outgrown a model when they have so many times its phrases. */
const outgrown = 1.5;

type Pause = Asker['pause'];

export class Shorthand {
  private readonly learning: LearntOnDemand;
  private readonly words = new WeakMap<Counted, Promise<ShorthandWords>>();
  private readonly phrases = new WeakMap<Counted, Promise<number>>();
  private readonly expanders = new WeakMap<StoredShape, Promise<Expander>>();

  /** @param counted what the notes hold, once it has been counted. @param minutes that learning may take. */
  constructor(
    private readonly files: TrainerFiles,
    private readonly counted: () => Counted | undefined,
    private readonly minutes = 5,
  ) {
    this.learning = new LearntOnDemand(files);
  }

  opened(folder: string): void {
    this.learning.opened(folder);
  }

  languageModel(status: TrainingStatus): void {
    this.learning.languageModel(status);
  }

  /** What has been learnt goes, and is learnt anew when somebody asks for that. */
  forget(): Promise<void> {
    return this.learning.forget();
  }

  /** @throws ProblemError noModel, where nothing has been counted yet; ExampleError, where there is nothing to expand. */
  async expand(request: ExpandRequest, pause: Pause): Promise<ExpandAnswer> {
    const counted = this.notes();
    const model = await this.learning.learnt();
    return model ? this.byNetwork(request, model, counted, pause) : this.byCounts(request, counted, pause);
  }

  /** @throws ProblemError noModel, alreadyTraining, outOfMemory; what `asker.pause` throws. */
  async learn({ threads, anew }: LearnShorthandRequest, asker: Asker): Promise<LearnShorthandAnswer> {
    const model = anew ? undefined : await this.learning.learnt();
    if (model) return { phrases: model.options.learntPhrases ?? 0 };
    const lesson = await inTurn(shorthandLesson(this.notes().notes, seed), asker.pause);
    if ('missing' in lesson) return lesson;
    const { split, cuts, phrases } = lesson;
    const options = optionsFor(phrases, threads, this.minutes);
    const isOf = ({ options: { learntPhrases } }: StoredShape) => learntPhrases === phrases;
    await this.learning.taught({ split, cuts, options, isOf }, asker, anew);
    return { phrases };
  }

  private notes(): Counted {
    const counted = this.counted();
    if (!counted) throw new ProblemError('noModel', 'There are no notes yet whose words a shorthand could stand for');
    return counted;
  }

  private async byNetwork(
    { shorthand, before, never }: ExpandRequest,
    model: StoredShape,
    counted: Counted,
    pause: Pause,
  ): Promise<ExpandAnswer> {
    const target = targetsOf(model);
    const { counts, lexicon } = counted;
    const expander = await once(this.expanders, model, () => this.opening(model));
    const prior = countedPrior(counts.spelled, contextOf(before, counted), (id) => lexicon.idOf(target.textOf(id)));
    const found = await inTurn(expander.expanding(shorthand, prior, wantedBy(never, target)), pause);
    const phrases = await once(this.phrases, counted, () => phrasesIn(counted.notes));
    const learnt = model.options.learntPhrases ?? 0;
    return { expansions: withShares(found), by: 'network', outgrown: phrases > outgrown * learnt };
  }

  private *opening(model: StoredShape): Generator<undefined, Expander> {
    return new Expander(this.files.kernels, model, yield* shorthandWords(targetsOf(model).words));
  }

  private async byCounts(
    { shorthand, before, never }: ExpandRequest,
    counted: Counted,
    pause: Pause,
  ): Promise<ExpandAnswer> {
    const { counts, lexicon } = counted;
    const words = await once(this.words, counted, () => shorthandWords(lexicon.wordsFrom(0)));
    const prior = countedPrior(counts.spelled, contextOf(before, counted));
    const textOf = (id: number) => lexicon.textOf(id);
    const found = expandingByChannel(shorthand, words, prior, textOf, wantedBy(never, lexicon));
    return { expansions: withShares(await inTurn(found, pause)), by: 'counts', outgrown: false };
  }
}

/** Made for the first who asks, and shared by all: it goes on also where that one is called off. */
function once<K extends object, V>(
  known: WeakMap<K, Promise<V>>,
  of: K,
  steps: () => Generator<undefined, V>,
): Promise<V> {
  const ready = known.get(of) ?? inTurn(steps(), nextTurn);
  known.set(of, ready);
  return ready;
}

/** The words before the shorthand on its line. */
function contextOf(before: string, { lexicon }: Counted): number[] {
  return tokenizeLine(before.slice(-mostBefore)).flatMap(({ tokens }) => tokens.map((token) => lexicon.idOf(token)));
}

/** Which words of these the writer does not mind. */
function wantedBy(never: ExpandRequest['never'], words: { textOf(id: number): string }): (id: number) => boolean {
  const unwanted = unwantedWords(never);
  return (id) => !unwanted.has(words.textOf(id).toLowerCase());
}

/** Each with its share of the probability that all of them have. */
function withShares(found: readonly Expanded[]): ShorthandExpansion[] {
  const most = Math.max(...found.map(({ logprob }) => logprob));
  const sum = found.reduce((total, { logprob }) => total + Math.exp(logprob - most), 0);
  return found.map(({ text, logprob, source, tokens, attention }) => {
    return { text, logprob, probability: Math.exp(logprob - most) / sum, source, target: tokens, attention };
  });
}

function optionsFor(phrases: number, threads: number, minutes: number): ShapeOptions {
  return {
    ...usualShapeOptions.pairs,
    shape: 'pairs',
    cell: 'lstm',
    activation: 'tanh',
    numLayers: 1,
    // A few thousand phrases are learnt by heart by a large one.
    hiddenSize: phrases < 5000 ? 128 : 256,
    batchSize: phrases < 5000 ? 32 : 64,
    gradClip: 1,
    seed,
    minutes,
    epochs: undefined,
    maxVocabSize: 20_000,
    threads,
    pooling: 'last',
    several: false,
    attention: true,
    parts: { validShare: 0, testShare: 0, reversed: false, shorthand: true },
    learntPhrases: phrases,
  };
}
