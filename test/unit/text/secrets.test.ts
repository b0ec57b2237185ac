import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tokensOf } from '../../../src/text/examples/units';
import { isCard, isChineseIdentity, isIban } from '../../../src/text/secrets/numbers';
import { isSecretWord } from '../../../src/text/secrets/mask';
import { looksRandom } from '../../../src/text/secrets/randomness';
import { secretSpans } from '../../../src/text/secrets/secretSpans';
import { baseName, isHidden, isSecretFile } from '../../../src/text/secretFiles';
import { tokenUnits, cutText } from '../../../src/text/units';
import { planted, random64 } from './secrets';

const words = (text: string) => cutText(text, 'words', 'plaintext').flatMap(({ tokens }) => tokens);
const found = (line: string) => secretSpans(line).map(([start, end]) => line.slice(start, end));

describe('secrets', () => {
  it('leave no part of them among the tokens that are learnt, however the text is cut', () => {
    fc.assert(
      fc.property(planted, fc.constantFrom(...tokenUnits), ({ line, secret }, unit) => {
        for (const format of ['markdown', 'plaintext'] as const) {
          const [tokens] = [cutText(line, unit, format).flatMap((sentence) => sentence.tokens)];
          for (const token of tokens.filter(({ length }) => length > 2)) {
            assert.ok(!secret.includes(token.trim()), `${token} of ${line}`);
          }
          if (unit === 'characters') assert.ok(tokens.filter((token) => token === '<unk>').length >= secret.length);
        }
        for (const folded of [true, false]) {
          const tokens = tokensOf(line, { unit, folded });
          assert.ok(tokens.includes('<unk>'), `${line} as an example`);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('drawn at random as base64 are found, but for one in a hundred', () => {
    const missed = fc.sample(random64, { numRuns: 2000, seed: 1 }).filter((text) => !looksRandom(text));
    assert.ok(missed.length < 20, `${missed.length} of 2,000 were not found`);
  });

  it('are told from prose: names, numbers, dates, paths and code stay', () => {
    const lines = [
      'The password is on the fridge, and the secret is out.',
      'Token: a unit of text. Key: value. 密码是什么？',
      'Call 020 7946 0958 or +86 138 0013 8000 on 2024-05-13 at 10:30:00.',
      'ISBN 978-3-16-148410-0, 1,000,000 people, 3.14159265358979 and 17.6002964166367.',
      'The commit 4f2a91c of getUserNameFromDatabase2 in src/engine/trainingRecord.test.ts.',
      'node_modules/some-package-1.2.3/dist/index-browser.min.js and a_very_long_snake_case_name_2',
      'Donaudampfschifffahrtsgesellschaftskapitän, antidisestablishmentarianism, 2024-W05-3.',
      'pneumonoultramicroscopicsilicovolcanoconiosis HTTPServerRequestHandlerFactory',
      '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20',
      'Use $API_KEY, <token> or password=***; Authorization: Bearer YOUR_ACCESS_TOKEN.',
      'The token is valid for 3600 seconds.',
    ];
    for (const line of lines) assert.deepEqual(found(line), [], line);
  });

  it('behind a name are found by their place, also where they are words', () => {
    assert.deepEqual(found('Wifi password: tulip'), ['tulip']);
    assert.deepEqual(found('passphrase: "correct horse battery staple"'), ['"correct horse battery staple"']);
    assert.deepEqual(found('export TOKEN=tulip && run'), ['tulip']);
    assert.deepEqual(found('支付密码：tulip1'), ['tulip1']);
    assert.deepEqual(found('cards 4111 1111 1111 1111 2 5500-0055-5555-5559'), [
      '4111 1111 1111 1111',
      '5500-0055-5555-5559',
    ]);
  });

  it('of several lines go with all of their lines, and what follows stays', () => {
    const key = [
      '-----BEGIN RSA PRIVATE KEY-----',
      'Proc-Type: 4,ENCRYPTED',
      'MIIEow',
      'abc',
      '-----END RSA PRIVATE KEY-----',
    ];
    for (const text of [key.join('\n'), key.join('\n').replace(/\n-----END.*/, '')]) {
      assert.deepEqual(new Set(words(`${text}\nThe river runs.`)), new Set(['<unk>', 'The', 'river', 'runs', '.']));
    }
    assert.deepEqual(words('-----BEGIN PUBLIC KEY-----\nriver').slice(-1), ['river']);
  });

  it('with a check digit are told by it', () => {
    assert.ok(isCard('4111111111111111') && !isCard('4111111111111112') && !isCard('4444444444444444'));
    assert.ok(isChineseIdentity('11010519491231002X') && !isChineseIdentity('110105194912310021'));
    assert.ok(isIban('DE89370400440532013000') && !isIban('DE89370400440532013001'));
    assert.deepEqual(found('to DE89 3704 0044 0532 0130 00 BY FRIDAY'), ['DE89 3704 0044 0532 0130 00']);
  });

  it('take time that grows with the text alone', () => {
    const nasty = [
      'sk-',
      'eyJ-',
      'AAAAB3Nza',
      'password',
      'password:',
      '4111 ',
      '1 ',
      'A1',
      'key=',
      '://a:',
      'Bearer ',
      'a1-',
      'xox',
      '密码',
      'DE89 ',
    ];
    for (const part of nasty) for (const text of [part.repeat(200_000 / part.length)]) secretSpans(text);
  }).timeout(20_000);

  it('are words by themselves where a model from elsewhere holds them', () => {
    fc.assert(fc.property(random64.filter(looksRandom), (text) => isSecretWord(text)));
    assert.ok(isSecretWord('x'.repeat(101)));
    for (const word of ['river', '我们', "don't", 'antidisestablishmentarianism']) assert.ok(!isSecretWord(word));
  });
});

describe('files that are secret by their names', () => {
  it('are told from notes', () => {
    // prettier-ignore
    const secret = [
      '.env', '.env.local', '/a/server.pem', '/a/server.key.txt', 'id_rsa', 'id_ed25519.txt', 'passwords.md', 'bank-logins.txt', 'my passwords.md',
      'credentials.json', 'credentials-2024.md', 'secrets.txt', 'api_keys.md', 'recovery-codes.txt', '密码.md', '我的密码.md', 'keys.kdbx', '/home/me/.ssh/notes.md',
    ];
    for (const file of secret) assert.ok(isSecretFile(file), file);
    // prettier-ignore
    const notes = ['The Secrets of Good Soil.md', 'token budget.md', 'keyboard.md', 'password managers compared.md', 'environment.md', '/secrets/plan.md', '日记.md', 'login.md'];
    for (const file of notes) assert.ok(!isSecretFile(file), file);
  });

  it('that are hidden are told by every part of the path', () => {
    for (const file of ['.a.md', 'a/.b/c.md', '.git/x.md', 'a\\.b\\c.md']) assert.ok(isHidden(file), file);
    for (const file of ['a.md', 'a/b.md', './a.md', '../a.md', 'a.b/c.md']) assert.ok(!isHidden(file), file);
    assert.equal(baseName('/a/b.md'), 'b.md');
  });
});
