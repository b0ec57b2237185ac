// Words of a note are found again in its file, where they stand, in the order in which they stand there.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { formatOfPath } from '../../../src/text/noteText';
import { type Place, placeInFile } from '../../../src/text/placeInFile';
import { isWord, type Sentence } from '../../../src/text/tokenize';
import { cutText } from '../../../src/text/units';

const root = 'test/fixtures/notes';
const files = fs
  .readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(md|txt)$/.test(file))
  .map((file) => path.join(root, file));

function find(source: string, sentences: readonly Sentence[], sentence: number, token: number, file = 'a.md') {
  const looking = placeInFile(source, formatOfPath(file), sentences, sentence, token);
  let step = looking.next();
  while (!step.done) step = looking.next();
  return step.value;
}

/** Every word, or every n-th, and its place. */
function places(source: string, file = 'a.md', step = 1): { token: string; place: Place | undefined }[] {
  const sentences = cutText(source, 'words', formatOfPath(file));
  const words = sentences.flatMap(({ tokens }, sentence) =>
    tokens.flatMap((token, at) => (isWord(token) ? [{ token, sentence, at }] : [])),
  );
  return words
    .filter((_, i) => i % step === 0)
    .map(({ token, sentence, at }) => ({ token, place: find(source, sentences, sentence, at, file) }));
}

/** "line:column" of every time that the word stands in the prose. */
const placesOf = (source: string, word: string) =>
  places(source)
    .filter(({ token }) => token === word)
    .map(({ place }) => place && `${place.line}:${place.column}`);

describe('the place of a word in its file', () => {
  it('is where it stands, one after the other, in every sample note', () => {
    let words = 0;
    for (const file of files) {
      const source = fs.readFileSync(file, 'utf8').normalize('NFC');
      const lines = source.split('\n');
      let last = { line: 0, column: 0 };
      for (const { token, place } of places(source, file, 11)) {
        assert.ok(place, `${file}: ${token} is not found`);
        const found = lines[place.line - 1].slice(place.column - 1);
        assert.ok(found.startsWith(token[0]), `${file}:${place.line} ${token}`);
        const after = place.line > last.line || (place.line === last.line && place.column > last.column);
        assert.ok(after, `${file}: ${token} at ${place.line}:${place.column}`);
        last = place;
        words++;
      }
    }
    assert.ok(words > 500, `${words} words`);
  });

  it('is found through markup and broken lines', () => {
    const source =
      '---\ntitle: river\n---\n# A *walk*\n\nWe went to the [old\nriver](https://x.org/river) and **back**.\n';
    assert.deepEqual(placesOf(source, 'walk'), ['4:6']);
    assert.deepEqual(placesOf(source, 'river'), ['7:1']);
    assert.deepEqual(placesOf(source, 'back'), ['7:35']);
  });

  it('of lines that read the same is each its own, also beside code', () => {
    const source = 'Bread and tea. More tea.\n\n```\nBread and tea.\n```\n\nBread and tea.\n';
    assert.deepEqual(placesOf(source, 'tea'), ['1:11', '1:21', '7:11']);
    assert.deepEqual(placesOf('迟到了。\n\n迟到了。\n', '了'), ['1:3', '3:3']);
  });

  it('is none where the file has changed', () => {
    const sentences = cutText('We saw the river.\n\nIt was high.\n', 'words', 'markdown');
    assert.deepEqual(find('We saw the river.\n', sentences, 0, 3), { line: 1, column: 12 });
    assert.equal(find('We saw the old river.\n', sentences, 0, 3), undefined);
    assert.equal(find('We saw the river.\n', sentences, 1, 0), undefined);
  });
});
