// Why a file is not learnt from, in words, for the command line and for messages without a user interface.

import type { SkipReason } from './protocol/notes';

export const skipReasons: Readonly<Record<SkipReason, string>> = {
  binary: 'it is no text',
  notUtf8: 'it is not in UTF-8: save it as UTF-8',
  tooDense: 'it holds long lines without words',
  tooLarge: 'it is larger than 32 MB: divide it',
  noProse: 'it holds no prose',
  gone: 'it is not there, or is a link that leads nowhere',
  notAFile: 'it is no file: a folder, a pipe or a device',
  noPermission: 'it may not be read: look at its permissions',
  changing: 'it was written while it was read: it is read the next time',
  unreadable: 'it cannot be read',
  hidden: 'it is hidden',
  ignored: 'git ignores it',
  excluded: 'the settings exclude it',
  forgotten: 'it has been forgotten',
  tooMuchToFetch: 'it is one more than is fetched from another file system: 2,000 notes and 16 MB',
  secret: 'its name says that it holds keys or passwords',
};
