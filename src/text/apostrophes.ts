// The apostrophe within a word has two spellings: ' and ’. Both are one letter here, the straight one, so that "don’t" and
// "don't" are one word to whoever counts and learns; what is offered is spelled as the document spells it.

const curly = /(?<=\p{L})’(?=\p{L})/gu;
const straight = /(?<=\p{L})'(?=\p{L})/gu;
const either = /\p{L}(['’])\p{L}/gu;

/** How far back in a document it is looked for, in characters. */
const farthest = 20_000;

export function straightened(text: string): string {
  return text.includes('’') ? text.replace(curly, "'") : text;
}

/** Spells words as a text has spelled its last apostrophe; a text without one has the straight one. */
export function spelledLike(text: string): (word: string) => string {
  const last = [...text.slice(-farthest).matchAll(either)].at(-1)?.[1];
  return last === '’' ? (word) => (word.includes("'") ? word.replace(straight, '’') : word) : (word) => word;
}
