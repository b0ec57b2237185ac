// All n-grams of a text up to an order, counted in sorted arrays: a trie of contexts, read from the nearest word to the
// farthest. The nodes of level k are the contexts of k words, sorted by their parent (the same context without its
// farthest word) and then by that word; each has the range of its children and of the words that followed it. The n-grams
// of order n are the followers of level n − 1.
//
// Counts are those of Kneser & Ney (1995): the highest order has how often an n-gram occurs; a lower one has
// N₁₊(• context w), the number of different words that stood before it. As different words before a context are different
// children, that is the number of children which w follows.

import { sortByContext } from './contextSort';

/** The words of one note and what followed each (see TokenStream); −1: nothing to be counted. */
export interface EventStream {
  readonly inputs: Int32Array; // [positions]
  readonly targets: Int32Array; // [positions]
}

/** The contexts of one length. Below a node of the highest level are its events, else its children in the next level. */
export interface ContextLevel {
  /** The farthest word of each context; the root has none. */
  readonly words: Int32Array; // [nodes]
  readonly firstBelow: Int32Array; // [nodes + 1]
  readonly firstFollower: Int32Array; // [nodes + 1]
  /** Words that followed a context, in ascending order. */
  readonly followers: Int32Array; // [n-grams]
  readonly counts: Int32Array; // [n-grams]
}

type Contexts = Pick<ContextLevel, 'words' | 'firstBelow'>;
type Followers = Omit<ContextLevel, keyof Contexts>;

/** Levels 0 (the empty context) to order − 1. Before the first word of a note stands the boundary, `vocabSize`. */
export function buildLevels(streams: readonly EventStream[], vocabSize: number, order: number): ContextLevel[] {
  const length = order - 1;
  const { contexts, followers } = inOrder(streams, vocabSize, length);
  const levels: ContextLevel[] = [];
  let entries = followers;
  let bounds = contexts[length].firstBelow;
  for (let k = length; ; k--) {
    const level = { ...contexts[k], ...countFollowers(entries, bounds) };
    levels.unshift(level);
    if (k === 0) return levels;
    entries = level.followers.slice();
    bounds = contexts[k - 1].firstBelow.map((child) => level.firstFollower[child]);
  }
}

/** The contexts, and what followed each in their order. What that takes, twenty bytes an event, is free again afterwards. */
function inOrder(streams: readonly EventStream[], vocabSize: number, length: number) {
  const { words, targets, events } = layOut(streams, vocabSize, length);
  const sorted = sortByContext(words, events, length, vocabSize + 1);
  return { contexts: findContexts(words, sorted, length), followers: sorted.map((position) => targets[position]) };
}

/** Where `value` stands in an ascending range of `sorted`, or −1. */
export function find(sorted: Int32Array, value: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low < to && sorted[low] === value ? low : -1;
}

/** The notes one after another, with enough boundaries before each that no context reaches the one before. */
function layOut(streams: readonly EventStream[], boundary: number, length: number) {
  const padding = Math.max(0, length - 1);
  const size = streams.reduce((sum, { inputs }) => sum + padding + inputs.length, 0);
  const words = new Int32Array(size).fill(boundary);
  const targets = new Int32Array(size).fill(-1);
  const events = new Int32Array(size); // positions with a target
  let at = 0;
  let count = 0;
  for (const stream of streams) {
    at += padding;
    words.set(stream.inputs, at);
    targets.set(stream.targets, at);
    for (const end = at + stream.inputs.length; at < end; at++) if (targets[at] >= 0) events[count++] = at;
  }
  return { words, targets, events: events.subarray(0, count) };
}

/** The nodes of every level, given the events in the order of their contexts. */
function findContexts(words: Int32Array, sorted: Int32Array, length: number): Contexts[] {
  const common = new Uint8Array(sorted.length); // how many words, from the nearest, an event shares with the one before it
  const nodes = new Array<number>(length + 1).fill(0);
  for (let i = 0; i < sorted.length; i++) {
    let same = 0;
    if (i > 0) while (same < length && words[sorted[i] - same] === words[sorted[i - 1] - same]) same++;
    common[i] = same;
    for (let k = same + 1; k <= length; k++) nodes[k]++;
  }
  nodes[0] = 1;
  const contexts = nodes.map((n) => ({ words: new Int32Array(n), firstBelow: new Int32Array(n + 1) }));
  const made = new Array<number>(length + 2).fill(0); // nodes of each level so far, then events
  for (let i = 0; i < sorted.length; i++) {
    made[length + 1] = i;
    for (let k = common[i] + 1; k <= length; k++) {
      contexts[k].words[made[k]] = words[sorted[i] - k + 1];
      contexts[k].firstBelow[made[k]++] = made[k + 1];
    }
  }
  nodes.push(sorted.length);
  contexts.forEach(({ firstBelow }, k) => (firstBelow[nodes[k]] = nodes[k + 1]));
  return contexts;
}

/** The different words among the entries of each node, and how often each is there. The entries are overwritten. */
function countFollowers(entries: Int32Array, bounds: Int32Array): Followers {
  const nodes = bounds.length - 1;
  const firstFollower = new Int32Array(nodes + 1);
  const counts = new Int32Array(entries.length);
  let n = 0;
  for (let node = 0; node < nodes; node++) {
    const [from, to] = [bounds[node], bounds[node + 1]];
    sortRange(entries, from, to);
    for (let i = from; i < to; i++) {
      if (i === from || entries[i] !== entries[n - 1]) entries[n++] = entries[i];
      counts[n - 1]++;
    }
    firstFollower[node + 1] = n;
  }
  return { firstFollower, followers: entries.slice(0, n), counts: counts.slice(0, n) };
}

/** Nearly all ranges are a few entries, which insertion sorts sooner than a call to the built-in sort is made. */
function sortRange(entries: Int32Array, from: number, to: number): void {
  if (to - from > 24) {
    entries.subarray(from, to).sort();
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const entry = entries[i];
    let place = i;
    for (; place > from && entries[place - 1] > entry; place--) entries[place] = entries[place - 1];
    entries[place] = entry;
  }
}
