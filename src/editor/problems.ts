// Why something could not be done, in the user's language, and what to do about it.

import * as vscode from 'vscode';
import type { SkippedFile } from '../engine/protocol/notes';
import type { EngineProblem } from '../engine/protocol/problem';

export function problemText({ code, message }: EngineProblem): string {
  switch (code) {
    case 'noNotes':
      return vscode.l10n.t('There are no notes here: no file matches the setting afterword.include.');
    case 'notTrusted':
      return vscode.l10n.t('This folder is not trusted, so nothing of it is read, and nothing is learned.');
    case 'noProse':
      return vscode.l10n.t('The notes hold no prose: only code, links, tables or nothing at all.');
    case 'tooLittleText':
      return vscode.l10n.t('There is too little text to learn from. Write some more, or choose more files.');
    case 'noModel':
      // It cannot be learned there: what is missing first is trust.
      if (!vscode.workspace.isTrusted) return problemText({ code: 'notTrusted', message });
      return vscode.l10n.t('Nothing has been learned yet. Run “Afterword: Learn from This Folder” first.');
    case 'modelUnreadable':
      return vscode.l10n.t('The model on disk cannot be read; learning makes a new one. ({0})', message);
    case 'versionMismatch':
      return vscode.l10n.t('Afterword was updated. Reload the window to go on.');
    case 'alreadyTraining':
      return vscode.l10n.t('Afterword is learning already.');
    case 'comparing':
      return vscode.l10n.t('Afterword is comparing cells. Wait until that is done, or stop it first.');
    case 'notTraining':
      return vscode.l10n.t('Afterword is not learning at the moment.');
    case 'outOfMemory':
      return vscode.l10n.t(
        'There is not enough memory for this network. Make afterword.training.hiddenSize smaller, or learn from fewer files.',
      );
    case 'trainedElsewhere':
      return vscode.l10n.t(
        'Another window is learning with this model. Suggestions here follow it; learn here when it is done. ({0})',
        message,
      );
    case 'modelSetAside':
      return vscode.l10n.t(
        'The newest model on disk was damaged, so the one before it answers. The damaged files are kept aside. ({0})',
        message,
      );
    case 'cannotSave':
      return vscode.l10n.t(
        'The model cannot be saved, so learning has paused. Suggestions go on. Resume when the disk has room and can be written. ({0})',
        message,
      );
    case 'rolledBack':
      return vscode.l10n.t('Learning went wrong and goes on from the last good weights, more slowly. ({0})', message);
    case 'diverged':
      return vscode.l10n.t(
        'Learning went wrong again and again and has stopped; the last good weights are kept. Set a lower learning rate, or start over. ({0})',
        message,
      );
    case 'forgotten':
      return vscode.l10n.t('A note was forgotten meanwhile, so what was being learned is thrown away. Ask once more.');
    case 'notExported':
      return vscode.l10n.t('The model could not be exported. ({0})', message);
    case 'notImported':
      return vscode.l10n.t('The model could not be imported, and nothing has changed. ({0})', message);
    case 'noSuchModel':
      return vscode.l10n.t('This model is not there any more: another window may have used or deleted it.');
    case 'engineGone':
      return vscode.l10n.t(
        'The background process ended unexpectedly and is started again by itself. What was learned up to the last checkpoint is kept. ({0})',
        message,
      );
    case 'internal':
      return vscode.l10n.t('Something went wrong in the background process: {0}', message);
  }
}

export function skippedReason(reason: SkippedFile['reason']): string {
  switch (reason) {
    case 'binary':
      return vscode.l10n.t('it is not text');
    case 'notUtf8':
      return vscode.l10n.t('it is not UTF-8; save it with that encoding');
    case 'tooDense':
      return vscode.l10n.t('it is data rather than writing');
    case 'tooLarge':
      return vscode.l10n.t('it is too large');
    case 'noProse':
      return vscode.l10n.t('it holds no prose');
    case 'gone':
      return vscode.l10n.t('it is not there, or is a link that leads nowhere');
    case 'notAFile':
      return vscode.l10n.t('it is no file: a folder, a pipe or a device');
    case 'noPermission':
      return vscode.l10n.t('it may not be read; look at its permissions');
    case 'changing':
      return vscode.l10n.t('it was being written; it is read the next time');
    case 'unreadable':
      return vscode.l10n.t('it cannot be read');
    case 'hidden':
      return vscode.l10n.t('it is hidden');
    case 'ignored':
      return vscode.l10n.t('git ignores it');
    case 'excluded':
      return vscode.l10n.t('the settings exclude it');
    case 'forgotten':
      return vscode.l10n.t('it has been forgotten');
    case 'tooMuchToFetch':
      return vscode.l10n.t('no more than 2,000 notes and 16 MB are fetched from another file system');
    case 'secret':
      return vscode.l10n.t('its name says that it holds keys or passwords');
  }
}
