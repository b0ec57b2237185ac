// The page as a browser takes it: what its Content Security Policy keeps out, and that texts stay texts wherever they
// stand in it.

import assert from 'node:assert/strict';
import { inspectorHtml } from '../../src/inspector/html';
import { englishStrings } from '../../src/inspector/strings';
import { useInspector } from './useInspector';

const hostile = '</script><script>window.broken = true</script><!-- <img src=x onerror="window.broken = true"> & "\'';

describe('inspector page', () => {
  const open = useInspector();

  it('says ready once, when it listens', async () => {
    const view = await open();
    assert.deepEqual(await view.sent(), [{ type: 'ready', tab: 'text' }]);
  });

  it('runs no script but its own', async () => {
    const view = await open();
    const blocked = await view.page.evaluate(async () => {
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));
      const script = document.createElement('script');
      script.textContent = 'window.broken = true';
      const image = document.createElement('img');
      image.src = '/picture.png';
      const styled = document.createElement('p');
      styled.setAttribute('style', 'color: red');
      document.body.append(script, image, styled);
      await fetch('/').catch(() => undefined);
      await new Promise((done) => setTimeout(done, 50));
      return { violations, broken: 'broken' in window };
    });
    assert.equal(blocked.broken, false);
    assert.deepEqual(blocked.violations.sort(), ['connect-src', 'img-src', 'script-src-elem', 'style-src-attr']);
    assert.equal(view.problems.length > 0, true);
    // These were the test's own doing.
    view.problems.length = 0;
  });

  it('shows texts as they are written, whatever they hold', async () => {
    const view = await open({ strings: { ...englishStrings, learn: hostile, lossTitle: hostile } });
    assert.equal(await view.page.locator('#learn').textContent(), hostile);
    assert.equal(await view.page.locator('.loss h2').textContent(), hostile);
    assert.equal(await view.page.evaluate(() => 'broken' in window), false);
  });

  it('escapes every value that it is given', () => {
    const html = inspectorHtml({
      cspSource: `https://a.example"><b>`,
      nonce: `"><b>`,
      scriptUri: `"><b>`,
      styleUri: `"><b>`,
      language: `"><b>`,
      strings: { ...englishStrings, learn: '<b></script>' },
    });
    assert.equal(html.includes('<b>'), false);
    assert.equal(html.match(/<\/script>/g)?.length, 2);
  });
});
