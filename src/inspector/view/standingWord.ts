// The word that stands where the reader chose: what stood before it, and what the network thought of it. Probability,
// rank and surprisal are one thing seen from three sides, so each is shown with what it means.

import type { InspectedToken, ParagraphOutline } from '../../engine/protocol/inspection';
import { bitsOf } from '../../predict/bands';
import type { SentenceSum } from '../../predict/textSums';
import type { ViewStrings } from '../protocol';
import { element, factList, filled, type Fact } from './element';
import type { Numbers } from './numbers';
import { textAt, tokenLabel } from './tokenText';
import './standingWord.css';

/** Characters of context that are shown: the network itself may remember more. */
const contextLength = 60;

export class StandingWord {
  readonly element: HTMLElement;

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
  ) {
    this.element = element('section', { id: 'stands', 'aria-label': strings.stands });
  }

  /**
   * @param tokens of the paragraph that the token with this index stands in.
   * @param sentence what its sentence comes to, if all of that has been read.
   */
  show(
    token: InspectedToken,
    tokens: ParagraphOutline['tokens'],
    index: number,
    vocabSize: number | undefined,
    sentence: SentenceSum | undefined,
  ): void {
    const { strings, numbers } = this;
    const word = element('mark', { class: 'word' }, tokenLabel(token.text, strings));
    const context = element('p', { class: 'context', dir: 'auto' }, ...contextBefore(tokens, index), word);
    const explained = token.unknown ? element('p', { class: 'explained' }, strings.unknownExplained) : undefined;
    const surprise = filled(strings.coinTosses, numbers.oneDecimal(bitsOf(token)));
    const sum = sentence && this.sumText(sentence);
    const children = [
      element('h2', {}, strings.stands),
      context,
      factList(this.facts(token, vocabSize)),
      explained,
      element('p', { class: 'caption' }, surprise),
      sum === undefined ? undefined : element('p', { class: 'caption sum' }, sum),
    ];
    this.element.replaceChildren(...children.filter((child) => child !== undefined));
  }

  /** The loss of a sequence is the sum over its steps. */
  private sumText({ from, to, nats }: SentenceSum): string {
    const { strings, numbers } = this;
    const bits = numbers.oneDecimal(nats / Math.LN2);
    return filled(strings.sentenceSum, numbers.oneDecimal(nats), bits, numbers.integer(to - from));
  }

  private facts(token: InspectedToken, vocabSize: number | undefined): Fact[] {
    const { strings, numbers } = this;
    const { probability, rank } = token;
    const rankNote = vocabSize === undefined ? {} : { note: filled(strings.rankOf, numbers.integer(vocabSize)) };
    return [
      {
        label: strings.probability,
        value: numbers.percent(probability),
        note: probability > 0.5 ? strings.mostLikely : filled(strings.oneIn, numbers.oneIn(probability)),
      },
      { label: strings.rank, value: numbers.integer(rank), ...rankNote },
      {
        label: strings.surprisal,
        value: filled(strings.bits, numbers.oneDecimal(bitsOf(token))),
        note: `= −log₂ ${numbers.percent(probability)}`,
      },
    ];
  }
}

/** The end of what stands before a token, and the space between the two. */
function contextBefore(tokens: ParagraphOutline['tokens'], index: number): string[] {
  let text = '';
  let from = index;
  while (from > 0 && text.length < contextLength) text = textAt(tokens, --from) + text;
  if (text === '') return [];
  const gap = textAt(tokens, index).startsWith(' ') ? ' ' : '';
  return [(from > 0 ? '… ' : '') + text.trimStart() + gap];
}
