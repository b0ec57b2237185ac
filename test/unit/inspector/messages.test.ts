// Messages from the pages are checked before they are used: whatever JSON comes, what is let through is what it says it is.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkedFromDrafts } from '../../../src/inspector/drafts/fromDrafts';
import { checkedFromView } from '../../../src/inspector/fromView';

const types = [
  'ready',
  'tab',
  'run',
  'export',
  'goTo',
  'places',
  'ask',
  'callOff',
  'open',
  'write',
  'again',
  'stop',
  'accept',
  'leave',
];
const fields = [
  'tab',
  'command',
  'chart',
  'reading',
  'offset',
  'word',
  'context',
  'question',
  'kind',
  'place',
  'file',
  'line',
  'column',
  'draft',
  'portion',
  'settings',
  'kept',
  'format',
  'data',
  'layer',
];
const likely = fc.oneof(
  fc.constantFrom<unknown>(
    'text',
    'learn',
    'all',
    'csv',
    'similar',
    'nearest',
    'tryStep',
    0,
    1,
    -1,
    1.5,
    null,
    '',
    [],
    {},
    '__proto__',
  ),
  fc.jsonValue(),
);
const nested = fc.dictionary(fc.constantFrom(...fields), likely);
const message = fc.oneof(
  fc.jsonValue(),
  fc
    .tuple(
      fc.constantFrom(...types, 'toString', '__proto__', 'constructor'),
      fc.dictionary(fc.constantFrom(...fields), fc.oneof(likely, nested)),
    )
    .map(([type, rest]) => ({ ...rest, type })),
);

describe('messages from the pages', () => {
  it('of any kind are let through only where they are whole', () => {
    fc.assert(
      fc.property(message, (any) => {
        const view = checkedFromView(any);
        if (view?.type === 'run')
          assert.match(view.command, /^(?:learn|pause|resume|stop|compare|suggestTags|expandShorthand)$/);
        if (view?.type === 'open') assert.deepEqual([typeof view.place.file, view.place.line >= 0], ['string', true]);
        if (view?.type === 'places') assert.ok(view.context.every((word) => typeof word === 'string'));
        if (view?.type === 'goTo') assert.ok(view.reading >= 0 && view.offset >= 0);
        if (view?.type === 'ask') assert.ok(['tryStep', 'similar', 'nearest'].includes(view.question.kind));
        const drafts = checkedFromDrafts(any);
        if (drafts?.type === 'again' || drafts?.type === 'accept') assert.ok(Number.isSafeInteger(drafts.draft));
        if (drafts?.type === 'ready') assert.ok(drafts.kept === undefined || drafts.kept.version === 1);
      }),
      { numRuns: 3000 },
    );
  });

  it('of ours are let through', () => {
    for (const each of [
      { type: 'ready', tab: 'tags' },
      { type: 'tab', tab: 'words' },
      { type: 'run', command: 'suggestTags' },
      { type: 'export', chart: { format: 'csv', data: 'a,b' } },
      { type: 'goTo', reading: 3, offset: 0 },
      { type: 'places', word: '河', context: ['the', ', '] },
      { type: 'ask', question: { kind: 'similar', layer: 0, threshold: 0.5, from: 0, to: 3 } },
      { type: 'ask', question: { kind: 'nearest', word: 'river' } },
      { type: 'callOff', kind: 'tryStep' },
      { type: 'open', place: { file: '/a.md', line: 1, column: 1 } },
    ]) {
      assert.equal(checkedFromView(each), each);
    }
    const place = { uri: 'file:///a.md', name: 'a.md, line 1', start: 0, before: '' };
    const part = { text: 'a', isWord: true, sentence: 0, logprob: -1 };
    const kept = {
      version: 1,
      place,
      settings: {},
      drafts: [{ seed: 1, parts: [part], state: 'written' }],
      written: null,
    };
    for (const each of [
      { type: 'write', settings: {} },
      { type: 'stop' },
      { type: 'accept', draft: 0, portion: 'word' },
      { type: 'leave' },
    ]) {
      assert.equal(checkedFromDrafts(each), each);
    }
    assert.deepEqual(checkedFromDrafts({ type: 'ready', kept }), { type: 'ready', kept });
    assert.deepEqual(checkedFromDrafts({ type: 'ready' }), { type: 'ready', kept: undefined });
  });

  it('never open anything but a note for drafts', () => {
    for (const uri of [
      'https://example.org/',
      'vscode-userdata:/settings.json',
      'command:afterword.learn',
      5,
      undefined,
    ]) {
      const kept = {
        version: 1,
        place: { uri, name: '', start: 0, before: '' },
        settings: {},
        drafts: [],
        written: null,
      };
      assert.deepEqual(checkedFromDrafts({ type: 'ready', kept }), { type: 'ready', kept: undefined });
    }
  });
});
