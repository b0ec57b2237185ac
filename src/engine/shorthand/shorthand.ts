// Expands a writer's shorthand: at once by what is counted in the notes, and better by a network, once that has been asked
// to learn it.

import { countedPrior } from '../../predict/shapes/prior';
import { ShorthandWords } from '../../predict/shapes/shorthandLattice';
import { isSpecialId, Vocabulary } from '../../text/vocabulary';
import { tokenizeLine } from '../../text/tokenize';
import type { Counted } from '../counting';
import { type Asker, LearntOnDemand } from '../onDemand';
import { ProblemError } from '../problem';
import type {
  ExpandAnswer,
  ExpandRequest,
  LearnShorthandAnswer,
  LearnShorthandRequest,
  ShorthandExpansion,
  TrainingStatus,
} from '../protocol';
import { usualShapeOptions, type ShapeOptions } from '../shapes/plan';
import type { StoredShape } from '../shapes/shapeStore';
import type { TrainerFiles } from '../trainer';
import { type Expanded, Expander, expandingByChannel } from './expander';
import { countPhrases, shorthandLesson } from './lesson';

const seed = 1;
/** Words that are prepared before others are served. */
const portion = 200;
/** Notes have outgrown a model when they have so many times its phrases. */
const outgrown = 1.5;

type Pause = Asker['pause'];

export class Shorthand {
  private readonly learning: LearntOnDemand;
  private expander: Expander | undefined;
  private known: { readonly counted: Counted; readonly words: Promise<ShorthandWords> } | undefined;

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
  async forget(): Promise<void> {
    await this.learning.forget();
    this.expander = undefined;
    this.known = undefined;
  }

  /** @throws ProblemError noModel, where nothing has been counted yet; ExampleError, where there is nothing to expand. */
  async expand({ shorthand, before }: ExpandRequest, pause: Pause): Promise<ExpandAnswer> {
    const counted = this.notes();
    const model = await this.learning.learnt();
    const context = contextOf(before, counted);
    const found = await (model
      ? inTurn(this.open(model).expanding(shorthand, this.priorOf(model, counted, context)), pause)
      : this.byCounts(shorthand, counted, context, pause));
    const by = model ? 'network' : 'counts';
    return { expansions: withShares(found), by, outgrown: model !== undefined && isOutgrown(model, counted) };
  }

  /** @throws ProblemError noModel, alreadyTraining, outOfMemory; what `asker.pause` throws. */
  async learn({ threads, anew }: LearnShorthandRequest, asker: Asker): Promise<LearnShorthandAnswer> {
    const lesson = shorthandLesson(this.notes().notes, seed);
    if ('missing' in lesson) return lesson;
    const { split, cuts, phrases } = lesson;
    const options = optionsFor(phrases, threads, this.minutes);
    const isOf = (model: StoredShape) => !anew || model.options.learntPhrases === phrases;
    await this.learning.taught({ split, cuts, options, isOf }, asker);
    return { phrases };
  }

  private notes(): Counted {
    const counted = this.counted();
    if (!counted) throw new ProblemError('noModel', 'There are no notes yet whose words a shorthand could stand for');
    return counted;
  }

  private open(model: StoredShape): Expander {
    if (this.expander?.model !== model) this.expander = new Expander(this.files.kernels, model);
    return this.expander;
  }

  /** Over the words of the model. */
  private priorOf({ words: { target } }: StoredShape, { counts, lexicon }: Counted, context: readonly number[]) {
    if (!(target instanceof Vocabulary)) throw new Error('this model has no pairs');
    return countedPrior(counts.spelled, context, (id) => lexicon.idOf(target.textOf(id)));
  }

  private async byCounts(shorthand: string, counted: Counted, context: readonly number[], pause: Pause) {
    const { counts, lexicon } = counted;
    const words = await this.wordsOf(counted, pause);
    const prior = countedPrior(counts.spelled, context);
    return inTurn(
      expandingByChannel(shorthand, words, prior, (id) => lexicon.textOf(id)),
      pause,
    );
  }

  /** All words that the notes hold, with how they may be shortened. */
  private wordsOf(counted: Counted, pause: Pause): Promise<ShorthandWords> {
    if (this.known?.counted !== counted) this.known = { counted, words: prepared(counted, pause) };
    const { words } = this.known;
    // The next who asks begins anew where this one has been called off.
    words.catch(() => (this.known = undefined));
    return words;
  }
}

async function prepared({ lexicon }: Counted, pause: Pause): Promise<ShorthandWords> {
  const words = new ShorthandWords();
  for (let id = 0; id < lexicon.size; id++) {
    if (id % portion === 0) await pause();
    if (!isSpecialId(id)) words.add(lexicon.textOf(id), id);
  }
  return words;
}

/** The words before the shorthand on its line. */
function contextOf(before: string, { lexicon }: Counted): number[] {
  return tokenizeLine(before).flatMap(({ tokens }) => tokens.map((token) => lexicon.idOf(token)));
}

async function inTurn<T>(steps: Generator<undefined, T>, pause: Pause): Promise<T> {
  for (;;) {
    await pause();
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Each with its share of the probability that all of them have. */
function withShares(found: readonly Expanded[]): ShorthandExpansion[] {
  const most = Math.max(...found.map(({ logprob }) => logprob));
  const sum = found.reduce((total, { logprob }) => total + Math.exp(logprob - most), 0);
  return found.map(({ text, logprob, source, tokens, attention }) => {
    return { text, logprob, probability: Math.exp(logprob - most) / sum, source, target: tokens, attention };
  });
}

function isOutgrown({ options }: StoredShape, { notes }: Counted): boolean {
  return countPhrases(notes) > outgrown * (options.learntPhrases ?? 0);
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
