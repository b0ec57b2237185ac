// Labelled tokens, one a line: token, tab (or spaces), label; an empty line ends a sentence, as in the files of CoNLL.

import { maskTokens } from '../secrets/mask';
import { checkLength, type Example, ExampleError, type ExampleFile } from './example';

/** @throws ExampleError for a line that cannot be used. */
export function readTagged(files: readonly ExampleFile[]): Example[] {
  const examples: Example[] = [];
  for (const { name, text } of files) {
    let [source, targets]: [string[], string[]] = [[], []];
    const finish = (place: string) => {
      if (source.length > 0) examples.push({ source, targets, place });
      [source, targets] = [[], []];
    };
    text.split('\n').forEach((line, i) => {
      const place = `${name}:${i + 1}`;
      if (line.trim() === '') return finish(place);
      const fields = line.trim().split(/\t|\s+/);
      if (fields.length < 2) throw new ExampleError(`${place}: there is no label after "${fields[0]}"`);
      source.push(...maskTokens(fields[0], [fields[0]]));
      targets.push(fields[fields.length - 1]);
    });
    finish(name);
  }
  if (examples.length === 0) throw new ExampleError('There are no examples: a line is a token, a tab and its label');
  examples.forEach(checkLength);
  return examples;
}
