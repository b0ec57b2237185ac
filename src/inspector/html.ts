// The page of a webview: a shell that holds the view's texts as data and loads its script and style sheet. Pure, so that
// a test serves the very same page, with the very same Content Security Policy, to a browser.

export interface InspectorPage {
  /** Where the webview's files come from, as `webview.cspSource` says it. */
  readonly cspSource: string;
  /** New for every page: only scripts that carry it run. */
  readonly nonce: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** BCP 47, as `vscode.env.language` says it. */
  readonly language: string;
  readonly strings: Readonly<Record<string, string>>;
}

/**
 * Nothing is allowed but our script, our style sheet, and what they do through the DOM. uPlot and the view set styles
 * through the CSSOM, which this policy permits; a `style` attribute in markup it does not.
 */
function contentSecurityPolicy({ cspSource, nonce }: InspectorPage): string {
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `img-src 'none'`,
    `font-src 'none'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapedHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** JSON that cannot end its script element, nor open a comment in it: `<` is written as an escape. */
function escapedJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

export function inspectorHtml(page: InspectorPage): string {
  return `<!doctype html>
<html lang="${escapedHtml(page.language)}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escapedHtml(contentSecurityPolicy(page))}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Afterword</title>
    <link rel="stylesheet" href="${escapedHtml(page.styleUri)}" />
  </head>
  <body>
    <main id="inspector"></main>
    <script type="application/json" id="strings">${escapedJson(page.strings)}</script>
    <script nonce="${escapedHtml(page.nonce)}" src="${escapedHtml(page.scriptUri)}"></script>
  </body>
</html>
`;
}
