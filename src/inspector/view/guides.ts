// The level lines of the chart: what a blind guess would lose, and what models that only count do.

import type { Baselines } from '../../engine/protocol/curves';
import type { ViewStrings } from '../protocol';
import type { Guide } from './chartGuides';
import { filled } from './element';
import type { Numbers } from './numbers';
import { type Quantity, quantities } from './quantities';

const baselineNames = ['unigram', 'bigram', 'kneserNey'] as const;

/** @param vocabSize says what a blind guess would lose. */
export function guidesOf(
  quantity: Quantity,
  vocabSize: number | undefined,
  baselines: Baselines | undefined,
  strings: ViewStrings,
  numbers: Numbers,
): Guide[] {
  const { ofLoss, format } = quantities[quantity];
  if (ofLoss === undefined) return [];
  const guides: Guide[] = [];
  if (vocabSize !== undefined) {
    const words = numbers.integer(vocabSize);
    const [label, short] = [filled(strings.blindGuess, words), quantity === 'loss' ? `ln ${words}` : words];
    guides.push({ value: ofLoss(Math.log(vocabSize)), label, short, onlyNear: true });
  }
  for (const name of baselines === undefined ? [] : baselineNames) {
    const value = ofLoss(baselines![name]);
    const label = filled(strings[name], format(value, numbers));
    guides.push({ value, label, short: label, onlyNear: false });
  }
  return guides;
}
