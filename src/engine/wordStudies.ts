// What the inspector's Words view asks: the words' vectors as a map, and which words are near to one. The map is drawn in
// a thread of its own, and kept for as long as the weights stay.

import { type EmbeddingMap, nearestWords, placeOnMap } from '../predict/embeddingMap';
import type { PlacedToken } from '../predict/place';
import { isWord } from '../text/tokenize';
import { isSpecialId, specials, unk } from '../text/vocabulary';
import type { NetworkAnswers } from './answerer';
import { placeAt } from './caretPlace';
import type { CaretRequest, EmbeddingAnswer, MappedWord, NearestAnswer, NearestRequest } from './protocol/inspection';
import type { Session } from './session';
import { study } from './studyJobs';

/** Words on the map. */
const mapWords = 1000;

export class WordStudies {
  /** Of the weights that it was drawn from. */
  private readonly maps = new WeakMap<Float32Array, Promise<EmbeddingMap>>();

  constructor(
    private readonly session: Session,
    private readonly scripts: string,
  ) {}

  /** The most frequent words on the plane that shows most of how their vectors differ. @throws ProblemError noModel. */
  async embedding(): Promise<EmbeddingAnswer> {
    const network = this.session.network();
    const map = await this.map(network);
    const words = mapped(network).map((id) => this.onMap(network, map, id));
    return { words, explained: map.explained, embedSize: network.config.embedSize };
  }

  /** The words nearest to one, or to the word at the caret. @throws ProblemError noModel. */
  async nearestWords({ word, caret, k }: NearestRequest): Promise<NearestAnswer> {
    const network = this.session.network();
    const text = word ?? (caret && wordAt(network, caret));
    const id = text === undefined ? unk : knownAs(network, text);
    if (text === undefined || id === unk) return { text, word: undefined, nearest: [] };
    const { embedSize } = network.config;
    const map = await this.map(network);
    const embedding = network.model.params.get('encoder.weight');
    const nearest = nearestWords(embedding, embedSize, id, k, specials.length);
    return {
      text,
      word: this.onMap(network, map, id),
      nearest: nearest.map(({ id: other, cosine }) => ({ ...this.onMap(network, map, other), cosine })),
    };
  }

  private map(network: NetworkAnswers): Promise<EmbeddingMap> {
    const { weights, config, model } = network;
    const known = this.maps.get(weights);
    if (known) return known;
    const E = config.embedSize;
    const embedding = model.params.get('encoder.weight');
    const ids = mapped(network);
    const vectors = new Float32Array(ids.length * E);
    ids.forEach((id, i) => vectors.set(embedding.subarray(id * E, (id + 1) * E), i * E));
    const map = study(this.scripts, { kind: 'map', vectors, embedSize: E }).then((drawn) => drawn!);
    this.maps.set(weights, map);
    map.catch(() => this.maps.delete(weights));
    return map;
  }

  private onMap({ config, model, vocabulary }: NetworkAnswers, map: EmbeddingMap, id: number): MappedWord {
    const E = config.embedSize;
    const [x, y] = placeOnMap(map, model.params.get('encoder.weight').subarray(id * E, (id + 1) * E));
    return { text: vocabulary.textOf(id), id, count: vocabulary.counts[id], x, y };
  }
}

/** The last word that is finished before the caret; else the first of the paragraph. */
function wordAt(network: NetworkAnswers, request: CaretRequest): string | undefined {
  const place = placeAt(network, request);
  const isPlainWord = ({ text, id }: PlacedToken) => isWord(text) && (id === unk || !isSpecialId(id));
  const found = place?.inputs.slice(0, place.at + 1).findLast(isPlainWord) ?? place?.inputs.find(isPlainWord);
  return found?.text;
}

/** The most frequent words of a network, without marks. */
function mapped({ vocabulary }: NetworkAnswers): number[] {
  const { words, counts } = vocabulary;
  const ids = words.map((_, id) => id).filter((id) => !isSpecialId(id) && isWord(words[id]));
  return ids.sort((a, b) => counts[b] - counts[a] || a - b).slice(0, mapWords);
}

/** The word as it is spelled, or as the network knows it in another case. */
function knownAs({ vocabulary }: NetworkAnswers, text: string): number {
  const lower = text.toLowerCase();
  const spellings = [text, lower, lower.replace(/^\p{L}/u, (first) => first.toUpperCase()), text.toUpperCase()];
  return spellings.map((spelling) => vocabulary.idOf(spelling)).find((id) => id !== unk) ?? unk;
}
