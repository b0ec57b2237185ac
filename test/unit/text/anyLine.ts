// Lines to try every promise on: everyday text in many scripts, run together at random with what is nasty in Unicode.
import fc from 'fast-check';

// prettier-ignore
const pieces = [
  'a', 'The', 'dog', "don't", 'e.g.', 'U.S.', 'snake_case', '3.14', '1,000', 'x²', '½', 'ﬁ', 'İ', 'ß', 'Å', 'K',
  '我', '昨天', '上学', '迟到了', '。', '，', '、', '！', '？', '「', '」', '《', '》', '……', '——', '·', '𠮷', '〇', '々',
  'これは', 'ペン', 'ー', 'か゚', 'が', 'ﾊﾟ', '한국어', '문장', 'ภาษาไทย', 'ๆ', 'ລາວ', 'ខ្មែរ', 'မြန်မာ',
  'السلام', 'عليكم', '؟', 'שלום', 'हिन्दी', 'क्‍ष', 'می‌خواهم', 'Да', 'ΑΒΓ', ';', '🙂', '👨‍👩‍👧', '🏳️‍🌈', '1️⃣', '🇩🇪', '🇫🇷🇯',
  '.', ',', '!', '?', ';', ':', '(', ')', '[', ']', '{', '}', '"', "'", '“', '”', '‘', '’', '-', '–', '—', '…', '...',
  '*', '_', '__', '`', '~', '#', '@', '/', '\\', '|', '<', '>', '&', '$', '%', '^', '+', '=', '<s>', '</s>', '<unk>',
  ' ', ' ', ' ', '  ', '\t', '\u00a0', '\u3000', '\u200b', '\u200c', '\u200d', '\ufeff', '\u2028', '\u0301', '\u0085',
  '\ufe0f', '\u202e', '\u00ad', '\ud800', '\udc00', '\ufffc', '\ue000', '\u0000',
];

export const anyLine = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((some) => some.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
);
