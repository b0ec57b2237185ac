// The count model that does not tell upper from lower case: what follows "The garden" follows "the garden" too. Contexts
// and words are folded, so that counts come together that a model of spellings keeps apart, and the spelling of what is
// expected is put back by position: P(w | c) = P(folded w | folded c) · P(w | folded w, position).

import type { WordShapes } from '../text/wordShapes';
import { countNgrams, NgramModel, type NgramTables } from './kneserNey';
import type { EventStream } from './ngramTables';
import { casePosition, countSurfaces, type SurfaceTables } from './surfaceForms';

export interface FoldedTables {
  readonly ngrams: NgramTables;
  readonly surfaces: SurfaceTables;
}

export function countFolded(streams: readonly EventStream[], words: WordShapes): FoldedTables {
  const fold = (ids: Int32Array) => ids.map((id) => (id < 0 ? id : words.foldedOf[id]));
  const folded = streams.map(({ inputs, targets }) => ({ inputs: fold(inputs), targets: fold(targets) }));
  return { ngrams: countNgrams(folded, words.texts.length), surfaces: countSurfaces(streams, words) };
}

export class FoldedModel {
  private readonly model: NgramModel;
  private readonly folded: Float32Array; // [V]
  /** How many folded forms there are. */
  private readonly forms: number;

  constructor(
    private readonly tables: FoldedTables,
    private readonly words: WordShapes,
  ) {
    this.model = new NgramModel(tables.ngrams);
    this.folded = new Float32Array(words.texts.length);
    this.forms = words.foldedOf.reduce((sum, first, word) => sum + (first === word ? 1 : 0), 0);
  }

  /** Fills `out` [V] with P(w | context). */
  probs(context: ArrayLike<number>, out: Float32Array): void {
    const { foldedOf } = this.words;
    const V = foldedOf.length;
    const from = Math.max(0, context.length - this.model.order);
    const near = Array.from({ length: context.length - from }, (_, i) => {
      const id = context[from + i];
      return id < V ? foldedOf[id] : id;
    });
    // What was cut off must not look like the beginning of the note.
    this.model.probs(near, this.folded);
    const shares =
      this.tables.surfaces.shares[casePosition(context.length > 0 ? context[context.length - 1] : -1, this.words)];
    // What the n-gram model leaves to ids that are no folded forms belongs to those that are.
    let lost = 0;
    for (let word = 0; word < V; word++) if (foldedOf[word] !== word) lost += this.folded[word];
    const share = lost / this.forms;
    for (let word = 0; word < V; word++) out[word] = (this.folded[foldedOf[word]] + share) * shares[word];
  }
}
