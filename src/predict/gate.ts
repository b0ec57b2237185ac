// How much each source of the mixture is trusted, by context: λ = softmax(W f), a small gate over features of the context
// (Jacobs et al. 1991), fitted on held-out notes so that they are as probable as can be:
//
//   P(w) = Σ_i λ_i P_i(w)      ∂ log P / ∂ z_i = λ_i P_i(w) / P(w) − λ_i      (z = W f)
//
// which is EM's responsibility of the source minus its weight. A source that has nothing to say in a context is left out.

/** What the sources said of held-out words. N samples, K sources, F features. */
export interface GateSamples {
  readonly size: number;
  /** P_i of the word that came. [N, K] */
  readonly probs: Float32Array;
  /** 1: the source had something to say. [N, K] */
  readonly speaks: Uint8Array;
  readonly features: Float32Array; // [N, F]
  /** How much each counts. [N] */
  readonly weights: Float32Array;
}

export interface GateJson {
  readonly sources: number;
  readonly features: number;
  readonly weights: readonly number[];
}

const iterations = 250;
const learningRate = 0.1;
/** How strongly weights are held to those of the beginning: at least so much, and more the fewer samples there are. */
const l2 = 3e-4;
const l2Samples = 0.5;

export class Gate {
  private constructor(
    readonly sources: number, // K
    readonly features: number, // F
    private readonly weights: Float64Array, // [K, F]
  ) {}

  /** The same trust in every context. @param shares λ of each source, if all speak. Feature 0 must be 1 always. */
  static constant(shares: readonly number[], features: number): Gate {
    const weights = new Float64Array(shares.length * features);
    shares.forEach((share, k) => (weights[k * features] = Math.log(share)));
    return new Gate(shares.length, features, weights);
  }

  static fromJSON({ sources, features, weights }: GateJson): Gate {
    return new Gate(sources, features, Float64Array.from(weights));
  }

  toJSON(): GateJson {
    return {
      sources: this.sources,
      features: this.features,
      weights: [...this.weights].map((w) => Number(w.toFixed(5))),
    };
  }

  /** λ of every source that speaks, 0 for the others; they sum to one, or all are 0 where none speaks. */
  lambdas(
    features: ArrayLike<number>,
    speaks: ArrayLike<number>,
    out = new Float64Array(this.sources),
  ): Float64Array<ArrayBufferLike> {
    const { sources: K, features: F, weights } = this;
    let most = -Infinity;
    for (let k = 0; k < K; k++) {
      let z = 0;
      for (let f = 0; f < F; f++) z += weights[k * F + f] * features[f];
      out[k] = speaks[k] ? z : -Infinity;
      if (out[k] > most) most = out[k];
    }
    if (most === -Infinity) return out.fill(0);
    let total = 0;
    for (let k = 0; k < K; k++) total += out[k] = Math.exp(out[k] - most);
    for (let k = 0; k < K; k++) out[k] /= total;
    return out;
  }

  /** Fitted from `prior` on, by Adam (Kingma & Ba 2015) over all samples at once. */
  static fit(samples: GateSamples, prior: Gate): Gate {
    const { sources: K, features: F } = prior;
    const gate = new Gate(K, F, prior.weights.slice());
    const { weights } = gate;
    const total = samples.weights.reduce((sum, weight) => sum + weight, 0);
    const gradientOf = gradient(samples, K, F);
    const [m, v] = [0, 1].map(() => new Float64Array(K * F));
    const hold = l2 + l2Samples / Math.max(1, total);
    for (let step = 1; step <= iterations; step++) {
      const summed = gradientOf(weights);
      const rate = learningRate * Math.min(1, 2 * (1 - step / (iterations + 1)));
      for (let i = 0; i < K * F; i++) {
        const g = summed[i] / Math.max(1, total) - hold * (weights[i] - prior.weights[i]);
        m[i] = 0.9 * m[i] + 0.1 * g;
        v[i] = 0.99 * v[i] + 0.01 * g * g;
        weights[i] += (rate * (m[i] / (1 - 0.9 ** step))) / (Math.sqrt(v[i] / (1 - 0.99 ** step)) + 1e-8);
      }
    }
    return gate;
  }
}

/** ∂ Σ log P / ∂ W over all samples, for weights [K, F]. Most features are zero and many sources silent: only the others count. */
function gradient({ size, probs, speaks, features, weights: importance }: GateSamples, K: number, F: number) {
  const speaking = thoseNotZero(speaks, size, K);
  const present = thoseNotZero(features, size, F);
  const out = new Float64Array(K * F);
  const lambda = new Float64Array(K);
  return (weights: Float64Array): Float64Array => {
    out.fill(0);
    for (let n = 0; n < size; n++) {
      const [from, to] = [speaking.begins[n], speaking.begins[n + 1]];
      const [first, end] = [present.begins[n], present.begins[n + 1]];
      let most = -Infinity;
      for (let s = from; s < to; s++) {
        const row = speaking.places[s] * F;
        let z = 0;
        for (let i = first; i < end; i++) z += weights[row + present.places[i]] * present.values[i];
        lambda[s - from] = z;
        if (z > most) most = z;
      }
      let total = 0;
      for (let s = from; s < to; s++) total += lambda[s - from] = Math.exp(lambda[s - from] - most);
      let p = 0;
      for (let s = from; s < to; s++) p += (lambda[s - from] /= total) * probs[n * K + speaking.places[s]];
      // A word that no source holds possible tells nothing of them.
      if (p <= 0) continue;
      for (let s = from; s < to; s++) {
        const [share, row] = [lambda[s - from], speaking.places[s] * F];
        const g = importance[n] * ((share * probs[n * K + speaking.places[s]]) / p - share);
        for (let i = first; i < end; i++) out[row + present.places[i]] += g * present.values[i];
      }
    }
    return out;
  };
}

/** Of every row of [N, width] those that are not zero: from begins[n] to begins[n + 1], where they stand and what they are. */
function thoseNotZero(matrix: Float32Array | Uint8Array, size: number, width: number) {
  const begins = new Int32Array(size + 1);
  const places = new Uint8Array(size * width);
  const values = new Float64Array(size * width);
  let end = 0;
  for (let n = 0; n < size; n++) {
    for (let place = 0; place < width; place++) {
      const value = matrix[n * width + place];
      if (value === 0) continue;
      places[end] = place;
      values[end++] = value;
    }
    begins[n + 1] = end;
  }
  return { begins, places, values };
}
