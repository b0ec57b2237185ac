// Which of the suites in test/integration run in the web extension host, from the same files, in this order; and which do not,
// with the reason. Each of them stands here (test/unit/web/suites.test.ts).

export const suites = {
  smoke: () => import('../integration/smoke.test'),
  accepting: () => import('../integration/accepting.test'),
  drafts: () => import('../integration/drafts.test'),
  ghostText: () => import('../integration/ghostText.test'),
  inspector: () => import('../integration/inspector.test'),
  inspectorFollows: () => import('../integration/inspectorFollows.test'),
  inspectorViews: () => import('../integration/inspectorViews.test'),
  models: () => import('../integration/models.test'),
  offSwitches: () => import('../integration/offSwitches.test'),
  ownWords: () => import('../integration/ownWords.test'),
  report: () => import('../integration/report.test'),
  screenReader: () => import('../integration/screenReader.test'),
  settings: () => import('../integration/settings.test'),
  shorthand: () => import('../integration/shorthand.test'),
  statusBar: () => import('../integration/statusBar.test'),
  suggestions: () => import('../integration/suggestions.test'),
  tags: () => import('../integration/tags.test'),
  together: () => import('../integration/together.test'),
  training: () => import('../integration/training.test'),
  unlearnedNotes: () => import('../integration/unlearnedNotes.test'),
  // It takes the model away.
  unlearning: () => import('../integration/unlearning.test'),
  walkthrough: () => import('../integration/walkthrough.test'),
};

export const leftOut: Readonly<Record<string, string>> = {
  network: 'it watches modules of Node, of which a browser has none',
};
