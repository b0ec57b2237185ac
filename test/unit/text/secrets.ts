// Made-up secrets of every kind that is to be found, for property tests: drawn at random as the real ones are.

import fc from 'fast-check';

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';

const drawn = (letters: string, minLength: number, maxLength = minLength): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...letters), { minLength, maxLength }).map((some) => some.join(''));
const word = upper + lower + digits;

const withLuhn = (beginning: string): string => {
  const sum = [...beginning].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return beginning + String((10 - (sum % 10)) % 10);
};

const card = fc
  .tuple(fc.constantFrom('4', '51', '62', '37', '2221'), drawn(digits, 14), fc.constantFrom('', ' ', '-'))
  .map(([first, rest, gap]) => withLuhn((first + rest).slice(0, 15)).replace(/(.{4})(?=.)/g, `$1${gap}`));

const identity = fc
  .tuple(drawn('123456', 6), fc.integer({ min: 1950, max: 2020 }), fc.integer({ min: 10, max: 12 }), drawn(digits, 3))
  .map(([region, year, month, order]) => {
    const body = `${region}${year}${month}15${order}`;
    let sum = 0;
    for (const digit of body) sum = (2 * (sum + Number(digit))) % 11;
    return body + '10X98765432'[sum];
  });

/** What no word is: a letter, digits, a mark. */
const password = fc
  .tuple(drawn(lower, 3, 6), drawn(digits, 2, 4), fc.constantFrom('!', '#', '_', 'Q', '-Z'), drawn(lower, 1, 3))
  .map((parts) => parts.join(''));

/** A line that holds it, and the secret itself. */
export interface Planted {
  readonly line: string;
  readonly secret: string;
}

const alone = (secret: fc.Arbitrary<string>): fc.Arbitrary<Planted> =>
  fc
    .tuple(
      fc.constantFrom('The key is ', '', 'We use ', '我们用 ', 'see ('),
      secret,
      fc.constantFrom('', ' here.', ')', '。', ', too'),
    )
    .map(([before, each, after]) => ({ line: before + each + after, secret: each }));

const assigned: fc.Arbitrary<Planted> = fc
  .tuple(
    fc.constantFrom(
      'password: ',
      'The wifi password is ',
      'DB_PASSWORD=',
      'api_key = ',
      'API key: ',
      '密码：',
      '密码是',
      'access_token=',
      'PIN: ',
      'client_secret: "',
    ),
    password,
  )
  .map(([name, secret]) => ({ line: name + secret + (name.endsWith('"') ? '"' : ''), secret }));

export const planted: fc.Arbitrary<Planted> = fc.oneof(
  alone(drawn(word, 36).map((rest) => `ghp_${rest}`)),
  alone(drawn(upper + digits, 16).map((rest) => `AKIA${rest}`)),
  alone(drawn(word, 40).map((rest) => `sk-proj-1${rest}`)),
  alone(drawn(word, 24).map((rest) => `sk_live_${rest}`)),
  alone(fc.tuple(drawn(word, 20, 40), drawn(word, 40, 80), drawn(word, 43)).map(([a, b, c]) => `eyJ${a}.eyJ${b}.${c}`)),
  alone(drawn('abcdef', 20).chain((letters) => drawn(digits, 20).map((rest) => letters + rest))),
  alone(fc.uuid()),
  alone(card),
  alone(identity),
  assigned,
  drawn(word, 10, 20).map((secret) => ({ line: `postgres://user:${secret}@host.example:5432/notes`, secret })),
);

/** Drawn as base64 is: some few look like words by chance. */
export const random64 = drawn(word + '+/', 40);
