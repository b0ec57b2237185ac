// One browser for a suite, one page or more for a test. A test fails if its pages met any problem: an error, a warning, or
// something that the Content Security Policy forbids.

import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../host/browser';
import { InspectorPage, type PageOptions } from './inspectorPage';

/** Call within `describe`; gives the function that opens a page. */
export function useInspector(): (options?: PageOptions) => Promise<InspectorPage> {
  let browser: Browser;
  let pages: InspectorPage[] = [];

  before(async function () {
    this.timeout(120_000);
    browser = await launchBrowser(console.log);
  });

  afterEach(async () => {
    const opened = pages;
    pages = [];
    const problems = opened.flatMap((page) => page.problems);
    await Promise.all(opened.map((page) => page.close()));
    assert.deepEqual(problems, []);
  });

  after(async () => {
    await browser.close();
  });

  return async (options) => {
    const page = await InspectorPage.open(browser, options);
    pages.push(page);
    return page;
  };
}
