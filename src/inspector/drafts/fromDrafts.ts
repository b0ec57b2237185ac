// What the page of the drafts may ask of the extension: everything else is passed over.

import {
  checkedMessage,
  either,
  finite,
  flag,
  list,
  type MessageChecks,
  nothing,
  oneOf,
  record,
  text,
  wholeNumber,
} from '../checks';
import type { FromDrafts } from './protocol';

const long = text(10_000_000);
const anything = record({});
const part = record({ text: text(10_000), isWord: flag, sentence: wholeNumber, logprob: finite });
const draft = record({
  seed: finite,
  parts: list(part, 10_000),
  state: oneOf('waiting', 'writing', 'written', 'stopped', 'failed'),
  reason: either(nothing, text(10_000)),
});
/** Drafts go on where a note is, and nowhere else. */
const noteUri = (value: unknown) => text(10_000)(value) && /^(?:file|untitled):/.test(value as string);
const kept = record({
  version: oneOf(1),
  place: record({ uri: noteUri, name: text(10_000), start: wholeNumber, before: long }),
  settings: anything,
  drafts: list(draft, 10),
  written: either(nothing, long),
});

const checks: MessageChecks<FromDrafts> = {
  // What another version has kept is not restored; the page is ready all the same.
  ready: anything,
  // Its numbers are checked one by one where they are used: see settings.ts.
  write: record({ settings: anything }),
  again: record({ draft: wholeNumber }),
  stop: record({ draft: either(nothing, wholeNumber) }),
  accept: record({ draft: wholeNumber, portion: oneOf('all', 'sentence', 'word') }),
  leave: anything,
};

export function checkedFromDrafts(message: unknown): FromDrafts | undefined {
  const checked = checkedMessage<FromDrafts>(message, checks);
  if (checked?.type !== 'ready') return checked;
  return { type: 'ready', kept: kept(checked.kept) ? checked.kept : undefined };
}
