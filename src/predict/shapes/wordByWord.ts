// A source taken word by word, each turned into the target word that it most likely means, without looking at any other:
// what memory and attention have to better. Which word means which is learnt from the pairs alone, IBM's model 1 (Brown et
// al. 1993): by expectation–maximisation, t(target | source) is how often the one would have come from the other, in pairs
// where each target word comes from one of the source's.

/** Sides of a pair, as words or labels. */
export interface WordPair {
  readonly source: readonly string[];
  readonly targets: readonly string[];
}

const rounds = 5;

export class WordByWord {
  private readonly meanings = new Map<string, string>();

  constructor(pairs: readonly WordPair[]) {
    let table = new Map<string, Map<string, number>>();
    for (let round = 0; round < rounds; round++) table = expected(pairs, table);
    for (const [word, means] of table) {
      const [best] = [...means].reduce((most, each) => (each[1] > most[1] ? each : most));
      this.meanings.set(word, best);
    }
  }

  /** Words that were not learnt stay as they are. */
  translate(source: readonly string[]): string[] {
    return source.map((word) => this.meanings.get(word) ?? word);
  }
}

/** t(target | source) after another round; where there is none before, all are equal. */
function expected(pairs: readonly WordPair[], before: ReadonlyMap<string, ReadonlyMap<string, number>>) {
  const counts = new Map<string, Map<string, number>>();
  for (const { source, targets } of pairs) {
    for (const target of targets) {
      const chances = source.map((word) => (before.size === 0 ? 1 : (before.get(word)?.get(target) ?? 0)));
      const sum = chances.reduce((a, b) => a + b, 0);
      source.forEach((word, i) => {
        if (!counts.has(word)) counts.set(word, new Map());
        const of = counts.get(word)!;
        of.set(target, (of.get(target) ?? 0) + chances[i] / sum);
      });
    }
  }
  for (const of of counts.values()) {
    const sum = [...of.values()].reduce((a, b) => a + b, 0);
    for (const [target, count] of of) of.set(target, count / sum);
  }
  return counts;
}
