// afterword inspect --memory: what the words that are expected after a text remember of it, as the inspector's memory view
// shows it, from the same function.

import type { NetworkAnswers } from '../engine/answerer';
import type { Memory, RememberedWord } from '../engine/protocol/inspection';

/** @param text everything before the place whose word is expected. @param k how many words to explain. */
export function memoryAfter(network: NetworkAnswers, text: string, k: number): Memory {
  const work = network.memory({ text, format: 'plaintext', k });
  for (;;) {
    const { done, value } = work.next();
    // A plain text is prose everywhere.
    if (done) return value!;
  }
}

export function* memoryLines({ steps, words }: Memory): Generator<string> {
  for (const word of words) {
    yield `${word.text}  ${(100 * word.probability).toFixed(2)} %: ${fading(word)}`;
    yield '   k  ‖∂L/∂s‖    at most    ‖∂ log p/∂x‖';
    for (const [k, { text, unknown }] of steps.entries()) {
      const bound = word.bounds[k];
      const numbers = [word.states[k], bound, word.inputs[k]].map(
        (value) => value?.toExponential(2).padEnd(9) ?? '–'.padEnd(9),
      );
      yield `${String(k).padStart(4)}  ${numbers.join('  ')}  ${unknown ? `${text} (unknown)` : text}`;
    }
  }
}

function fading({ fadedAt, left, states }: RememberedWord): string {
  if (fadedAt !== undefined) return `after ${fadedAt} words less than 1 % of the gradient is left`;
  return `${states.length - 1} words back ${(100 * left).toPrecision(2)} % of the gradient is left`;
}
