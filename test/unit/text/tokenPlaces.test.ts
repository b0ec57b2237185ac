// Every word of a note is found again in its file, where it stands, in the order in which they stand there.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { formatOfPath } from '../../../src/text/noteText';
import { proseLines } from '../../../src/text/prose';
import { isWord, tokenizeLine } from '../../../src/text/tokenize';
import { TokenPlaces } from '../../../src/text/tokenPlaces';

const root = 'test/fixtures/notes';
const files = fs
  .readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(md|txt)$/.test(file))
  .map((file) => path.join(root, file));

function places(source: string, file = 'a.md') {
  const tokens = proseLines(source, formatOfPath(file)).flatMap((line) =>
    tokenizeLine(line).flatMap((sentence) => sentence.tokens),
  );
  const reading = TokenPlaces.of(source, formatOfPath(file), tokens);
  let step = reading.next();
  while (!step.done) step = reading.next();
  const found = step.value;
  return tokens.map((token, index) => ({ token, place: found.placeOf(index) }));
}

/** "word line:column" of every time that the word stands in the prose. */
const placesOf = (source: string, word: string) =>
  places(source)
    .filter(({ token }) => token === word)
    .map(({ place }) => place && `${place.line}:${place.column}`);

describe('the place of a token', () => {
  it('is where its letters stand, one after the other, in every sample note', () => {
    let words = 0;
    for (const file of files) {
      const source = fs.readFileSync(file, 'utf8').normalize('NFC');
      const lines = source.split('\n');
      let last = { line: 0, column: 0 };
      for (const { token, place } of places(source, file)) {
        if (!isWord(token)) continue;
        assert.ok(place, `${file}: ${token} is not found`);
        const [letter] = /[\p{L}\p{N}]/u.exec(token)!;
        assert.ok(lines[place.line - 1].slice(place.column - 1).startsWith(letter), `${file}:${place.line} ${token}`);
        const after = place.line > last.line || (place.line === last.line && place.column > last.column);
        assert.ok(after, `${file}: ${token} at ${place.line}:${place.column}`);
        last = place;
        words++;
      }
    }
    assert.ok(words > 5000, `${words} words`);
  });

  it('is found through markup and broken lines', () => {
    const source = '# A *walk*\n\nWe went to the [old\nriver](https://x.org/river) and **back**.\n';
    assert.deepEqual(placesOf(source, 'walk'), ['1:6']);
    assert.deepEqual(placesOf(source, 'river'), ['4:1']);
    assert.deepEqual(placesOf(source, 'back'), ['4:35']);
  });

  it('of lines that read the same is each its own', () => {
    assert.deepEqual(placesOf('Bread and tea.\n\nBread and tea.\n\nBread and tea.\n', 'tea'), ['1:11', '3:11', '5:11']);
    assert.deepEqual(placesOf('迟到了。\n\n迟到了。\n', '了'), ['1:3', '3:3']);
  });

  it('is none where the file has changed, or a token has no letters', () => {
    const reading = TokenPlaces.of('Something else.\n', 'markdown', ['River', ', ']);
    const step = reading.next();
    assert.ok(step.done);
    assert.equal(step.value.placeOf(0), undefined);
    assert.equal(step.value.placeOf(1), undefined);
  });
});
