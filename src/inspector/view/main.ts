// The inspector's page: builds the views, restores what was shown before, and then follows the host's messages. What the
// messages are is in ../protocol.ts; each view knows only what it shows.

import { thinned } from '../../engine/lossCurve';
import type { TrainingStatus } from '../../engine/protocol/training';
import type { ModelSummary, Nothing, RunCommand, Shown, Tab, ToView, ViewStrings } from '../protocol';
import { onThemeChange } from './chartTheme';
import { Host, type ViewState } from './host';
import { MemoryView } from './memoryView';
import { NextWordView } from './nextWordView';
import { NetworkView } from './networkView';
import { Numbers } from './numbers';
import { ShorthandView } from './shorthandView';
import { StatusLine } from './statusLine';
import { Tabs } from './tabs';
import { TagsView } from './tagsView';
import { TextView } from './textView';
import { TrainingView } from './trainingView';
import { WordsView } from './wordsView';
import './page.css';
import './controls.css';

/** Enough of the curve for the moment before the host sends all of it. */
const keptPoints = 500;

const strings = JSON.parse(document.getElementById('strings')!.textContent) as ViewStrings;
const numbers = new Numbers(document.documentElement.lang);
const host = new Host();

let status: TrainingStatus = { state: 'idle' };
let model: ModelSummary | undefined;
/** What each tab but the text, which keeps its own, showed last. */
const kept = new Map<Tab, Shown>();

const statusLine = new StatusLine(strings, numbers, (command) => host.post({ type: 'run', command }));
const trainingView = new TrainingView(strings, numbers, {
  chosen: () => host.save(state()),
  compare: () => host.post({ type: 'run', command: 'compare' }),
  export: (chart) => host.post({ type: 'export', chart }),
});
const textView = new TextView(
  strings,
  numbers,
  () => host.save(state()),
  (reading, offset) => host.post({ type: 'goTo', reading, offset }),
);
const nextWordView = new NextWordView(strings, numbers, {
  select: () => host.save(state()),
  findPlaces: (word, context) => host.post({ type: 'places', word, context }),
  open: ({ file, line, column }) => host.post({ type: 'open', place: { file, line, column } }),
});
const memoryView = new MemoryView(strings, numbers);
const networkView = new NetworkView(strings, numbers, (message) => host.post(message));
const wordsView = new WordsView(strings, numbers, (message) => host.post(message));
const run = (command: RunCommand) => host.post({ type: 'run', command });
const tagsView = new TagsView(strings, numbers, run);
const shorthandView = new ShorthandView(strings, numbers, run);

const tabs = new Tabs(
  strings.views,
  [
    { tab: 'text', name: strings.textTab, element: textView.element },
    { tab: 'next', name: strings.nextTab, element: nextWordView.element },
    { tab: 'training', name: strings.trainingTab, element: trainingView.element },
    { tab: 'memory', name: strings.memoryTab, element: memoryView.element },
    { tab: 'network', name: strings.networkTab, element: networkView.element },
    { tab: 'words', name: strings.wordsTab, element: wordsView.element },
    { tab: 'tags', name: strings.tagsTab, element: tagsView.element },
    { tab: 'shorthand', name: strings.shorthandTab, element: shorthandView.element },
  ],
  (tab) => {
    host.post({ type: 'tab', tab });
    host.save(state());
  },
);

function state(): ViewState {
  const losses = thinned(trainingView.points, keptPoints);
  return {
    version: 3,
    tab: tabs.tab,
    losses,
    status,
    model,
    // The network's numbers are thousands: computed again sooner than written down.
    kept: [...kept.values()].filter(({ tab }) => tab !== 'network'),
    text: textView.state(),
    word: nextWordView.selected,
    choices: trainingView.choices,
  };
}

function showStatus(nextStatus: TrainingStatus, nextModel: ModelSummary | undefined): void {
  status = nextStatus;
  model = nextModel;
  statusLine.show(status, model);
  trainingView.setStatus(status, model);
  textView.setVocabSize(model?.vocabSize);
}

function show(shown: Shown, word?: string): void {
  if (shown.tab !== 'text') kept.set(shown.tab, shown);
  switch (shown.tab) {
    case 'text':
      return textView.show(shown);
    case 'next':
      return nextWordView.show(shown, word);
    case 'memory':
      return memoryView.show(shown);
    case 'network':
      return networkView.show(shown);
    case 'words':
      return wordsView.show(shown);
    case 'tags':
      return tagsView.show(shown);
    case 'shorthand':
      return shorthandView.show(shown);
  }
}

function showNothing(tab: Tab, { reason, offer }: Nothing): void {
  kept.delete(tab);
  if (tab === 'text') textView.showNothing(reason);
  if (tab === 'next') nextWordView.showNothing(reason);
  if (tab === 'memory') memoryView.showNothing(reason);
  if (tab === 'network') networkView.showNothing(reason);
  if (tab === 'words') wordsView.showNothing(reason);
  if (tab === 'tags') tagsView.showNothing(reason, offer);
  if (tab === 'shorthand') shorthandView.showNothing(reason, offer);
}

function receive(message: ToView): void {
  switch (message.type) {
    case 'losses':
      trainingView.addLosses(message.points, message.replace);
      break;
    case 'landmarks':
      trainingView.setLandmarks(message.landmarks);
      break;
    case 'runs':
      trainingView.setRuns(message.runs, message.replace);
      break;
    case 'status':
      showStatus(message.status, message.model);
      break;
    case 'shown':
      show(message.shown);
      break;
    case 'answer':
      networkView.answer(message.answer);
      wordsView.answer(message.answer);
      break;
    case 'answering':
      networkView.answering(message.done);
      break;
    case 'noAnswer':
      networkView.noAnswer(message.kind, message.reason);
      wordsView.noAnswer(message.kind, message.reason);
      break;
    case 'nothing':
      showNothing(message.tab, message);
      break;
    case 'places':
      nextWordView.showPlaces(message.found);
      break;
  }
  host.saveSoon(state);
}

document.getElementById('inspector')!.append(statusLine.element, tabs.element);
const before = host.restored();
if (before !== undefined) {
  showStatus(before.status, before.model);
  trainingView.restore(before.choices);
  trainingView.addLosses(before.losses, true);
  textView.restore(before.text);
  for (const shown of before.kept) show(shown, before.word);
  tabs.choose(before.tab);
}
onThemeChange(() => {
  trainingView.redress();
  networkView.redraw();
  wordsView.redraw();
});
window.addEventListener('message', ({ data }: MessageEvent<ToView>) => receive(data));
host.post({ type: 'ready', tab: tabs.tab });
