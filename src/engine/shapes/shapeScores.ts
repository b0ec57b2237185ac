// How good a model of another shape is on examples that it has not seen.

import type { KernelModule } from '../kernelHost';
import { type Example, ExampleError } from '../../text/examples/example';
import { Labelling } from './labelling';
import { scoreLabels } from './labelScores';
import { percent, type ShapeScores } from './scoring';
import type { StoredShape } from './shapeStore';
import { Translation } from './translation';
import { chrf, type Comparison } from '../../predict/shapes/chrf';
import { textOf } from '../../text/examples/units';

/** @throws ExampleError for a label that was not learnt. */
export function scoreShape(
  kernels: KernelModule,
  model: StoredShape,
  examples: readonly Example[],
  progress: (done: number) => void,
): ShapeScores {
  if (model.config.shape === 'pairs') return scorePairs(new Translation(kernels, model), model, examples, progress);
  const labelling = new Labelling(kernels, model);
  const known = new Set(labelling.labels);
  for (const { targets, place } of examples) {
    const unknown = targets.find((label) => !known.has(label));
    if (unknown !== undefined) {
      throw new ExampleError(`${place}: the label "${unknown}" was not among the examples that were learnt`);
    }
  }
  if (model.config.shape === 'tag') return scoreTags(labelling, examples, progress);
  return scoreLabels(labelling, examples, progress);
}

function scoreTags(labelling: Labelling, examples: readonly Example[], progress: (done: number) => void): ShapeScores {
  let [right, tokens, whole] = [0, 0, 0];
  examples.forEach(({ source, targets }, i) => {
    const hits = labelling.tag(source).filter((found, t) => found?.label === targets[t]).length;
    right += hits;
    tokens += source.length;
    if (hits === source.length) whole++;
    progress((i + 1) / examples.length);
  });
  return {
    examples: examples.length,
    tokens,
    accuracy: percent(right / tokens),
    whole: percent(whole / examples.length),
  };
}

function scorePairs(
  translation: Translation,
  model: StoredShape,
  examples: readonly Example[],
  progress: (done: number) => void,
): ShapeScores {
  const asked = referencesOf(examples, model.cuts);
  let [first, among, done] = [0, 0, 0];
  const compared: Comparison[] = [];
  for (const { text, references } of asked) {
    const found = translation.translate(text);
    compared.push({ found: found[0]?.text ?? '', references });
    if (found.length > 0 && references.includes(found[0].text)) first++;
    if (found.some((each) => references.includes(each.text))) among++;
    progress(++done / asked.length);
  }
  return {
    sources: asked.length,
    exact: percent(first / asked.length),
    exactAmong5: percent(among / asked.length),
    chrf: Number(chrf(compared).toFixed(2)),
  };
}

/** Each source once, with all that the examples have for it. */
export function referencesOf(examples: readonly Example[], { source: from, target: to }: StoredShape['cuts']) {
  const bySource = new Map<string, { readonly source: readonly string[]; readonly targets: Set<string> }>();
  for (const { source, targets } of examples) {
    const text = textOf(source, from.unit);
    if (!bySource.has(text)) bySource.set(text, { source, targets: new Set() });
    bySource.get(text)!.targets.add(textOf(targets, to.unit));
  }
  return [...bySource].map(([text, { source, targets }]) => ({ text, source, references: [...targets] }));
}
