// The place that a request is about, as a network reads it.

import { type Place, readPlace } from '../predict/place';
import { TextReader } from '../predict/reading';
import { proseLines } from '../text/prose';
import type { NetworkAnswers } from './answerer';
import type { CaretRequest } from './protocol/inspection';

/** undefined: the paragraph holds no prose. */
export function placeAt({ vocabulary, unit }: NetworkAnswers, request: CaretRequest): Place | undefined {
  const { before, text, caret, format } = request;
  const reader = new TextReader(vocabulary, unit);
  const lines = (source: string) => proseLines(source, format);
  const place = readPlace(reader, vocabulary, lines(before), lines(text), lines(text.slice(0, caret)));
  return place.inputs.length > 0 ? place : undefined;
}
