// What the inspector's Network view asks about the network that answers. Quick looks are taken here, in turns with other
// requests; longer ones in a thread of their own (studyJobs.ts). The network itself is never changed.

import type { CancellationToken } from 'vscode-jsonrpc/node';
import { likeness, unitsAbove } from '../predict/similarPlaces';
import type { TensorSummary } from '../predict/tensorSummary';
import { shownSteps, unroll, type Unrolled } from '../predict/unroll';
import { placeAt } from './caretPlace';
import { NoteSample } from './noteSample';
import { ProblemError } from './problem';
import type {
  SimilarNotePlace,
  SimilarPlaces,
  SimilarRequest,
  TryStepRequest,
  UnrollRequest,
} from './protocol/inspection';
import type { Session } from './session';
import { study } from './studyJobs';
import type { TrainerFiles } from './trainer';

/** Positions of the notes that are read through for similar places. */
const mostRead = 20_000;
/** Positions by which a place in the notes is known to be the one that is looked at. */
const sameWords = 6;

export class NetworkStudies {
  /** Of weights, for as long as they answer: the caret moves often, and they stay. */
  private readonly tensors = new WeakMap<Float32Array, readonly TensorSummary[]>();

  constructor(
    private readonly session: Session,
    private readonly files: TrainerFiles,
  ) {}

  /** @returns undefined where the paragraph holds no prose. @throws ProblemError noModel. */
  *unroll(request: UnrollRequest): Generator<undefined, Unrolled | undefined> {
    const network = this.session.network();
    const place = placeAt(network, request);
    if (!place) return undefined;
    const { model, vocabulary, weights } = network;
    const unrolled = yield* unroll(model, vocabulary, place, request.k, this.tensors.get(weights));
    if (network.weights === weights) this.tensors.set(weights, unrolled.tensors);
    return unrolled;
  }

  /** One training step on the words that `unroll` shows, of a copy. @throws ProblemError noModel. */
  async tryStep({ learningRate, ...request }: TryStepRequest, token: CancellationToken) {
    const network = this.session.network();
    const { model, config, weights } = network;
    const place = placeAt(network, request);
    if (!place) return undefined;
    const [from, shown] = shownSteps(place);
    const to = Math.min(shown, place.targets.length);
    const id = (read: { id: number }) => read.id;
    const before = [...place.before, ...place.inputs.slice(0, from).map(id)];
    const sequence = {
      inputs: place.inputs.slice(from, to).map(id),
      targets: place.targets.slice(from, to).map(id),
      state: before.length > 0 ? model.lastStep(before).map(({ h, c }) => ({ h, c })) : undefined,
    };
    const options = { learningRate, gradClip: this.session.gradClip() };
    const { kernels, scripts } = this.files;
    const tried = await study(scripts, { kind: 'step', kernels, config, weights, sequence, options }, token);
    return tried && { ...tried, tokens: place.targets.slice(from, to).map(({ text }) => text) };
  }

  /** Other places in the notes where the same units are above the threshold. @throws ProblemError noModel, noNotes. */
  async similarPlaces(
    { layer, threshold, from, to, most, file, ...request }: SimilarRequest,
    token: CancellationToken,
    progress: (done: number) => void,
  ): Promise<SimilarPlaces | undefined> {
    const network = this.session.network();
    const { model, config, weights, vocabulary } = network;
    const notes = this.session.parts().counted?.notes ?? [];
    if (notes.length === 0) throw new ProblemError('noNotes', 'No notes have been read yet');
    const place = placeAt(network, request);
    if (!place) return undefined;
    const [first] = shownSteps(place);
    const upTo = (t: number) => [...place.before, ...place.inputs.slice(0, first + t + 1).map(({ id }) => id)];
    const states = Array.from({ length: to - from + 1 }, (_, i) => model.lastStep(upTo(from + i))[layer].h);
    const units = unitsAbove(states, threshold);
    const sample = new NoteSample(notes, vocabulary, mostRead, this.session.seed());
    const { stream } = sample;
    const { kernels, scripts } = this.files;
    const pattern = { layer, threshold, units, length: states.length, state: states[states.length - 1] };
    // The place itself may stand in the notes: one more is looked for.
    const job = { kind: 'similar', kernels, config, weights, stream, pattern, most: most + 1 } as const;
    const found = units.length > 0 ? await study(scripts, job, token, progress) : [];
    const own = (position: number) =>
      sample.tokenAt(position).note.path === file && sameText(stream.inputs, position, upTo(to));
    if (!found) return undefined;
    const places: SimilarNotePlace[] = [];
    for (const place of found) {
      if (places.length === most || own(place.position)) continue;
      const occurrence = await sample.occurrence(place.position, () => new Promise(setImmediate));
      const { shared, either } = place;
      if (occurrence) places.push({ ...occurrence, shared, either, likeness: likeness(place) });
    }
    return { units, read: stream.inputs.length, places };
  }
}

/** Whether a place in the stream is the place that is looked at, which the notes hold as well. */
function sameText(inputs: Int32Array, position: number, context: readonly number[]): boolean {
  const last = context.slice(-sameWords);
  return last.every((id, i) => inputs[position - last.length + 1 + i] === id);
}
