// A network that reads in order and labels by single words know different things: their probabilities are pooled,
//
//   P(label | text) ∝ P_network(label)ᵃ · P_memoryless(label)ᵇ          (log-linear pooling, Genest & Zidek 1986)
//
// where several labels may hold at once, each label's odds by itself. a and b are those under which texts that are held
// out are most probable, drawn towards equal shares where there are few of them.

export interface LabelWeights {
  /** a */
  readonly network: number;
  /** b */
  readonly memoryless: number;
}

export interface TwoOpinions {
  /** [C] */
  readonly network: ArrayLike<number>;
  readonly memoryless: ArrayLike<number>;
}

export interface HeldOpinions extends TwoOpinions {
  /** The labels that the text has. */
  readonly classes: ArrayLike<number>;
}

export const equalWeights: LabelWeights = { network: 0.5, memoryless: 0.5 };

const least = 1e-9;
/** λ of λ/2 ‖weights − equal ones‖²: as much as a text or two say. */
const prior = 1;
/** The first step of the search, and the one that is fine enough. */
const [coarse, fine] = [0.5, 0.005];

/** [C] */
export function pooled({ network, memoryless }: TwoOpinions, weights: LabelWeights, several: boolean): Float32Array {
  const power = several ? logOdds : (p: number) => Math.log(Math.max(p, least));
  const scores = Float32Array.from(
    network,
    (p, c) => weights.network * power(p) + weights.memoryless * power(memoryless[c]),
  );
  if (several) return scores.map((score) => 1 / (1 + Math.exp(-score)));
  const most = scores.reduce((a, b) => Math.max(a, b));
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((p) => p / sum);
}

/** The loss is convex in both weights: going downhill in ever smaller steps finds its least. Yields at each. */
export function* fittingLabelWeights(
  held: readonly HeldOpinions[],
  several: boolean,
): Generator<undefined, LabelWeights> {
  const loss = (weights: LabelWeights) =>
    held.reduce((sum, each) => sum + lossOf(pooled(each, weights, several), each.classes, several), 0) +
    (prior / 2) * ((weights.network - 0.5) ** 2 + (weights.memoryless - 0.5) ** 2);
  let best: LabelWeights = equalWeights;
  let least = loss(best);
  for (let step = coarse; step > fine; step /= 2) {
    for (let better = true; better;) {
      better = false;
      for (const [a, b] of [
        [step, 0],
        [-step, 0],
        [0, step],
        [0, -step],
        [step, -step],
        [-step, step],
      ] as const) {
        yield;
        const next = { network: Math.max(0, best.network + a), memoryless: Math.max(0, best.memoryless + b) };
        const there = loss(next);
        if (there < least) [best, least, better] = [next, there, true];
      }
    }
  }
  return best;
}

function logOdds(p: number): number {
  const kept = Math.min(1 - least, Math.max(least, p));
  return Math.log(kept / (1 - kept));
}

/** −ln P(labels) */
function lossOf(probs: Float32Array, classes: ArrayLike<number>, several: boolean): number {
  const held = new Set(Array.from(classes));
  return probs.reduce((sum, p, c) => {
    if (held.has(c)) return sum - Math.log(Math.max(p, least));
    return several ? sum - Math.log(Math.max(1 - p, least)) : sum;
  }, 0);
}
