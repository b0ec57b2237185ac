// Texts as bags of words: how often each word stands in a text, wherever it stands. What can be told of a label so is what a
// network that reads in order has to be compared with.

/** Words by id, each once, and how often. */
export interface Bag {
  readonly ids: Int32Array;
  readonly counts: Float64Array;
}

/** Bags with their labels as numbers. */
export interface LabelledBags {
  readonly bags: readonly Bag[];
  /** Of each text, the places of its labels among all of them: one, or where several may hold, any number. [texts] */
  readonly classes: readonly ArrayLike<number>[];
}

/** What is learnt of bags: for each label, in the order of `labels`, its probability. */
export interface BagClassifier {
  readonly labels: readonly string[];
  probs(tokens: readonly string[]): Float64Array;
}

export class BagWords {
  private readonly ids = new Map<string, number>();

  constructor(texts: readonly (readonly string[])[]) {
    for (const tokens of texts)
      for (const token of tokens) if (!this.ids.has(token)) this.ids.set(token, this.ids.size);
  }

  get size(): number {
    return this.ids.size;
  }

  /** Words that were not learnt from tell nothing, and are left out. */
  bagOf(tokens: readonly string[]): Bag {
    return counted(tokens.flatMap((token) => this.ids.get(token) ?? []));
  }

  /** @param labels of each text one. */
  labelled(texts: readonly (readonly string[])[], labels: readonly string[]): LabelledBags & { labels: string[] } {
    const different = [...new Set(labels)].sort();
    const classes = labels.map((label) => [different.indexOf(label)]);
    return { labels: different, bags: texts.map((tokens) => this.bagOf(tokens)), classes };
  }
}

export function counted(ids: Iterable<number>): Bag {
  const counts = new Map<number, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return { ids: Int32Array.from(counts.keys()), counts: Float64Array.from(counts.values()) };
}

/** Scores to probabilities, in place. */
export function softmaxOf(scores: Float64Array): Float64Array {
  const most = scores.reduce((a, b) => Math.max(a, b));
  let sum = 0;
  for (let c = 0; c < scores.length; c++) sum += scores[c] = Math.exp(scores[c] - most);
  for (let c = 0; c < scores.length; c++) scores[c] /= sum;
  return scores;
}
