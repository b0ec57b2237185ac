// The gradient of an embedding whose words have gradients of nothing else: this member's rows of all of it.

import { wordShare } from '../outputLayer';
import type { Weights } from '../parameters';
import type { Stack } from '../stack';
import type { Team } from '../team';

/** Overwrites this member's rows. @param grads those of the stack. */
export function wholeEmbeddingGradients(stack: Stack, team: Team, grads: Weights): void {
  const { vocabSize, embedSize: E } = stack.config;
  const [from, to] = wordShare(team, vocabSize);
  const dEmbedding = grads.get('encoder.weight'); // [V, E]
  dEmbedding.fill(0, from * E, to * E);
  stack.addEmbeddingGradients(dEmbedding, from, to);
}
