// Secrets planted in notes and in the document: no word of a model, no count, no suggestion and no draft has a part of one.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { defaultOptions } from '../../../src/engine/defaults';
import { Session } from '../../../src/engine/session';
import { defaultDraftOptions } from '../../../src/predict/draftOptions';
import { planted } from '../text/secrets';
import { trainerFiles } from './builtFiles';

const ignore = () => undefined;
const samples = fc.sample(planted, { numRuns: 60, seed: 5 });
const [inNotes, inDocument] = [samples.slice(0, 40), samples.slice(40)];
/** Four characters of one in a row are a part of it that nobody writes by chance. */
const shortest = 4;

describe('secrets', function () {
  this.timeout(60_000);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'));
  const session = new Session(trainerFiles, { status: ignore, loss: ignore, model: ignore, counts: ignore });

  before(async () => {
    const lines = inNotes.flatMap(({ line }) => [line, 'The river runs fast.', '我昨天上学迟到了。']);
    const file = path.join(folder, 'a.md');
    fs.writeFileSync(file, lines.join('\n\n'));
    await session.open(path.join(folder, 'model'));
    await session.survey([file]);
    const options = { ...defaultOptions, hiddenSize: 16, batchSize: 4, minutes: undefined, epochs: 3, threads: 1 };
    await session.train({ files: [file], options, resume: false });
    await session.finished();
    await session.counted();
  });
  after(async () => {
    await session.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const isPart = (text: string) => {
    const word = text.trim();
    return word.length >= shortest && samples.some(({ secret }) => secret.includes(word));
  };

  it('of notes are in no vocabulary, no count, and in no file of the model', () => {
    const { counted } = session.parts();
    const words = [
      ...session.network().vocabulary.words,
      ...counted!.lexicon.wordsFrom(0),
      ...counted!.counts.words.texts,
    ];
    assert.ok(words.includes('river'));
    assert.deepEqual(words.filter(isPart), []);
    const kept = fs.readFileSync(path.join(folder, 'model', 'model.json'), 'utf8');
    for (const { secret } of inNotes) assert.ok(!kept.includes(secret));
  });

  it('of notes and of the document are in no suggestion, wherever one begins to write them', () => {
    const document = inDocument.map(({ line }) => line).join('\n\n');
    const asked = ['', 'The ', ...samples.flatMap(({ line, secret }) => beginnings(line, secret))];
    for (const text of asked) {
      for (const format of ['markdown', 'plaintext'] as const) {
        const { items } = session.predict({ text: `${document}\n\n${text}`, format, k: 20, ghostShare: 1 });
        const own = text.split(/\s/).at(-1)!;
        // What is typed already may be completed to a word that notes hold in clear.
        const found = items.filter((item) => isPart(item.text) && !own.includes(item.text));
        assert.deepEqual(
          found.map((item) => item.text),
          [],
          `after "${text}"`,
        );
      }
    }
  });

  it('are in no draft', () => {
    for (const seed of [1, 2, 3]) {
      const text = `${inDocument.map(({ line }) => line).join('\n\n')}\n\n`;
      const draft = session.generate({ ...defaultDraftOptions, text, format: 'plaintext', words: 60, seed });
      let written = '';
      for (let step = draft.next(); !step.done; step = draft.next()) written += step.value.text;
      assert.ok(written.length > 0);
      assert.deepEqual(written.split(/[\s.,。，]+/).filter(isPart), []);
    }
  });

  it('are shown as the unknown word, and the words around them keep their places', () => {
    const text = 'The password: tul1p9 is old.';
    const request = { text, format: 'plaintext', k: 1, from: 0, to: text.length, near: 0, most: 100 } as const;
    const [outline] = [...session.inspect(request)].flatMap((part) => (part && 'paragraphs' in part ? [part] : []));
    const tokens = outline!.paragraphs.flatMap((paragraph) => paragraph.tokens);
    assert.deepEqual(
      tokens.map((token) => [token.text, token.at && text.slice(...token.at)]),
      [
        ['The', 'The'],
        ['password', 'password'],
        [': ', ':'],
        ['<unk>', undefined],
        ['is', 'is'],
        ['old', 'old'],
        ['.', '.'],
        ['</s>', undefined],
      ],
    );
  });
});

/** A line up to its secret, and into it. */
function beginnings(line: string, secret: string): string[] {
  const at = line.indexOf(secret);
  return [line.slice(0, at), line.slice(0, at + 2)];
}
