// afterword inspect --next: the words that are suggested after a text, and where the probability of each comes from, as
// the inspector shows it.

import { ProblemError } from '../engine/problem';
import type { Explanation } from '../engine/protocol/suggestions';
import type { Session } from '../engine/session';
import { origins, sharesByOrigin } from '../predict/origins';

/** @throws ProblemError noModel, noProse. */
export function explainNext(session: Session, text: string, k: number): Explanation {
  const explaining = session.answers().explain({ text, format: 'plaintext', k });
  let step = explaining.next();
  while (!step.done) step = explaining.next();
  if (step.value) return step.value;
  throw new ProblemError('noProse', 'The text ends in an address or the like, where no words are suggested');
}

/** The table for people. */
export function explanationLines({ typed, words, rest, entropy, networkEntropy, tokensRead }: Explanation): string[] {
  const uncertainty = (bits: number) =>
    `${bits.toFixed(2)} bits, as among ${Math.round(2 ** bits)} equally likely words`;
  const cell = (value: number) => percent(value).padStart(10);
  const begun = typed.filter((each) => each !== '').join(' or ');
  const heads = ['probability', 'network', 'notes', 'document', '│ net: all', 'last word', 'nothing'];
  const rows = words.map(({ text, probability, parts, network }) => {
    const shares = sharesByOrigin(parts.map(({ name, share }) => [name, share]));
    const alone = network && [network.withAll, network.withLastWord, network.withNothing];
    const figures = [probability, ...origins.map((origin) => shares[origin])].map(cell).join(' ');
    return `${figures} ${alone ? alone.map((chance) => cell(chance.probability)).join(' ') : ''}  ${text}`;
  });
  return [
    `Tokens read: ${tokensRead}${begun === '' ? '' : `; the word begins with ${begun}`}`,
    `Uncertainty: ${uncertainty(entropy)}`,
    ...(networkEntropy === undefined ? [] : [`The network's alone: ${uncertainty(networkEntropy)}`]),
    '',
    heads.map((head) => head.padStart(10)).join(' '),
    ...rows,
    `${cell(rest.words)} of other words, ${percent(rest.unsuggested)} of marks and ends of sentences`,
  ];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
