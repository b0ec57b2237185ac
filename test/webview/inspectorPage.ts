// The inspector in a real browser, as VS Code would show it: the real page with its real Content Security Policy, served
// over HTTP, with a stand-in for the webview's API. Whatever the browser complains about is kept in `problems`.

import * as fs from 'node:fs';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { inspectorHtml } from '../../src/inspector/html';
import type { FromDrafts, ToDrafts } from '../../src/inspector/drafts/protocol';
import { draftStrings } from '../../src/inspector/drafts/strings';
import type { FromView, Tab, ToView } from '../../src/inspector/protocol';
import { englishStrings } from '../../src/inspector/strings';
import { themes, type ThemeName } from './themes';

/** Where the bundled view lies; a folder of one's own while working on it. */
const viewFolder = process.env.AFTERWORD_VIEW_DIR ?? path.join('dist', 'inspector');

export interface PageOptions {
  /** The inspector, or the drafts. */
  readonly name?: 'view' | 'drafts';
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly language?: string;
  readonly strings?: Readonly<Record<string, string>>;
  readonly deviceScaleFactor?: number;
  readonly tab?: Tab;
}

/** What the stand-in for VS Code leaves in the page. */
interface WebviewWindow extends Window {
  sent: (FromView | FromDrafts)[];
}

export class InspectorPage {
  readonly problems: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly server: http.Server,
  ) {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.problems.push(message.text());
    });
    page.on('pageerror', (error) => this.problems.push(String(error)));
  }

  static async open(browser: Browser, options: PageOptions = {}): Promise<InspectorPage> {
    const { width = 640, height = 1000, deviceScaleFactor = 1 } = options;
    const server = await serve(options);
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor });
    const opened = new InspectorPage(page, server);
    await page.addInitScript(standInForVsCode);
    await page.addInitScript(dress, themes[options.theme ?? 'dark']);
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    if (options.tab) await opened.choose(options.tab);
    return opened;
  }

  async close(): Promise<void> {
    await this.page.close();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async post(...messages: readonly (ToView | ToDrafts)[]): Promise<void> {
    await this.page.evaluate((all) => all.forEach((message) => window.postMessage(message, '*')), messages);
    // Messages are handled in order, charts are drawn with the next frame.
    await this.page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))),
    );
  }

  async choose(tab: Tab): Promise<void> {
    await this.page.click(`#tab-${tab}`);
    await this.post();
  }

  sent(): Promise<(FromView | FromDrafts)[]> {
    return this.page.evaluate(() => (window as unknown as WebviewWindow).sent);
  }

  async setTheme(name: ThemeName): Promise<void> {
    await this.page.evaluate(dress, themes[name]);
    await this.post();
  }

  /** Runs a script of the tests' own in the page, past the Content Security Policy. */
  async inject(file: string): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    await session.send('Runtime.evaluate', { expression: fs.readFileSync(file, 'utf8') });
    await session.detach();
  }

  /** Milliseconds for which the page computes meanwhile, whatever else the machine does; or for which scripts alone run. */
  async busy(
    action: () => Promise<unknown>,
    what: 'TaskDuration' | 'ScriptDuration' = 'TaskDuration',
  ): Promise<number> {
    const session = await this.page.context().newCDPSession(this.page);
    const computed = async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      return 1000 * metrics.find(({ name }) => name === what)!.value;
    };
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const before = await computed();
    await action();
    const after = await computed();
    await session.detach();
    return after - before;
  }

  /** Texts of all elements that match, as they are read. */
  texts(selector: string): Promise<string[]> {
    return this.page.locator(selector).allInnerTexts();
  }
}

function serve(options: PageOptions): Promise<http.Server> {
  const server = http.createServer((request, response) => {
    const origin = `http://${request.headers.host}`;
    const file = /^\/((?:view|drafts)\.(?:js|css))$/.exec(request.url ?? '')?.[1];
    if (file !== undefined) {
      response.setHeader('content-type', file.endsWith('.js') ? 'text/javascript' : 'text/css');
      response.end(fs.readFileSync(path.join(viewFolder, file)));
    } else if (request.url === '/') {
      const { name = 'view', language = 'en' } = options;
      const { strings = name === 'view' ? englishStrings : draftStrings } = options;
      const uris = { scriptUri: `${origin}/${name}.js`, styleUri: `${origin}/${name}.css` };
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(inspectorHtml({ cspSource: origin, nonce: 'n0nce', ...uris, language, strings }));
    } else {
      response.writeHead(204).end();
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** Runs in the page, before its own script. The state outlives a reload, as it outlives hiding in VS Code. */
function standInForVsCode(): void {
  const sent: FromView[] = [];
  const api = {
    postMessage: (message: FromView) => sent.push(message),
    getState: (): unknown => JSON.parse(sessionStorage.getItem('state') ?? 'null'),
    setState: (state: unknown) => sessionStorage.setItem('state', JSON.stringify(state)),
  };
  Object.assign(window, { sent, acquireVsCodeApi: () => api });
}

/** Runs in the page: what VS Code does when it opens a webview, and again when the theme changes. */
function dress(theme: { bodyClass: string; kind: string; colours: Readonly<Record<string, string>> }): void {
  const apply = () => {
    const root = document.documentElement;
    root.removeAttribute('style');
    for (const [name, value] of Object.entries(theme.colours)) root.style.setProperty(`--vscode-${name}`, value);
    document.body.className = theme.bodyClass;
    document.body.dataset.vscodeThemeKind = theme.kind;
  };
  // Before the page is parsed there is neither root nor body to dress; the view's script runs right after its body.
  if (document.body) return apply();
  new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    apply();
  }).observe(document, { childList: true, subtree: true });
}
