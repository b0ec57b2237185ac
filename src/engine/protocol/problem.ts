// Why the engine could not do something.

/** Why something could not be done, in a form that a user interface can translate; `message` says it in English. */
export interface EngineProblem {
  readonly code:
    | 'noNotes'
    | 'notTrusted'
    | 'noProse'
    | 'tooLittleText'
    | 'noModel'
    | 'modelUnreadable'
    | 'versionMismatch'
    | 'alreadyTraining'
    | 'comparing'
    | 'notTraining'
    | 'outOfMemory'
    | 'trainedElsewhere'
    | 'modelSetAside'
    | 'cannotSave'
    | 'rolledBack'
    | 'diverged'
    | 'forgotten'
    | 'notExported'
    | 'notImported'
    | 'noSuchModel'
    | 'engineGone'
    | 'internal';
  readonly message: string;
}
