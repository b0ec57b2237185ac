// A button that has a command of Afterword done: beside the reason why there is nothing to show, and what can be done about it.

import type { RunCommand, ViewStrings } from '../protocol';
import { element } from './element';
import './offer.css';

/** The commands that are offered where something is missing. */
const labels: Partial<Record<RunCommand, keyof ViewStrings>> = {
  suggestTags: 'suggestTags',
  expandShorthand: 'expandShorthand',
};

/** A reason, with the button below it if there is something to offer. */
export function withOffer(
  reason: string,
  offer: RunCommand | undefined,
  strings: ViewStrings,
  run: (command: RunCommand) => void,
): HTMLElement {
  const label = offer && labels[offer];
  const text = element('p', {}, reason);
  if (!label) return element('div', { class: 'offer' }, text);
  const button = element('button', { type: 'button', class: 'button primary' }, strings[label]);
  button.addEventListener('click', () => run(offer));
  return element('div', { class: 'offer' }, text, button);
}
