// The page with drafts: the place that they go on from, how they are drawn, and the drafts side by side, each as it is
// written. What it shows it keeps, for when it is shown again.

import { element, filled } from '../view/element';
import { button, DraftCard, setEnabled } from './draftCard';
import { leftOf, portionOf } from './portions';
import type { DraftsShown, DraftStrings, FromDrafts, ToDrafts } from './protocol';
import { SettingsForm } from './settingsForm';
import '../view/page.css';
import '../view/controls.css';
import './drafts.css';

declare function acquireVsCodeApi(): {
  postMessage(message: FromDrafts): void;
  getState(): unknown;
  setState(state: DraftsShown | undefined): void;
};

/** Parts arrive many times a second: what is shown is kept a few times. */
const saveInterval = 500;
/** Characters of the text before the place that are shown. */
const mostCharacters = 160;

const strings = JSON.parse(document.getElementById('strings')!.textContent) as DraftStrings;
const vscode = acquireVsCodeApi();

let shown: DraftsShown | undefined;
let cards: readonly DraftCard[] = [];
let saveTimer: number | undefined;

const from = element('p', { class: 'caption' });
const before = element('p', { class: 'draft-before' });
const lost = element('p', { class: 'draft-note', hidden: '' }, strings.lost);
const form = new SettingsForm(strings, (settings) => post({ type: 'write', settings }));
const writeAgain = button(strings.writeAgain, 'write-again', () => writeNew());
const stopAll = button(strings.stopAll, 'stop-all', () => post({ type: 'stop' }));
const drafts = element('div', { class: 'drafts' });
const empty = element('p', { class: 'empty' }, strings.nothing);
// Read out: what has been finished, and what has been inserted; not every word as it comes.
const live = element('p', { class: 'unseen', role: 'status' });
const title = element('h1', {}, strings.title);
const place = element(
  'header',
  {},
  from,
  before,
  lost,
  form.element,
  element('div', { class: 'control-row' }, writeAgain, stopAll),
);

function post(message: FromDrafts): void {
  if (message.type === 'accept') announceAccepted(message);
  vscode.postMessage(message);
}

/** Seeds that have not been shown. */
function writeNew(): void {
  if (!shown) return;
  const seed = Math.max(form.settings.seed, ...shown.drafts.map((draft) => draft.seed)) + 1;
  const settings = { ...form.settings, seed };
  form.show(settings);
  post({ type: 'write', settings });
}

function announceAccepted({ draft, portion }: Extract<FromDrafts, { type: 'accept' }>): void {
  const left = leftOf(cards[draft].toShown().parts, shown?.written ?? '');
  if (left && left.length > 0) live.textContent = filled(strings.accepted, portionOf(left, portion).trim());
}

function show(next: DraftsShown | undefined): void {
  shown = next;
  place.hidden = drafts.hidden = next === undefined;
  empty.hidden = next !== undefined;
  cards = next?.drafts.map((draft, i) => new DraftCard(strings, draft, i + 1, post)) ?? [];
  drafts.replaceChildren(...cards.map((card) => card.element));
  if (!next) return;
  const { settings, written } = next;
  from.textContent = filled(strings.from, next.place.name);
  const text = next.place.before;
  const line = text.slice(text.lastIndexOf('\n') + 1).trimStart();
  before.textContent =
    line.length > mostCharacters ? `…${line.slice(-mostCharacters)}` : line === '' ? strings.lineStart : line;
  before.classList.toggle('none', line === '');
  form.show(settings);
  showWritten(written);
}

function showWritten(written: string | null): void {
  if (shown) shown = { ...shown, written };
  lost.hidden = written !== null;
  for (const card of cards) card.setWritten(written);
}

function receive(message: ToDrafts): void {
  const underWay = cards.some((card) => card.isUnderWay);
  switch (message.type) {
    case 'drafts':
      show(message.shown);
      if (message.focus) cards[0]?.focus();
      break;
    case 'nothing':
      show(undefined);
      break;
    case 'part':
      cards[message.draft]?.add(message.part);
      break;
    case 'state':
      cards[message.draft]?.setState(message.state, message.reason);
      break;
    case 'written':
      showWritten(message.written);
      break;
  }
  setEnabled(
    stopAll,
    cards.some((card) => card.isUnderWay),
  );
  if (message.type === 'state' && underWay && !cards.some((card) => card.isUnderWay)) announceWritten();
  saveTimer ??= window.setTimeout(save, saveInterval);
}

function announceWritten(): void {
  const reasons = cards.map((card) => card.toShown()).filter(({ state }) => state === 'failed');
  live.textContent = reasons.length > 0 ? (reasons[0].reason ?? '') : filled(strings.allWritten, String(cards.length));
}

function save(): void {
  saveTimer = undefined;
  vscode.setState(shown && { ...shown, drafts: cards.map((card) => card.toShown()) });
}

document.getElementById('inspector')!.append(title, place, drafts, empty, live);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') post({ type: 'leave' });
});
const kept = vscode.getState() as DraftsShown | undefined;
show(kept?.version === 1 ? kept : undefined);
setEnabled(stopAll, false);
window.addEventListener('message', ({ data }: MessageEvent<ToDrafts>) => receive(data));
post({ type: 'ready', kept: shown });
