// The tint of a probability. Logarithmic, because 1 % among 10,000 words is a lot: 1 % is neutral, each factor of ten is
// one equal step towards likely (up to 100 %) or unlikely (down to 0.01 %). Hues are the theme's, set in tokenStrip.css.

const neutral = 0.01;
const decadesToEnd = 2;

/** −1: 0.01 % or less; 0: 1 %; 1: certain. */
export function likeliness(probability: number): number {
  const decades = Math.log10(Math.max(probability, Number.MIN_VALUE) / neutral);
  return Math.max(-1, Math.min(1, decades / decadesToEnd));
}

/** Tells the style sheet which hue, and how much of it: text on the tint stays as legible as on the plain background. */
export function tint(target: HTMLElement, probability: number): void {
  const level = likeliness(probability);
  target.classList.add('tinted', level < 0 ? 'unlikely' : 'likely');
  target.style.setProperty('--strength', Math.abs(level).toFixed(3));
  target.style.setProperty('--level', ((level + 1) / 2).toFixed(3));
}

/** The probabilities that the legend shows: the ends, and each step between. */
export const legendProbabilities: readonly number[] = [0.0001, 0.001, 0.01, 0.1, 1];
