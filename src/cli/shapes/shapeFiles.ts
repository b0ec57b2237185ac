// Files of examples, read as the shape of a model asks.

import fs from 'node:fs';
import path from 'node:path';
import { ProblemError } from '../../engine/problem';
import type { Cuts } from '../../engine/shapes/words';
import type { ShapeConfig } from '../../rnn/shapes/config';
import { decodeExamples } from '../../text/examples/decode';
import { type Example, ExampleError } from '../../text/examples/example';
import { readLabelled } from '../../text/examples/labelled';
import { readPairs } from '../../text/examples/pairs';
import { readTagged } from '../../text/examples/tagged';

export interface ReadAs {
  readonly shape: ShapeConfig['shape'];
  readonly cuts: Cuts;
  readonly several: boolean;
  readonly reversed: boolean;
}

/** Files as given; of folders all files in them. @throws ExampleError, ProblemError noNotes. */
export function readExamples(paths: readonly string[], { shape, cuts, several, reversed }: ReadAs): Example[] {
  const files = paths.flatMap(filesAt).map((file) => {
    const text = decodeExamples(fs.readFileSync(file));
    if (text === undefined) throw new ExampleError(`${file}: it is no text`);
    return { name: path.basename(file), text };
  });
  if (shape === 'pairs') return readPairs(files, { ...cuts, reversed });
  return shape === 'tag' ? readTagged(files) : readLabelled(files, cuts.source, several);
}

function filesAt(given: string): string[] {
  const found = fs.statSync(given, { throwIfNoEntry: false });
  if (!found) throw new ProblemError('noNotes', `${given} does not exist`);
  if (found.isFile()) return [given];
  if (!found.isDirectory()) throw new ProblemError('noNotes', `${given} is no file`);
  const names = fs
    .readdirSync(given)
    .filter((name) => !name.startsWith('.'))
    .sort();
  return names.map((name) => path.join(given, name)).filter((file) => fs.statSync(file).isFile());
}
