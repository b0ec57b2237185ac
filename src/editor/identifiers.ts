// The names by which VS Code knows Afterword's commands and settings, each written once. A test holds package.json to
// them, so that a command without a title, or a setting that nobody reads, cannot stay unseen.

import { bandCount } from '../predict/bands';

/** There as soon as Afterword is. */
const commandsAtOnce = {
  learn: 'afterword.learn',
  pause: 'afterword.pause',
  resumeTraining: 'afterword.resumeTraining',
  stop: 'afterword.stop',
  compareCells: 'afterword.compareCells',
  toggle: 'afterword.toggle',
  switchOff: 'afterword.switchOff',
  showMenu: 'afterword.showMenu',
  acceptNextWord: 'afterword.acceptNextWord',
  acceptSentence: 'afterword.acceptSentence',
  openWalkthrough: 'afterword.openWalkthrough',
  showLog: 'afterword.showLog',
} as const;

/** Of parts that are loaded when the first of them is given, or soon after the start: commandParts.ts. */
const commandsLater = {
  showModels: 'afterword.showModels',
  exportModel: 'afterword.exportModel',
  importModel: 'afterword.importModel',
  openInspector: 'afterword.openInspector',
  toggleHeatMap: 'afterword.toggleHeatMap',
  writeOn: 'afterword.writeOn',
  suggestTags: 'afterword.suggestTags',
  openNote: 'afterword.openNote',
  excludeNote: 'afterword.excludeNote',
  excludeAndLearnAnew: 'afterword.excludeAndLearnAnew',
  includeNote: 'afterword.includeNote',
  forgetNote: 'afterword.forgetNote',
  eraseAll: 'afterword.eraseAll',
  expandShorthand: 'afterword.expandShorthand',
  report: 'afterword.report',
  neverSuggest: 'afterword.neverSuggest',
  pin: 'afterword.pin',
} as const;

export const commands = { ...commandsAtOnce, ...commandsLater } as const;

export const commandsOnDemand: readonly string[] = Object.values(commandsLater);

/** Follows the acceptance of ghost text; nobody calls it by its name. */
export const putExpansionCommand = 'afterword.putExpansion';

/** Likewise, of any suggestion: it is counted. */
export const acceptedCommand = 'afterword.countAccepted';

/** Likewise, for the row of the tree of notes that stands for those not shown. */
export const showMoreCommand = 'afterword.showMoreNotes';

export const corpusViewId = 'afterword.corpus';

/** Theme colours of the bands that words are shown in: see predict/bands.ts. */
export const bandColours = Array.from({ length: bandCount }, (_, band) => `afterword.band${band + 1}`);

export const walkthroughId = 'start';

/** By which the walkthrough knows that a step is done. */
export const contextKeys = { learnt: 'afterword.learnt', accepted: 'afterword.accepted' } as const;

export const settingsSection = 'afterword';

/** Below `afterword.`. */
export const settingNames = {
  enabled: 'enabled',
  offIn: 'offIn',
  ghostText: 'ghostText.enabled',
  ghostShare: 'ghostText.share',
  ghostWhen: 'ghostText.when',
  ghostDelay: 'ghostText.delay',
  list: 'list.enabled',
  listSize: 'list.size',
  networkOnly: 'networkOnly',
  never: 'neverSuggest',
  pinned: 'pinned',
  inCode: 'inCode',
  shorthandTrigger: 'shorthand.trigger',
  include: 'include',
  exclude: 'exclude',
  whenToLearn: 'training.when',
  /** Not to be used any more. */
  learnOn: 'training.inPauses',
  minutes: 'training.minutes',
  cell: 'training.cell',
  hiddenSize: 'training.hiddenSize',
  layers: 'training.layers',
  dropout: 'training.dropout',
  threads: 'training.threads',
  seed: 'training.seed',
} as const;

export const statusBarId = 'afterword.status';

/** Keys of the workspace's memory. */
export const memoryKeys = {
  offered: 'afterword.offered',
  drafts: 'afterword.drafts',
  tally: 'afterword.tally',
} as const;
