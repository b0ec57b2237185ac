// Notes for the shapes on the command line: phrases to learn shorthand from, and counts of which word follows which.

import { NgramModel } from '../../counts/kneserNey';
import { NoteReader } from '../../engine/noteReader';
import type { StoredShape } from '../../engine/shapes/shapeStore';
import { targetsOf } from '../../engine/shorthand/expander';
import { countedPrior, type Prior } from '../../predict/shapes/prior';
import { encodeNotes, type Note } from '../../text/corpus';
import { noteFiles, trainerFiles } from '../cliSession';

export async function readNotes(paths: readonly string[], exclude: readonly string[]): Promise<readonly Note[]> {
  const without = new Set(noteFiles(exclude));
  const files = noteFiles(paths).filter((file) => !without.has(file));
  return new NoteReader(trainerFiles().scripts).readToLearn(files, 'words', () => undefined);
}

/** Over the words of a model of pairs. */
export async function priorOfNotes(model: StoredShape, paths: readonly string[]): Promise<Prior> {
  const target = targetsOf(model);
  const notes = await readNotes(paths, []);
  return countedPrior(
    NgramModel.build(
      notes.map((note) => encodeNotes([note], target)),
      target.size,
    ),
  );
}
