// The inspector's page: builds the parts, restores what was shown before, and then follows the host's messages. What the
// messages are is in ../protocol.ts; each part knows only what it shows.

import type { TrainingStatus } from '../../engine/protocol';
import type { ModelSummary, ToView, ViewStrings } from '../protocol';
import { onThemeChange } from './chartTheme';
import { Host, type ViewState } from './host';
import { LossChart } from './lossChart';
import { thinned } from './lossHistory';
import { Numbers } from './numbers';
import { ParagraphView } from './paragraphView';
import { StatusLine } from './statusLine';
import './page.css';

/** Enough of the curve for the moment before the host sends all of it. */
const keptPoints = 500;

const strings = JSON.parse(document.getElementById('strings')!.textContent) as ViewStrings;
const numbers = new Numbers(document.documentElement.lang);
const host = new Host();

let status: TrainingStatus = { state: 'idle' };
let model: ModelSummary | undefined;

const statusLine = new StatusLine(strings, numbers, (command) => host.post({ type: 'run', command }));
const lossChart = new LossChart(strings, numbers);
const paragraphView = new ParagraphView(strings, numbers, () => host.save(state()));

function state(): ViewState {
  const { paragraph, selected } = paragraphView;
  return { version: 1, losses: thinned(lossChart.points, keptPoints), status, model, paragraph, selected };
}

function showStatus(nextStatus: TrainingStatus, nextModel: ModelSummary | undefined): void {
  status = nextStatus;
  model = nextModel;
  statusLine.show(status, model);
  lossChart.setVocabSize(model?.vocabSize);
  paragraphView.setVocabSize(model?.vocabSize);
}

function receive(message: ToView): void {
  switch (message.type) {
    case 'losses':
      if (message.replace) lossChart.replace(message.points);
      else lossChart.append(message.points);
      break;
    case 'status':
      showStatus(message.status, message.model);
      break;
    case 'paragraph':
      paragraphView.show(message);
      break;
    case 'noParagraph':
      paragraphView.showNothing(message.reason);
      break;
  }
  host.saveSoon(state);
}

document.getElementById('inspector')!.append(statusLine.element, lossChart.element, paragraphView.element);
const before = host.restored();
if (before !== undefined) {
  showStatus(before.status, before.model);
  lossChart.replace(before.losses);
  if (before.paragraph !== undefined) paragraphView.show(before.paragraph, before.selected);
}
onThemeChange(() => lossChart.redress());
window.addEventListener('message', ({ data }: MessageEvent<ToView>) => receive(data));
host.post({ type: 'ready' });
