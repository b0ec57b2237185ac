// What the inspector's page may ask of the extension: everything else is passed over.

import { checkedMessage, either, finite, list, type MessageChecks, oneOf, record, text, wholeNumber } from './checks';
import type { FromView } from './protocol';

const tab = record({ tab: oneOf('text', 'next', 'training', 'memory', 'network', 'words', 'tags', 'shorthand') });
/** Longer than any word, and than any path. */
const word = text(10_000);
const kinds = ['tryStep', 'similar', 'nearest'] as const;

const question = either(
  record({ kind: oneOf('tryStep'), learningRate: finite }),
  record({ kind: oneOf('similar'), layer: wholeNumber, threshold: finite, from: wholeNumber, to: wholeNumber }),
  record({ kind: oneOf('nearest'), word }),
);

const checks: MessageChecks<FromView> = {
  ready: tab,
  tab,
  run: record({ command: oneOf('learn', 'pause', 'resume', 'stop', 'compare', 'suggestTags', 'expandShorthand') }),
  export: record({ chart: record({ format: oneOf('csv', 'png'), data: text(32 * 2 ** 20) }) }),
  goTo: record({ reading: wholeNumber, offset: wholeNumber }),
  places: record({ word, context: list(word, 1000) }),
  ask: record({ question }),
  callOff: record({ kind: oneOf(...kinds) }),
  open: record({ place: record({ file: word, line: wholeNumber, column: wholeNumber }) }),
};

export function checkedFromView(message: unknown): FromView | undefined {
  return checkedMessage(message, checks);
}
