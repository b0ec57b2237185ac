// Which of the suites in test/integration run in the web extension host, from the same files, in this order; and which do not,
// with the reason. Each of them stands here (test/unit/web/suites.test.ts).

export const suites = {
  smoke: () => import('../integration/writing/smoke.test'),
  accepting: () => import('../integration/writing/accepting.test'),
  drafts: () => import('../integration/writing/drafts.test'),
  ghostText: () => import('../integration/writing/ghostText.test'),
  inspector: () => import('../integration/inspecting/inspector.test'),
  inspectorFollows: () => import('../integration/inspecting/inspectorFollows.test'),
  inspectorViews: () => import('../integration/inspecting/inspectorViews.test'),
  models: () => import('../integration/learning/models.test'),
  offSwitches: () => import('../integration/writing/offSwitches.test'),
  ownWords: () => import('../integration/writing/ownWords.test'),
  report: () => import('../integration/learning/report.test'),
  screenReader: () => import('../integration/writing/screenReader.test'),
  settings: () => import('../integration/writing/settings.test'),
  shorthand: () => import('../integration/writing/shorthand.test'),
  statusBar: () => import('../integration/learning/statusBar.test'),
  suggestions: () => import('../integration/writing/suggestions.test'),
  tags: () => import('../integration/learning/tags.test'),
  together: () => import('../integration/writing/together.test'),
  training: () => import('../integration/learning/training.test'),
  unlearnedNotes: () => import('../integration/learning/unlearnedNotes.test'),
  // It takes the model away.
  unlearning: () => import('../integration/learning/unlearning.test'),
  walkthrough: () => import('../integration/learning/walkthrough.test'),
};

export const leftOut: Readonly<Record<string, string>> = {
  network: 'it watches modules of Node, of which a browser has none',
};
