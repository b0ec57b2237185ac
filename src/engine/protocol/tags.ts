// What client and engine say to each other about the tags of a note.

import type { TagHabit } from '../../text/noteTags';
import type { TextFormat } from './suggestions';

export interface SuggestTagsRequest {
  /** The whole note. */
  readonly text: string;
  readonly format: TextFormat;
  /** The file that it is saved as, if it is. */
  readonly file?: string | undefined;
  /** All notes: tags are learnt from theirs. */
  readonly files: readonly string[];
  /** That learn. */
  readonly threads: number;
}

export interface SuggestedTag {
  readonly tag: string;
  readonly probability: number;
  /** Those of the note that speak most for it. */
  readonly words: readonly string[];
}

/** empty: the note has no words. */
export type TagAnswer = TagSuggestions | TagsMissing | { readonly empty: true };

export interface TagSuggestions {
  /** Most probable first, without those that the note has. */
  readonly tags: readonly SuggestedTag[];
  /** How the other notes are tagged. */
  readonly habit: TagHabit;
  /** No note has tags: the folders that notes lie in are suggested. */
  readonly from: 'tags' | 'folders';
}

/** There is too little to learn from. */
export interface TagsMissing {
  readonly missing: {
    /** How many more notes must have tags. */
    readonly notes: number;
    /** How many more tags must stand on three notes. */
    readonly tags: number;
  };
}

export type TagReasonsRequest = Pick<SuggestTagsRequest, 'text' | 'format'>;

/** What speaks for the tags of a note, and what against them. */
export interface TagReasons {
  /** Most probable first, those that the note has among them; none: the note has no words. */
  readonly tags: readonly ReasonedTag[];
  /** How many there are to choose from. */
  readonly labels: number;
  readonly from: TagSuggestions['from'];
  /** What is read of the note. */
  readonly lines: readonly ReadLine[];
  /** False: it has more words than are read. */
  readonly whole: boolean;
}

export interface ReasonedTag {
  readonly tag: string;
  readonly probability: number;
  /** The note has it. */
  readonly own: boolean;
  /** Of each word of the lines, how much it speaks for the tag at its place, in nats of the log odds; below 0: against it. */
  readonly contributions: readonly number[];
  /** What of each comes from the network, the rest from single words; undefined: there is only the network. */
  readonly ofNetwork: readonly number[] | undefined;
}

export interface ReadLine {
  readonly text: string;
  /** Where they stand in it. known: the model has learnt the word; all others are one to it. */
  readonly words: readonly { readonly from: number; readonly to: number; readonly known: boolean }[];
}
