// Labelled texts, one a line: label, tab, text; or without labels one file for each class, whose ending is the class, as in
// reviews.pos and reviews.neg. Where several labels may hold, they are parted by commas.

import { checkLength, type Example, ExampleError, type ExampleFile } from './example';
import { type CutOptions, tokensOf } from './units';

/** @throws ExampleError for a line that cannot be used, and where there is but one class. */
export function readLabelled(files: readonly ExampleFile[], cut: CutOptions, several: boolean): Example[] {
  const byFile = files.length > 1 && files.every(({ text }) => !text.includes('\t'));
  const examples = files.flatMap((file) => (byFile ? ofClass(file, cut) : ofLines(file, cut, several)));
  if (examples.length === 0) throw new ExampleError('There are no examples: a line is a label, a tab and a text');
  const labels = new Set(examples.flatMap(({ targets }) => targets));
  if (labels.size < 2) {
    const [only] = labels;
    throw new ExampleError(`All examples have the label "${only ?? ''}": there must be others to tell it from`);
  }
  return examples;
}

function ofClass({ name, text }: ExampleFile, cut: CutOptions): Example[] {
  const label = /\.([^./\\]+)$/.exec(name)?.[1] ?? '';
  if (label === '') {
    throw new ExampleError(`${name}: there is no tab in it, and no ending that could be its class, as in reviews.pos`);
  }
  return lines(text).map(([line, number]) => example(tokensOf(line, cut), [label], `${name}:${number}`));
}

function ofLines({ name, text }: ExampleFile, cut: CutOptions, several: boolean): Example[] {
  return lines(text).map(([line, number]) => {
    const place = `${name}:${number}`;
    const tab = line.indexOf('\t');
    if (tab < 0) throw new ExampleError(`${place}: there is no tab between label and text`);
    const label = line.slice(0, tab).trim();
    if (label === '' && !several) throw new ExampleError(`${place}: the label before the tab is empty`);
    const labels = several ? label.split(',').flatMap((each) => (each.trim() === '' ? [] : [each.trim()])) : [label];
    return example(tokensOf(line.slice(tab + 1), cut), labels, place);
  });
}

function example(source: string[], targets: string[], place: string): Example {
  const made = { source, targets, place };
  if (source.length === 0) throw new ExampleError(`${place}: there is no text after the label`);
  checkLength(made);
  return made;
}

/** Those that hold something, with their numbers. */
export function lines(text: string): [line: string, number: number][] {
  return text.split('\n').flatMap((line, i): [string, number][] => (line.trim() === '' ? [] : [[line, i + 1]]));
}
