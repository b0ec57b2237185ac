// One window of VS Code in a browser's page, driven as a person would: commands, keys, and reading what is shown.
// What stands in a document is another matter: see documentText().

import * as fs from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Browser, CDPSession, FrameLocator, Locator, Page } from 'playwright-core';
import { HostError } from './hostError';
import { browserLocales, type DisplayLanguage } from './languages';
import type { CompletionRow, Keystroke, Notification, PageDriver, QuickPickRow } from './pageDriver';
import type { Server } from './server';

export interface WorkbenchOptions {
  /** Or a .code-workspace file; an empty window without it. */
  readonly folder?: string;
  readonly openFile?: string;
  /** The extension under development: the project's root, mostly. */
  readonly developmentPath?: string;
  /** The module whose run() the extension host calls. */
  readonly testsPath?: string;
  /** English without it. */
  readonly language?: DisplayLanguage;
}

/** The address of the window; a person can open it in any browser. */
export function workbenchUrl(port: number, options: WorkbenchOptions): string {
  const remote = (file: string) => `vscode-remote://localhost:${port}${pathToFileURL(file).pathname}`;
  const payload = [['skipWelcome', 'true']];
  if (options.developmentPath !== undefined) {
    payload.push(['extensionDevelopmentPath', remote(options.developmentPath)]);
  }
  if (options.testsPath !== undefined) payload.push(['extensionTestsPath', remote(options.testsPath)]);
  if (options.openFile !== undefined) payload.push(['openFile', remote(options.openFile)]);
  const query = new URLSearchParams({ ...opened(options.folder), payload: JSON.stringify(payload) });
  // Webviews load on the name localhost, and not on 127.0.0.1.
  return `http://localhost:${port}/?${query.toString()}`;
}

function opened(folder: string | undefined): Record<string, string> {
  if (folder === undefined) return { ew: 'true' };
  const name = folder.endsWith('.code-workspace') ? 'workspace' : 'folder';
  return { [name]: decodeURIComponent(pathToFileURL(folder).pathname) };
}

/** Opens a window and waits until it can be used; `prepare` sees the page before VS Code does. */
export async function openWorkbench(
  browser: Browser,
  server: Server,
  options: WorkbenchOptions,
  prepare: (page: Page) => Promise<void> = () => Promise.resolve(),
): Promise<Workbench> {
  const locale = browserLocales[options.language ?? 'en'];
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale });
  page.setDefaultTimeout(15_000);
  await prepare(page);
  await page.goto(workbenchUrl(server.port, options));
  const workbench = new Workbench(page);
  const gone = server.died.then((reason) => {
    throw new HostError(reason);
  });
  await Promise.race([workbench.ready(options.openFile !== undefined), gone]);
  return workbench;
}

export class Workbench implements PageDriver {
  /** The browser's own protocol, when it is first used. */
  private input: CDPSession | undefined;

  constructor(readonly page: Page) {}

  /** Waits for the window, and for an open editor where one is expected. */
  async ready(withEditor: boolean) {
    const shown = withEditor ? '.monaco-editor .view-line' : '.monaco-workbench .statusbar-item';
    await this.page.waitForSelector(shown, { timeout: 60_000 });
  }

  /** Runs the command whose title in the palette is `title`; `id` tells commands of the same title apart. */
  async runCommand(title: string, id?: string) {
    const input = this.page.locator('.quick-input-widget:visible .quick-input-box input');
    await this.page.keyboard.press('F1');
    await input.fill(`>${title}`);
    const row = id === undefined ? `[aria-label^=${JSON.stringify(title)}]` : `:has([data-quick-input-id="${id}"])`;
    await this.page.locator(`.quick-input-list .monaco-list-row${row}`).first().click();
  }

  /** Types as an input method does: whole characters, in any language. */
  async type(text: string) {
    for (const character of text) {
      await this.page.keyboard.insertText(character);
      await this.page.waitForTimeout(20);
    }
  }

  /** Nothing is put there yet where `text` is empty: it goes on composing. */
  async compose(shown: readonly string[], text: string) {
    const session = (this.input ??= await this.page.context().newCDPSession(this.page));
    for (const part of shown) {
      const end = { selectionStart: part.length, selectionEnd: part.length };
      await session.send('Input.imeSetComposition', { text: part, ...end });
      await this.page.waitForTimeout(20);
    }
    if (text !== '') await session.send('Input.insertText', { text });
  }

  /** A key that comes late does not hurry those that follow. */
  async strike(keystrokes: readonly Keystroke[]) {
    let due = Date.now();
    for (const { key, wait } of keystrokes) {
      due = Math.max(due + wait, Date.now());
      await this.page.waitForTimeout(due - Date.now());
      if ([...key].length > 1) await this.page.keyboard.press(key);
      else await this.page.keyboard.type(key);
    }
  }

  /** A key by its name, or several together: "Tab", "Control+ArrowRight". */
  async press(key: string) {
    await this.page.keyboard.press(key);
  }

  /** Puts the caret of the active editor there; both count from 1, columns as on the screen. */
  async goTo(line: number, column: number) {
    await this.page.keyboard.press('Control+G');
    await this.page.keyboard.insertText(`${line}:${column}`);
    await this.page.keyboard.press('Enter');
  }

  async focusEditor() {
    await this.page.locator('.editor-group-container.active .monaco-editor .view-lines').first().click();
  }

  async editorHasFocus(): Promise<boolean> {
    return await this.page.evaluate(() => Boolean(document.activeElement?.closest('.monaco-editor')));
  }

  /** The ghost text in the editor, "" where there is none. */
  async ghostText(): Promise<string> {
    const parts = await this.page
      .locator('.monaco-editor .view-line [class*="ghost-text-decoration"]')
      .allTextContents();
    // The editor draws every space as one that does not break.
    return parts.join('').replaceAll('\u00a0', ' ');
  }

  async announced(): Promise<string> {
    const parts = await this.page.locator('.monaco-aria-container > *').allTextContents();
    return parts.join(' ').replaceAll('\u00a0', ' ').trim();
  }

  /** The rows of the open completion list; none where it is closed. */
  async completionRows(): Promise<CompletionRow[]> {
    return await this.page.evaluate(() =>
      // Behind a message, such as that there is none, stand the rows of before.
      [...document.querySelectorAll('.suggest-widget.visible:not(.message) .monaco-list-row')].map((row) => ({
        label: row.querySelector('.label-name')?.textContent ?? '',
        // Where it stands depends on whether the item also has a detail.
        description:
          row.querySelector('.qualifier-label')?.textContent || row.querySelector('.details-label')?.textContent || '',
        focused: row.classList.contains('focused'),
        spoken: row.getAttribute('aria-label') ?? '',
      })),
    );
  }

  async quickPickRows(): Promise<QuickPickRow[]> {
    return await this.page.evaluate(() =>
      [...document.querySelectorAll('.quick-input-widget .monaco-list-row')]
        .filter((row) => (row as HTMLElement).offsetParent !== null)
        .map((row) => ({
          // An icon leaves a space before what it stands for.
          label: (row.querySelector('.label-name')?.textContent ?? '').trim(),
          description: row.querySelector('.label-description')?.textContent ?? '',
          detail: row.querySelector('.quick-input-list-label-meta')?.textContent ?? '',
          checked: row.querySelector('[role="checkbox"]')?.getAttribute('aria-checked') === 'true',
        })),
    );
  }

  async quickInputTitle(): Promise<string> {
    return await this.page.locator('.quick-input-widget:visible .quick-input-title').innerText();
  }

  async quickInput(): Promise<string | undefined> {
    const box = this.page.locator('.quick-input-widget:visible .quick-input-box input');
    return (await box.count()) === 0 ? undefined : await box.first().inputValue();
  }

  async dialogButtons(): Promise<string[]> {
    return await this.page.locator('.monaco-dialog-box .dialog-buttons .monaco-button').allInnerTexts();
  }

  async editorColours(): Promise<string[]> {
    const colours = await this.page
      .locator('.monaco-editor .view-overlays [class*="ced-"]')
      .evaluateAll((parts) => parts.map((part) => getComputedStyle(part).backgroundColor));
    return [...new Set(colours)].filter((colour) => colour !== 'rgba(0, 0, 0, 0)');
  }

  async treeRows(view: string): Promise<string[]> {
    const rows = this.treeIn(view).locator('.monaco-list-row');
    return await rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? ''));
  }

  async clickTreeRow(view: string, beginning: string) {
    const row = `.monaco-list-row[aria-label^=${JSON.stringify(beginning)}]`;
    await this.treeIn(view).locator(row).first().click();
  }

  private treeIn(view: string): Locator {
    return this.page.locator(`.monaco-list[role="tree"][aria-label=${JSON.stringify(view)}]`);
  }

  async walkthroughSteps(): Promise<string[]> {
    return await this.page.locator('.gettingStartedContainer .step-title:visible').allTextContents();
  }

  async clickWalkthroughButton(step: string, label: string) {
    await this.page.locator('.gettingStartedContainer .step-title:visible', { hasText: step }).click();
    await this.page.locator('.gettingStartedContainer .monaco-button:visible', { hasText: label }).click();
  }

  /** The text of the status bar's item whose id ends in `id`, without its icon; undefined where there is none. */
  async statusItem(id: string): Promise<string | undefined> {
    const item = this.page.locator(`.statusbar-item[id$="${id}"]`);
    return (await item.count()) === 0 ? undefined : (await item.first().innerText()).trim();
  }

  async spokenStatusItem(id: string): Promise<string> {
    const item = this.page.locator(`.statusbar-item[id$="${id}"] [aria-label]`);
    return (await item.first().getAttribute('aria-label')) ?? '';
  }

  async statusTooltip(id: string): Promise<string> {
    await this.page.locator(`.statusbar-item[id$="${id}"] a`).first().hover();
    const hover = this.page.locator('.workbench-hover .hover-contents').first();
    await hover.waitFor();
    const text = await hover.innerText();
    await this.page.mouse.move(0, 0);
    return text;
  }

  async clickStatusItem(id: string) {
    await this.page.locator(`.statusbar-item[id$="${id}"] a`).first().click();
  }

  /** All notifications. With the smoke-test driver VS Code shows no toasts, but keeps them behind the bell. */
  async notifications(): Promise<Notification[]> {
    await this.openNotificationCenter();
    // All in one look: the next moment one may have gone.
    return this.page.locator('.notifications-center .notification-list-item').evaluateAll((items) =>
      items.map((item) => {
        const texts = (selector: string) =>
          [...item.querySelectorAll<HTMLElement>(selector)].map(({ innerText }) => innerText);
        const [message = ''] = texts('.notification-list-item-message');
        return { message, buttons: texts('.notification-list-item-buttons-container .monaco-button') };
      }),
    );
  }

  async clickNotificationButton(label: string) {
    await this.openNotificationCenter();
    await this.page.locator('.notifications-center .monaco-button', { hasText: label }).first().click();
  }

  private async openNotificationCenter() {
    const center = this.page.locator('.notifications-center.visible');
    // The bell is a switch, and VS Code closes what it opens when the last notification goes: that may be at once.
    for (let tries = 0; (await center.count()) === 0; tries++) {
      if (tries === 5) throw new Error('The notifications do not stay open.');
      await this.page.locator('[id="status.notifications"] a').click();
      await center.waitFor({ timeout: 3000 }).catch(() => undefined);
    }
  }

  /** The page inside the webview that is shown, such as the inspector. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview:visible').frameLocator('iframe#active-frame');
  }

  async webviewTexts(selector: string): Promise<string[]> {
    try {
      return await this.webview().locator(selector).allInnerTexts();
    } catch (error) {
      // While the page is being made, nothing stands in it.
      if (String(error).includes('Execution context was destroyed')) return [];
      throw error;
    }
  }

  async webviewAttributes(selector: string, name: string): Promise<string[]> {
    const elements = await this.webview().locator(selector).all();
    return await Promise.all(elements.map(async (element) => (await element.getAttribute(name)) ?? ''));
  }

  async webviewClick(selector: string) {
    await this.webview().locator(selector).first().click();
  }

  async webviewAfterKey(key: string, selector: string, text: string): Promise<number> {
    const shown = this.webview().locator(':root').evaluate(timeOfText, { selector, text });
    const pressed = Date.now();
    await this.page.keyboard.press(key);
    return (await shown) - pressed;
  }

  /**
   * Saves, and reads the file: what the editor draws includes ghost text and cannot say what stands in the document.
   * Inside the extension host, `document.getText()` is the shorter way.
   */
  async documentText(file: string): Promise<string> {
    await this.page.keyboard.press('ControlOrMeta+S');
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
    return fs.readFileSync(file, 'utf8');
  }

  /** A theme by its name in the settings: "Default Dark Modern". */
  async useTheme(name: string) {
    await this.runCommand('Preferences: Color Theme');
    await this.page.keyboard.insertText(name);
    await this.page
      .locator(`.quick-input-list .monaco-list-row[aria-label^=${JSON.stringify(name)}]`)
      .first()
      .click();
  }

  /** As "Developer: Reload Window" does: the extension host starts anew. */
  async reload(withEditor: boolean) {
    await this.page.reload();
    await this.ready(withEditor);
  }

  async trustFolder() {
    await this.runCommand('Workspaces: Manage Workspace Trust');
    await this.page
      .locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ })
      .first()
      .click();
  }

  async screenshot(file: string) {
    await this.page.screenshot({ path: file });
  }

  /** Leaves the page first, or VS Code would keep its extension host for a window that may come back. */
  async close() {
    await this.page.goto('about:blank');
    await this.page.close();
  }
}

/** In a page: the time of the frame that shows an element of that text. It may stand there only after what comes next. */
function timeOfText(root: Element, wanted: { selector: string; text: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const elements = [...root.querySelectorAll(wanted.selector)];
      if (!elements.some(({ textContent }) => textContent === wanted.text)) return;
      observer.disconnect();
      requestAnimationFrame(() => resolve(Date.now()));
    };
    const observer = new MutationObserver(look);
    observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    look();
    setTimeout(() => reject(new Error(`nothing says ${wanted.text}`)), 5000);
  });
}
