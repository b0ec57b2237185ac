// Texts and bytes that nobody writes and that reach a note reader all the same. Each kind makes one of any size from a
// seeded source of chance, so that a run can be repeated. Nothing of it is committed: it is made when it is wanted.

import type { Random } from '../../src/rnn/random';

export interface BrokenKind {
  readonly name: string;
  /** How many are tried in the long form; the short one tries fewer. */
  readonly count: number;
  /** Of one file in the long form, in characters or levels; the short one makes smaller ones. */
  readonly size: number;
  make(random: Random, size: number): Uint8Array;
  /** Whether it can be read: then it is learnt from, or holds no prose. */
  readonly isText?: boolean;
}

const pick = <T>(random: Random, some: readonly T[]): T => some[Math.floor(random.uniform(0, some.length))]!;
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

// prettier-ignore
const words = ['the', 'river', 'runs', 'fast', 'We', 'like', 'bread', '我', '昨天', '上学', '迟到了', '。', ', ', '. ', '\n', '\n\n', ' '];
const prose = (random: Random, length: number): string => {
  const parts: string[] = [];
  for (let at = 0; at < length; at += parts[parts.length - 1]!.length + 1) parts.push(pick(random, words));
  return parts.join(' ');
};

// prettier-ignore
const marks = [
  '*', '**', '_', '__', '~~', '`', '```', '$', '$$', '[', ']', '](', ')', '![', '[^', ']:', '[[', ']]', '<', '>', '<div>', '</div>',
  '<!--', '-->', '<?', '|', '|-|', '# ', '- ', '1. ', '> ', '    ', '\t', '---', '===', '\\', '&amp;', '&#0;', '\n', '\n\n', '\r', '\r\n',
  'a', ' b ', 'http://', 'www.', '我', '\u0000', '\ufffc', '\u2028', '\ufeff', '{', '}', '+++', '~~~', ':', '- [ ] ', '\u200d',
];

/** One mark again and again, as deep as it goes: what a parser without limits falls over. */
// prettier-ignore
const nests = [
  '> ', '- ', '1. ', '[', '![', '[a](', '*a ', '**a ', '_a ', '~~a ', '`', '`a ``b ', '$', '<', '<div>', '<a ', '<!--', '(', '[^', '[[', '|', '| a ',
  '\\', '&amp;', '\t', '    ', '*', '_', '**', '***a* ', '[a]: b\n', '[a][', '![a][', '# ', '- - ', '> - ', '"', "'", '$a ', '$$', '](', '[a]: <', 'http://', 'www.',
];

const bidi = ['السلام', 'עברית', '\u202e', '\u202d', '\u2067', '\u2069', '\u200f', 'abc', ' ', '123', '،', '؟', '\n'];
const people = ['👨', '👩', '👧', '👦', '🏻', '🏿', '❤️', '🏳️', '🌈', '🇩', '🇪', '1️⃣', '\ufe0f', '\u20e3'];

const utf16 = (text: string, littleEndian: boolean): Uint8Array => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return littleEndian ? bytes : bytes.swap16();
};

export const brokenKinds: readonly BrokenKind[] = [
  {
    name: 'random bytes',
    count: 400,
    size: 20_000,
    make: (random, size) => Uint8Array.from({ length: random.uniform(0, size) }, () => random.uint32()),
  },
  {
    name: 'UTF-8 with broken bytes',
    count: 400,
    size: 20_000,
    make: (random, size) => {
      const bytes = utf8(prose(random, size));
      for (let i = 0; i < 5; i++) bytes[Math.floor(random.uniform(0, bytes.length))] = random.uint32();
      return bytes;
    },
  },
  {
    name: 'UTF-8 cut in a character',
    count: 50,
    size: 2000,
    make: (random, size) => utf8(`${prose(random, size)}我`).slice(0, -1),
  },
  {
    name: 'UTF-16 with a byte order mark',
    count: 200,
    size: 20_000,
    make: (random, size) => utf16(prose(random, size), random.uniform() < 0.5),
    isText: true,
  },
  {
    name: 'UTF-16 cut or with lone surrogates',
    count: 100,
    size: 2000,
    make: (random, size) =>
      random.uniform() < 0.5
        ? utf16(prose(random, size), true).slice(0, -1)
        : utf16(`${prose(random, size)}\ud800 a`, random.uniform() < 0.5),
  },
  {
    name: 'text with NULs',
    count: 50,
    size: 5000,
    make: (random, size) => utf8(prose(random, size).replaceAll(' ', () => (random.uniform() < 0.1 ? '\0' : ' '))),
  },
  {
    name: 'beginnings of binary files',
    count: 50,
    size: 5000,
    make: (random, size) => {
      const magic = pick(random, [
        '\x89PNG\r\n\x1a\n',
        'PK\x03\x04',
        '%PDF-1.7\n%\xe2\xe3',
        '\x7fELF\x02\x01',
        'GIF89a',
      ]);
      return Buffer.concat([
        Buffer.from(magic, 'latin1'),
        Buffer.from(prose(random, size)),
        Buffer.from([0, 255, 254]),
      ]);
    },
  },
  {
    name: 'one long line',
    count: 3,
    size: 5 * 2 ** 20,
    make: (random, size) =>
      utf8(
        prose(random, 50_000)
          .replace(/\n/g, ' ')
          .repeat(size / 50_000 + 1),
      ),
    isText: true,
  },
  {
    name: 'words of 10,000 characters',
    count: 60,
    size: 10_000,
    make: (random, size) => {
      const letter = pick(random, ['x', 'ä', '我', 'ไ', 'ء', 'न', '🙂', '1', '\u0301', 'ก็', 'A1']);
      return utf8(`The river. ${letter.repeat(size)} ends. ${prose(random, 5 * size)}`);
    },
    isText: true,
  },
  {
    name: 'right to left, with marks of direction',
    count: 100,
    size: 10_000,
    make: (random, size) => utf8(Array.from({ length: size / 4 }, () => pick(random, bidi)).join('')),
    isText: true,
  },
  {
    name: 'letters under 10,000 combining marks',
    count: 30,
    size: 10_000,
    make: (random, size) => {
      const mark = pick(random, ['\u0301', '\u0488', '\u20dd', '\u0e47', '\u093c', '\ufe0f']);
      return utf8(`The river e${mark.repeat(size)} runs a${mark.repeat(size)}.`);
    },
    isText: true,
  },
  {
    name: 'sequences of emoji',
    count: 60,
    size: 10_000,
    make: (random, size) => {
      const joined = Array.from({ length: size / 4 }, () => pick(random, people)).join(
        pick(random, ['\u200d', '', ' ']),
      );
      return utf8(`${joined} and more`);
    },
    isText: true,
  },
  {
    name: 'Markdown nested 10,000 deep',
    count: 4 * nests.length,
    size: 10_000,
    make: (random, size) => {
      const open = pick(random, nests);
      const close = pick(random, ['', open.trim(), open.trim(), ']', ')', '*', '**', '`', '>', '</div>', '$', '](b)']);
      return utf8(`Before.\n\n${open.repeat(size)}deep${close.repeat(size)}\n\nAfter.`);
    },
    isText: true,
  },
  {
    name: 'lists and quotes nested line by line',
    count: 20,
    size: 400,
    make: (random, size) => {
      const mark = pick(random, ['- ', '1. ', '> ', '* ']);
      const indent = mark === '> ' ? mark : ' '.repeat(mark.length);
      return utf8(
        Array.from({ length: size }, (_, depth) => `${indent.repeat(depth)}${mark}level ${depth}`).join('\n'),
      );
    },
    isText: true,
  },
  {
    name: 'marks of Markdown at random',
    count: 600,
    size: 3000,
    make: (random, size) => utf8(Array.from({ length: random.uniform(0, size) }, () => pick(random, marks)).join('')),
  },
  {
    name: 'few marks of Markdown, many times',
    count: 300,
    size: 20_000,
    make: (random, size) => {
      const some = Array.from({ length: 1 + random.uniform(0, 4) }, () => pick(random, marks)).join('');
      return utf8(some.repeat(size / some.length + 1));
    },
  },
];
