// The README in two languages: the Chinese one says what the English one says, section by section, as far as a program can
// tell: by headings, commands, settings and other names, figures, links, pictures and tables.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

type Texts = Readonly<Record<string, string>>;

const root = process.cwd();
const textOf = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');
const read = <T>(file: string) => JSON.parse(textOf(file)) as T;
const fence = /^```.*?^```$/gms;

interface Readme {
  readonly sections: readonly string[];
  readonly titles: Texts;
}

const readme = (file: string, strings: string): Readme => ({
  sections: textOf(file).split(/^(?=#+ )/m),
  titles: read<Texts>(strings),
});
const english = readme('README.md', 'package.nls.json');
const chinese = readme('README.zh-CN.md', 'package.nls.zh-cn.json');

/** What a section has in both languages, in the order of the alphabet: sentences may say it in another order. */
function compared(what: (section: string, titles: Texts) => readonly string[]): [string[][], string[][]] {
  const of = ({ sections, titles }: Readme) => sections.map((section) => [...what(section, titles)].sort());
  const both: [string[][], string[][]] = [of(english), of(chinese)];
  assert.ok(both[0].flat().length > 0);
  return both;
}

const proseOf = (section: string) => section.replace(fence, '');
const found = (text: string, what: RegExp) => [...text.matchAll(what)].map(([, first]) => first!);

/** "149 K" and "14.9 万" are one figure. */
function figures(section: string): string[] {
  const text = proseOf(section)
    .replace(/`[^`]*`/g, '')
    .replace(/\]\([^)]*\)/g, '](');
  return [...text.matchAll(/(?<![\w.#])(\d[\d,]*(?:\.\d+)*)(?:\s?(K|万))?/g)].map(([, digits, unit]) => {
    const value = digits!.replaceAll(',', '');
    return unit === undefined ? value : String(Math.round(Number(value) * (unit === 'K' ? 1000 : 10_000)));
  });
}

/** The commands that are named, by what the manifest calls their titles: a title, or what stands before its colon. */
function commands(section: string, titles: Texts): string[] {
  const named = new Map<string, string>();
  for (const [key, title] of Object.entries(titles)) {
    if (key.startsWith('command.')) for (const name of [title, title.split(/[:：]/)[0]!]) named.set(name, key);
  }
  return found(proseOf(section), /\*Afterword:\s([^*]+)\*/g).map((name) => named.get(name) ?? `no command: ${name}`);
}

describe('the README in both languages', () => {
  it('has the same sections', () => {
    const levels = ({ sections }: Readme) => sections.map((section) => /^#*/.exec(section)![0].length);
    assert.ok(english.sections.length > 10);
    assert.deepEqual(levels(chinese), levels(english));
  });

  it('has the same blocks to be typed', () => {
    const [ours, theirs] = compared((section) => section.match(fence) ?? []);
    assert.deepEqual(theirs, ours);
  });

  it('names the same commands, settings, keys and files', () => {
    for (const what of [
      commands,
      (section: string) => found(proseOf(section).replaceAll('\n', ' '), /`([^`]+)`/g),
      (section: string) => found(proseOf(section), /((?:Ctrl|Alt)\+(?:[A-Z]\w*(?: [A-Z.])?|\S))/g),
    ]) {
      const [ours, theirs] = compared(what);
      assert.deepEqual(theirs, ours);
    }
  });

  it('names only commands that there are', () => {
    const [named] = compared(commands);
    assert.deepEqual(
      named.flat().filter((name) => !name.startsWith('command.')),
      [],
    );
  });

  it('names every setting that is not deprecated', () => {
    const { contributes } = read<{
      contributes: { configuration: readonly { properties: Readonly<Record<string, object>> }[] };
    }>('package.json');
    const settings = contributes.configuration.flatMap(({ properties }) => Object.entries(properties));
    for (const [name, setting] of settings) {
      if ('markdownDeprecationMessage' in setting) continue;
      assert.ok(textOf('README.md').includes(`| \`${name}\``) || textOf('README.md').includes(`, \`${name}\``), name);
    }
  });

  it('gives the same figures', () => {
    const [ours, theirs] = compared(figures);
    assert.ok(ours.flat().length > 70);
    assert.deepEqual(theirs, ours);
  });

  it('shows the same pictures, and leads to the same places', () => {
    const pictures = (section: string) =>
      found(section, /!\[[^\]]*\]\(([^)]+)\)/g).map((file) => file.replace(/-(light|dark|chinese)\.webp$/, ''));
    const links = (section: string) =>
      found(proseOf(section), /(?<!!)\[[^\]]*\]\((?!README)([^)]+)\)/g).map((link) => link.replace(/^#.*/, '#'));
    for (const what of [pictures, links]) {
      const [ours, theirs] = compared(what);
      assert.deepEqual(theirs, ours);
    }
  });

  it('shows every picture that is in the package, and no other', () => {
    assert.ok(textOf('.vscodeignore').split('\n').includes('!media/screenshots/*.webp'));
    const shown = [english, chinese].flatMap(({ sections }) => found(sections.join(''), /\((media\/[^)]+)\)/g));
    const packaged = fs.readdirSync(path.join(root, 'media', 'screenshots')).map((file) => `media/screenshots/${file}`);
    assert.deepEqual([...new Set(shown)].sort(), packaged.sort());
  });

  it('leads to sections of its own by their names', () => {
    for (const { sections } of [english, chinese]) {
      const anchors = sections.map((section) =>
        (/^#+ (.*)/.exec(section)?.[1] ?? '').toLowerCase().replaceAll(' ', '-'),
      );
      for (const anchor of sections.flatMap((section) => found(section, /\]\(#([^)]+)\)/g)))
        assert.ok(anchors.includes(anchor), anchor);
    }
  });

  it('has tables of the same shape', () => {
    const [ours, theirs] = compared((section) =>
      (section.match(/^\|.*\|$/gm) ?? []).map((row) => String(row.split('|').length)),
    );
    assert.deepEqual(theirs, ours);
  });
});
