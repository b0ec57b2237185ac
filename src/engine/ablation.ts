// What each ingredient is worth: the same writer with everything, with each source left out, with rivals. Whatever is
// left out, the others are weighed anew on the held-out notes of the training text.

import { countNotes, NoteCounts } from '../counts/noteCounts';
import { usualPercentiles } from '../predict/calibration';
import { countedSources, networkSources, type SourceName, sourceNames } from '../predict/evidence';
import { WordBased } from '../predict/wordBased';
import { Answerer } from './answerer';
import { documentsOf, scoreSuggestions, type SuggestionScore } from './evaluation';
import type { Session } from './session';
import { countedOf, weighedAnew } from './weighedAnew';

export type AblationRow = SuggestionScore & { readonly name: string };

const k = 5;

export async function ablation(
  session: Session,
  files: readonly string[],
  progress: (done: number) => void,
): Promise<AblationRow[]> {
  const counted = countedOf(session);
  const documents = await documentsOf(files);
  const rows: AblationRow[] = [];
  const add = (name: string, predict: Parameters<typeof scoreSuggestions>[0], percentiles = usualPercentiles) => {
    rows.push({ name, ...scoreSuggestions(predict, documents, percentiles) });
    progress(rows.length / (sourceNames.length + 5));
  };
  const addAnswerer = (name: string, answerer: Answerer) =>
    add(name, (lines, ignored) => answerer.predictLines(lines, k, ignored).items, answerer.percentiles);

  const wordBased = new WordBased(counted.notes);
  add("word-based (VS Code's own)", (lines) => wordBased.predict(lines, k));
  const { lexicon, counts, notes, noteOf, vocabulary } = counted;
  const fourGrams = new NoteCounts(countNotes(counts.streams, counts.words, 4), counts.words, counts.streams);
  const onlySpelled = new Set(sourceNames.filter((name) => name !== 'notes'));
  const rival = { lexicon, counts: fourGrams, notes, noteOf, vocabulary };
  addAnswerer('Kneser–Ney, order 4', new Answerer(undefined, rival, {}, onlySpelled));

  const groups: readonly (readonly [string, readonly SourceName[]])[] = [
    ['network alone', countedSources],
    ['counts alone', networkSources],
    ...sourceNames.map((name) => [`without ${name}`, [name]] as const),
    ['everything', []],
  ];
  const answerers = await weighedAnew(
    session,
    groups.map(([, without]) => without),
  );
  groups.forEach(([name], i) => addAnswerer(name, answerers[i]));
  return rows;
}
