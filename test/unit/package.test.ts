// Holds package.json and the translations to the code: every command and setting exists on both sides, every key has
// its text in both languages, and every text that the code shows has a Chinese one with the same values in it.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {
  commands,
  contextKeys,
  corpusViewId,
  settingNames,
  settingsSection,
  walkthroughId,
} from '../../src/editor/identifiers';
import { draftStrings } from '../../src/inspector/drafts/strings';
import { englishStrings } from '../../src/inspector/strings';

interface Manifest {
  readonly icon: string;
  readonly keywords: readonly string[];
  readonly galleryBanner: { readonly color: string };
  readonly l10n: string;
  readonly extensionKind: readonly string[];
  readonly contributes: {
    readonly walkthroughs: readonly { id: string; steps: readonly WalkthroughStep[] }[];
    readonly commands: readonly { command: string; title: string; category: string }[];
    readonly configuration: readonly {
      readonly title: string;
      readonly properties: Readonly<Record<string, Setting>>;
    }[];
  };
}

interface Setting {
  readonly default: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly scope: string;
  readonly markdownDescription: string;
}

interface WalkthroughStep {
  readonly description: string;
  readonly media: { readonly image: Readonly<Record<string, string>> };
  readonly completionEvents: readonly string[];
}

type Texts = Readonly<Record<string, string>>;

const root = process.cwd();
const read = <T>(file: string) => JSON.parse(fs.readFileSync(path.join(root, file), 'utf8')) as T;
const manifest = read<Manifest>('package.json');
const settings = manifest.contributes.configuration.flatMap(({ properties }) => Object.entries(properties));

/** Where texts are shown: only these files import vscode. */
function shownTexts(): string[] {
  const folders = [path.join('src', 'editor'), path.join('src', 'web', 'editor')];
  const editor = folders.flatMap((folder) =>
    fs.readdirSync(path.join(root, folder)).map((file) => path.join(folder, file)),
  );
  const files = [...editor, path.join('src', 'extension.ts'), path.join('src', 'inspector', 'panel.ts')];
  const sources = files
    .filter((file) => fs.existsSync(path.join(root, file)))
    .map((file) => fs.readFileSync(file, 'utf8'));
  return sources.flatMap((source) =>
    [...source.matchAll(/l10n\.t\(\s*(['"])((?:(?!\1).)*)\1/gs)].map((match) => match[2]),
  );
}

const places = (text: string) => [...text.matchAll(/\{\d\}/g)].map(([place]) => place).sort();

describe('package.json', () => {
  it('names every command of the code, and no other', () => {
    const named = manifest.contributes.commands.map(({ command }) => command);
    assert.deepEqual([...named].sort(), Object.values(commands).sort());
  });

  it('has a picture and words for the Marketplace, which takes 128 pixels and 30 words', () => {
    const icon = fs.readFileSync(path.join(root, manifest.icon));
    assert.deepEqual([icon.toString('latin1', 1, 4), icon.toString('latin1', 12, 16)], ['PNG', 'IHDR']);
    for (const at of [16, 20]) assert.ok(icon.readUInt32BE(at) >= 128);
    assert.ok(manifest.keywords.length <= 30);
    assert.equal(new Set(manifest.keywords).size, manifest.keywords.length);
    assert.match(manifest.galleryBanner.color, /^#[0-9a-f]{6}$/);
  });

  it('runs where the files are: over Remote-SSH, in WSL and in containers', () => {
    assert.deepEqual(manifest.extensionKind, ['workspace']);
  });

  it('puts every command into the category of the extension', () => {
    for (const { command, category } of manifest.contributes.commands) assert.equal(category, '%category%', command);
  });

  it('names every setting of the code, and no other', () => {
    const named = settings.map(([name]) => name);
    const known = Object.values(settingNames).map((name) => `${settingsSection}.${name}`);
    assert.deepEqual([...named].sort(), known.sort());
  });

  it('has a default for every setting, within its limits', () => {
    for (const [name, property] of settings) {
      assert.notEqual(property.default, undefined, name);
      if (typeof property.default !== 'number') continue;
      assert.ok(property.default >= property.minimum! && property.default <= property.maximum!, name);
    }
  });

  it('says of every setting what it does and where it can be set: threads by machine, globs by folder', () => {
    const scopes = ['window', 'resource', 'language-overridable', 'machine-overridable'];
    for (const [name, { scope, markdownDescription }] of settings) {
      assert.match(markdownDescription, /^%setting\.\w+%$/, name);
      assert.ok(scopes.includes(scope), name);
      assert.equal(scope === 'machine-overridable', name.endsWith('.threads'), name);
      assert.equal(scope === 'resource', /\.(include|exclude|offIn)$/.test(name), name);
    }
  });

  it('has its settings in groups, none of them long', () => {
    for (const { title, properties } of manifest.contributes.configuration) {
      assert.match(title, /^%settings\.\w+%$/);
      assert.ok(Object.keys(properties).length <= 10, title);
    }
  });
});

describe('the walkthrough', () => {
  const [{ id, steps }] = manifest.contributes.walkthroughs;
  const ours = [...Object.values(commands), `${corpusViewId}.focus`] as string[];
  const own = (command: string) => command.startsWith('afterword.');

  it('is the one that its command opens, and ends each step when that is done', () => {
    assert.equal(id, walkthroughId);
    const known = [...ours.map((command) => `onCommand:${command}`), `onView:${corpusViewId}`].concat(
      Object.values(contextKeys).map((key) => `onContext:${key}`),
    );
    for (const { completionEvents } of steps) {
      assert.ok(completionEvents.length > 0);
      for (const event of completionEvents) if (event.includes('afterword')) assert.ok(known.includes(event), event);
    }
  });

  for (const file of ['package.nls.json', 'package.nls.zh-cn.json']) {
    const texts = read<Texts>(file);
    const textOf = (key: string) => texts[key.replaceAll('%', '')];

    it(`has pictures that are in the package, and commands that there are: ${file}`, () => {
      assert.equal(steps.length, 4);
      const packaged = fs.readFileSync(path.join(root, '.vscodeignore'), 'utf8');
      for (const { description, media } of steps) {
        for (const image of Object.values(media.image)) {
          assert.ok(fs.existsSync(path.join(root, textOf(image))), textOf(image));
          assert.match(textOf(image), /^media\/walkthrough\/[\w-]+\.webp$/);
        }
        const offered = [...textOf(description).matchAll(/\]\(command:([\w.]+)/g)].map(([, command]) => command);
        assert.ok(offered.length > 0, description);
        for (const command of offered.filter(own)) assert.ok(ours.includes(command), command);
      }
      assert.ok(packaged.includes('!media/walkthrough/*.webp'));
    });
  }

  it('offers the same in both languages', () => {
    const offers = (file: string) =>
      steps.map(({ description }) => read<Texts>(file)[description.replaceAll('%', '')].match(/\(command:[^)]+\)/g));
    assert.deepEqual(offers('package.nls.zh-cn.json'), offers('package.nls.json'));
  });
});

describe('translations', () => {
  it('of package.json: both languages hold every key, and no other', () => {
    const used = [...fs.readFileSync(path.join(root, 'package.json'), 'utf8').matchAll(/"%([^%"]+)%"/g)];
    const keys = [...new Set(used.map((match) => match[1]))].sort();
    for (const file of ['package.nls.json', 'package.nls.zh-cn.json']) {
      const texts = read<Texts>(file);
      assert.deepEqual(Object.keys(texts).sort(), keys, file);
      for (const [key, text] of Object.entries(texts)) assert.notEqual(text, '', `${file}: ${key}`);
    }
  });

  it('of shown texts: both bundles hold every one, and no other', () => {
    const shown = [
      ...new Set([...shownTexts(), ...Object.values(englishStrings), ...Object.values(draftStrings)]),
    ].sort();
    for (const language of ['', '.zh-cn']) {
      const file = `l10n/bundle.l10n${language}.json`;
      assert.deepEqual(Object.keys(read<Texts>(file)).sort(), shown, file);
    }
  });

  it('keep the values that a text is filled with', () => {
    for (const [english, chinese] of Object.entries(read<Texts>('l10n/bundle.l10n.zh-cn.json'))) {
      assert.deepEqual(places(chinese), places(english), english);
      assert.match(chinese, /\p{Script=Han}/u, english);
    }
  });
});
