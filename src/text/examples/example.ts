// What networks of the other shapes learn from: a sequence of tokens and what belongs to it. The readers beside this file
// make them of labelled texts, of labelled tokens, and of pairs.

export interface Example {
  readonly source: readonly string[];
  /** Of a labelled text its labels; of labelled tokens one each; of a pair the tokens of the target. */
  readonly targets: readonly string[];
  /** File and line, for messages. */
  readonly place: string;
}

export interface ExampleFile {
  readonly name: string;
  readonly text: string;
}

/** A file of examples that cannot be used as it is: the message says where and what to do. */
export class ExampleError extends Error {}

/** A longer one is no sentence, and a network could not carry it. */
export const mostTokens = 1000;

/** @throws ExampleError. */
export function checkLength({ source, place }: Example): void {
  if (source.length <= mostTokens) return;
  throw new ExampleError(
    `${place}: the text has ${source.length} tokens, at most ${mostTokens} can be read: cut it into sentences`,
  );
}
