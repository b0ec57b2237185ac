// What each stage of a step computes, as the textbook writes it and as the code does it (rnn/cells): for every kind of
// cell. In an equation `_` begins an index and `^` what stands above; curly braces hold more than one character.

import type { CellKind } from '../../rnn/config';
import { element } from './element';

/** The stages of a step, from what goes in to what comes out. */
export type Stage = 'input' | 'U' | 'W' | 'gates' | 'state' | 'V' | 'output' | 'loss';

/** Gates by their letters, in the order of the numbers. */
export const gateNames: Readonly<Record<CellKind, readonly string[]>> = {
  rnn: ['a'],
  gru: ['r', 'z', 'n'],
  lstm: ['i', 'f', 'g', 'o'],
};

/** @param layer from 0: the first one reads words, every other one the states of the layer below. */
export function equations(
  stage: Stage,
  cell: CellKind,
  activation: 'tanh' | 'relu',
  layer: number,
  gate?: number,
): readonly string[] {
  const x = layer === 0 ? 'x_t' : `s_t^{(${layer})}`;
  const sum = (name: string) => `U_${name} ${x} + W_${name} s_{t−1} + b_${name}`;
  switch (stage) {
    case 'input':
      return ['x_t = (0, …, 0, 1, 0, …, 0)'];
    case 'U':
      return [`U ${x}`];
    case 'W':
      return ['W s_{t−1}'];
    case 'gates': {
      const all: Readonly<Record<CellKind, readonly string[]>> = {
        rnn: [`a_t = U ${x} + W s_{t−1} + b`],
        gru: [
          `r_t = σ(${sum('r')})`,
          `z_t = σ(${sum('z')})`,
          `n_t = tanh(U_n ${x} + b_n + r_t ⊙ (W_n s_{t−1} + b′_n))`,
        ],
        lstm: [`i_t = σ(${sum('i')})`, `f_t = σ(${sum('f')})`, `g_t = tanh(${sum('g')})`, `o_t = σ(${sum('o')})`],
      };
      return gate === undefined ? all[cell] : [all[cell][gate]!];
    }
    case 'state':
      return {
        rnn: [`s_t = ${activation === 'tanh' ? 'tanh(a_t)' : 'max(0, a_t)'}`],
        gru: ['s_t = (1 − z_t) ⊙ n_t + z_t ⊙ s_{t−1}'],
        lstm: ['c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t', 's_t = o_t ⊙ tanh(c_t)'],
      }[cell];
    case 'V':
      return ['V s_t + b_y'];
    case 'output':
      return ['p_t = softmax(V s_t + b_y)'];
    case 'loss':
      return ['L_t = −ln p_t(w_{t+1})'];
  }
}

/** An equation with its indices below and above the line. */
export function equation(text: string): HTMLElement {
  const parts = text.split(/([_^](?:\{[^}]*\}|.))/u).map((part) => {
    const [mark, ...rest] = part;
    if (mark !== '_' && mark !== '^') return part;
    return element(mark === '_' ? 'sub' : 'sup', {}, rest.join('').replace(/[{}]/g, ''));
  });
  return element('span', { class: 'equation' }, ...parts);
}
