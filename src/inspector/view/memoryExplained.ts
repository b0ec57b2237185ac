// Why gradients vanish or explode, in a few sentences and formulas, for who wants to know: folded away until then.

import type { ViewStrings } from '../protocol';
import { element } from './element';

export function memoryExplained(strings: ViewStrings): HTMLElement {
  const paragraph = (text: string, ...formulas: readonly string[]) => [
    element('p', {}, text),
    ...formulas.map((formula) => element('p', { class: 'formula' }, formula)),
  ];
  return element(
    'details',
    { class: 'explanation' },
    element('summary', {}, strings.whyGradientsVanish),
    ...paragraph(strings.explainedProduct, '∂Lₜ/∂sₜ₋ₖ = ∂Lₜ/∂sₜ · ∂sₜ/∂sₜ₋₁ · … · ∂sₜ₋ₖ₊₁/∂sₜ₋ₖ'),
    ...paragraph(strings.explainedRnn, '∂sₜ/∂sₜ₋₁ = diag(g′(U xₜ + W sₜ₋₁ + b)) · W'),
    ...paragraph(strings.explainedLstm, 'cₜ = fₜ ∘ cₜ₋₁ + iₜ ∘ gₜ', '∂cₜ/∂cₜ₋₁ = diag(fₜ)'),
    ...paragraph(strings.explainedGru, 'sₜ = zₜ ∘ sₜ₋₁ + (1 − zₜ) ∘ nₜ', '∂sₜ/∂sₜ₋₁ = diag(zₜ) + …'),
    ...paragraph(strings.explainedBound, '‖∂Lₜ/∂sₜ₋ₖ‖ ≤ ‖∂Lₜ/∂sₜ‖ · ∏ ‖∂sⱼ/∂sⱼ₋₁‖₂'),
    ...paragraph(strings.explainedConnectivity),
  );
}
