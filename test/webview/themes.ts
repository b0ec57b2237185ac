// VS Code's default themes as a webview sees them: a class and a kind on the body, colours as variables on the root. The
// values are those of the themes named, for the variables that the inspector reads.

import fs from 'node:fs';

export type ThemeName = 'dark' | 'light' | 'highContrast' | 'highContrastLight';

export interface Theme {
  readonly bodyClass: string;
  readonly kind: string;
  readonly colours: Readonly<Record<string, string>>;
}

const shared = {
  'font-family': 'system-ui, "Ubuntu", "Droid Sans", sans-serif',
  'font-size': '13px',
  'editor-font-family': '"Droid Sans Mono", "monospace", monospace',
  'editor-font-size': '14px',
};

const defaultThemes: Readonly<Record<ThemeName, Theme>> = {
  // Dark Modern. Its orange is transparent: VS Code derives it from the colour of search results.
  dark: {
    bodyClass: 'vscode-dark',
    kind: 'vscode-dark',
    colours: {
      ...shared,
      'editor-background': '#1f1f1f',
      'editor-foreground': '#cccccc',
      descriptionForeground: '#9d9d9d',
      'button-background': '#0078d4',
      'button-foreground': '#ffffff',
      'button-hoverBackground': '#026ec1',
      'button-border': 'rgba(255, 255, 255, 0.1)',
      'button-secondaryBackground': 'rgba(0, 0, 0, 0)',
      'button-secondaryForeground': '#cccccc',
      'button-secondaryBorder': 'rgba(204, 204, 204, 0.15)',
      'button-secondaryHoverBackground': '#2b2b2b',
      focusBorder: '#0078d4',
      'progressBar-background': '#0078d4',
      'charts-blue': '#59a4f9',
      'charts-orange': 'rgba(234, 92, 0, 0.33)',
      'charts-green': '#89d185',
      'charts-yellow': '#cca700',
      'charts-red': '#f14c4c',
      'charts-purple': '#b180d7',
      'editorHoverWidget-background': '#202020',
      'editorHoverWidget-foreground': '#cccccc',
      'editorHoverWidget-border': '#454545',
      'widget-shadow': 'rgba(0, 0, 0, 0.36)',
    },
  },
  // Light 2026.
  light: {
    bodyClass: 'vscode-light',
    kind: 'vscode-light',
    colours: {
      ...shared,
      'editor-background': '#ffffff',
      'editor-foreground': '#202020',
      descriptionForeground: '#606060',
      'button-background': '#0069cc',
      'button-foreground': '#ffffff',
      'button-hoverBackground': '#0063c1',
      'button-border': '#0069cc',
      'button-secondaryBackground': '#eaeaea',
      'button-secondaryForeground': '#202020',
      'button-secondaryHoverBackground': '#f2f3f4',
      'button-secondaryBorder': '#eaeaea',
      focusBorder: '#0069cc',
      'progressBar-background': '#0069cc',
      'charts-blue': '#1a5cff',
      'charts-orange': '#d18616',
      'charts-green': '#388a34',
      'charts-yellow': '#667309',
      'charts-red': '#ad0707',
      'charts-purple': '#652d90',
      'editorHoverWidget-background': '#fafafd',
      'editorHoverWidget-foreground': '#202020',
      'editorHoverWidget-border': '#e4e5e6',
      'widget-shadow': 'rgba(0, 0, 0, 0)',
    },
  },
  // Dark High Contrast: no orange, no shadow.
  highContrast: {
    bodyClass: 'vscode-high-contrast',
    kind: 'vscode-high-contrast',
    colours: {
      ...shared,
      'editor-background': '#000000',
      'editor-foreground': '#ffffff',
      descriptionForeground: 'rgba(255, 255, 255, 0.7)',
      'button-background': '#000000',
      'button-foreground': '#ffffff',
      'button-border': '#6fc3df',
      'button-secondaryForeground': '#ffffff',
      'button-secondaryBorder': '#6fc3df',
      contrastBorder: '#6fc3df',
      contrastActiveBorder: '#f38518',
      focusBorder: '#f38518',
      'progressBar-background': '#6fc3df',
      'charts-blue': '#59a4f9',
      'charts-green': '#89d185',
      'charts-yellow': '#ffd370',
      'charts-red': '#f48771',
      'charts-purple': '#b180d7',
      'editorHoverWidget-background': '#0c141f',
      'editorHoverWidget-foreground': '#ffffff',
      'editorHoverWidget-border': '#6fc3df',
    },
  },
  highContrastLight: {
    bodyClass: 'vscode-high-contrast vscode-high-contrast-light',
    kind: 'vscode-high-contrast-light',
    colours: {
      ...shared,
      'editor-background': '#ffffff',
      'editor-foreground': '#292929',
      descriptionForeground: 'rgba(41, 41, 41, 0.7)',
      'button-background': '#0f4a85',
      'button-foreground': '#ffffff',
      'button-border': '#0f4a85',
      'button-secondaryBackground': '#ffffff',
      'button-secondaryForeground': '#292929',
      'button-secondaryBorder': '#0f4a85',
      contrastBorder: '#0f4a85',
      contrastActiveBorder: '#006bbd',
      focusBorder: '#006bbd',
      'progressBar-background': '#0f4a85',
      'charts-blue': '#0063d3',
      'charts-green': '#374e06',
      'charts-yellow': '#895503',
      'charts-red': '#b5200d',
      'charts-purple': '#652d90',
      'editorHoverWidget-background': '#ffffff',
      'editorHoverWidget-foreground': '#292929',
      'editorHoverWidget-border': '#0f4a85',
    },
  },
};

interface Manifest {
  readonly contributes: {
    readonly colors: readonly { readonly id: string; readonly defaults: Readonly<Record<ThemeName, string>> }[];
  };
}

/** The colours that Afterword itself contributes, as a theme has them that does not know of them. */
function ownColours(name: ThemeName): Readonly<Record<string, string>> {
  const { contributes } = JSON.parse(fs.readFileSync('package.json', 'utf8')) as Manifest;
  return Object.fromEntries(contributes.colors.map(({ id, defaults }) => [id.replaceAll('.', '-'), defaults[name]]));
}

export const themes = Object.fromEntries(
  Object.entries(defaultThemes).map(([name, theme]) => [
    name,
    { ...theme, colours: { ...theme.colours, ...ownColours(name as ThemeName) } },
  ]),
) as Readonly<Record<ThemeName, Theme>>;
