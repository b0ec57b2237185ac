// How often a classifier is right on texts that it has not seen: the network and single words together, and each alone.

import type { Example } from '../../text/examples/example';
import type { LabelChance, Labelling } from './labelling';
import { percent, type ShapeScores } from './scoring';

/** Of one text, its labels, most probable first. */
type Ranked = readonly LabelChance[];

export function scoreLabels(
  labelling: Labelling,
  examples: readonly Example[],
  progress: (done: number) => void,
): ShapeScores {
  const score = labelling.config.several ? scoreSeveral : scoreClasses;
  const together: Ranked[] = [];
  const network: Ranked[] = [];
  const memoryless: Ranked[] = [];
  examples.forEach(({ source }, i) => {
    const opinions = labelling.opinions(source);
    together.push(labelling.classifyTokens(source).labels);
    network.push(opinions.network.labels);
    if (opinions.memoryless) memoryless.push(opinions.memoryless.labels);
    progress((i + 1) / examples.length);
  });
  const scores = { examples: examples.length, ...score(together, examples) };
  if (memoryless.length === 0) return scores;
  return {
    ...scores,
    ...prefixed('network', score(network, examples)),
    ...prefixed('memoryless', score(memoryless, examples)),
  };
}

function scoreClasses(found: readonly Ranked[], examples: readonly Example[]): ShapeScores {
  const ranks = found.map((labels, i) => labels.findIndex(({ label }) => label === examples[i].targets[0]));
  const share = (most: number) => percent(ranks.filter((rank) => rank < most).length / examples.length);
  const loss = found.reduce((sum, labels, i) => sum - Math.log(Math.max(1e-12, labels[ranks[i]].probability)), 0);
  return { accuracy: share(1), accuracyAmong3: share(3), crossEntropy: loss / examples.length };
}

/** A label is given where it is more likely than not: F1 over all labels of all texts. */
function scoreSeveral(found: readonly Ranked[], examples: readonly Example[]): ShapeScores {
  let [both, given, wanted, first] = [0, 0, 0, 0];
  found.forEach((labels, i) => {
    const { targets } = examples[i];
    const chosen = labels.filter(({ probability }) => probability >= 0.5);
    both += chosen.filter(({ label }) => targets.includes(label)).length;
    given += chosen.length;
    wanted += targets.length;
    if (targets.includes(labels[0].label)) first++;
  });
  const f1 = given + wanted > 0 ? (2 * both) / (given + wanted) : 0;
  return { f1: percent(f1), firstRight: percent(first / examples.length) };
}

/** crossEntropy becomes networkCrossEntropy. */
function prefixed(opinion: string, scores: ShapeScores): ShapeScores {
  const named = Object.entries(scores).map(([name, value]) => [opinion + name[0].toUpperCase() + name.slice(1), value]);
  return Object.fromEntries(named) as ShapeScores;
}
