// Display languages of VS Code's server: it speaks the one that the browser asks for, where a language pack for it is
// known. Here that is a pack that translates nothing of VS Code itself: what is Chinese then is Afterword.

import * as fs from 'node:fs';
import * as path from 'node:path';

/** As VS Code calls a language, and as a browser asks for it. */
export const browserLocales = { en: 'en-US', 'zh-cn': 'zh-CN' };
export type DisplayLanguage = keyof typeof browserLocales;

/** Makes Chinese known to a VS Code with this user data folder. */
export function writeLanguages(userData: string) {
  const write = (name: string, content: unknown) => {
    const file = path.join(userData, name);
    fs.writeFileSync(file, JSON.stringify(content));
    return file;
  };
  const translations = { vscode: write('untranslated.json', { contents: {} }) };
  const extensions = [{ extensionIdentifier: { id: 'test.untranslated' }, version: '0.0.0' }];
  write('languagepacks.json', { 'zh-cn': { hash: 'untranslated', label: '中文(简体)', extensions, translations } });
  // Without this file the server speaks English, whatever the browser asks for.
  write(path.join('User', 'argv.json'), {});
}
