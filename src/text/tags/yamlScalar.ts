// One value of YAML, plain or in quotes, as tags are written: read, and written so that every reader takes it for a text.

export interface Scalar {
  readonly value: string;
  readonly end: number;
}

const doubleQuoted = /"(?:[^"\\]|\\.)*"/sy;
const singleQuoted = /'(?:[^']|'')*'/y;
// A comment begins with a # behind a space.
const plainInList = /[^\s,[\]{}](?:[^\s,[\]{}]|[ \t]+(?=[^\s,[\]{}#]))*/y;
const plain = /\S(?:\S|[ \t]+(?=[^\s#]))*/y;

/** @param inList between brackets, where commas divide. @returns undefined where none begins at this place. */
export function readScalar(text: string, at: number, inList: boolean): Scalar | undefined {
  const quote = text[at];
  const form = quote === '"' ? doubleQuoted : quote === "'" ? singleQuoted : inList ? plainInList : plain;
  form.lastIndex = at;
  const found = form.exec(text)?.[0];
  if (found === undefined || (!inList && found.startsWith('#'))) return undefined;
  return { value: valueOf(found), end: at + found.length };
}

function valueOf(written: string): string {
  if (written.startsWith("'")) return written.slice(1, -1).replaceAll("''", "'");
  if (!written.startsWith('"')) return written;
  try {
    return JSON.parse(written) as string;
  } catch {
    // Escapes that JSON does not know.
    return written.slice(1, -1);
  }
}

const word = /^\p{L}(?:[\p{L}\p{M}\p{N}_/.+-]| (?! |$))*$/u;
/** YAML reads these as something other than texts. */
const otherThanText = /^(?:true|false|yes|no|on|off|null|y|n)$/i;

export function scalarText(value: string): string {
  return word.test(value) && !otherThanText.test(value) ? value : JSON.stringify(value);
}
