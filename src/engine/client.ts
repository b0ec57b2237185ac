// What can be asked of the engine process, one method a request. How the process is kept alive is the connection's matter.

import type { CancellationToken } from 'vscode-jsonrpc/node';
import type { Landmarks, LossPoint, RunRecord } from './protocol/curves';
import type {
  InspectedPart,
  EmbeddingAnswer,
  InspectRequest,
  Memory,
  MemoryRequest,
  NearestAnswer,
  NearestRequest,
  SimilarPlaces,
  SimilarRequest,
  TriedStepAnswer,
  TryStepRequest,
  Unrolled,
  UnrollRequest,
} from './protocol/inspection';
import type { LessonProgress } from './protocol/lessons';
import { methods } from './protocol/methods';
import type { ExportModelRequest, ImportModelRequest, ModelList, RenameModelRequest } from './protocol/models';
import type {
  CorpusFile,
  CorpusFolder,
  CorpusFolderRequest,
  CorpusSummary,
  ForgetRequest,
  HandedNote,
  NoteFolder,
  Survey,
} from './protocol/notes';
import type { ExpandAnswer, ExpandRequest, LearnShorthandAnswer, LearnShorthandRequest } from './protocol/shorthand';
import type {
  DraftEnd,
  DraftPart,
  ExplainRequest,
  Explanation,
  GenerateRequest,
  Occurrences,
  OccurrencesRequest,
  PredictRequest,
  Prediction,
} from './protocol/suggestions';
import type { SuggestTagsRequest, TagAnswer, TagReasons, TagReasonsRequest } from './protocol/tags';
import type { CompareRequest, Leave, TrainRequest } from './protocol/training';
import type { Worth } from './protocol/worth';

import { EngineConnection } from './engineConnection';

export { EngineError } from './engineError';

export class EngineClient extends EngineConnection {
  /** Notes that are no files; they are among the files, from now on, by their addresses. */
  async hand(notes: readonly HandedNote[]): Promise<void> {
    await this.ask(methods.hand, { notes }, undefined);
  }

  survey(files: readonly string[], token?: CancellationToken): Promise<Survey> {
    return this.ask(methods.survey, { files }, token);
  }

  corpus(token?: CancellationToken): Promise<CorpusFile[]> {
    return this.ask(methods.corpus, undefined, token);
  }

  /** Looks for what is left out; the summary has it then. */
  async findLeftOut(folders: readonly NoteFolder[], token?: CancellationToken): Promise<void> {
    await this.ask(methods.leftOut, { folders }, token);
  }

  corpusSummary(token?: CancellationToken): Promise<CorpusSummary> {
    return this.ask(methods.corpusSummary, {}, token);
  }

  corpusFolder(request: CorpusFolderRequest, token?: CancellationToken): Promise<CorpusFolder> {
    return this.ask(methods.corpusFolder, request, token);
  }

  async forget(request: ForgetRequest, token?: CancellationToken): Promise<void> {
    await this.ask(methods.forget, request, token);
  }

  /** Everything that is stored goes, and what is in memory with the process; another one takes its place. */
  async erase(): Promise<void> {
    await this.ask(methods.erase, undefined, undefined);
    await this.replace('Everything has been erased.');
  }

  /** A person waits for this one: it does not wait for the back-off. */
  async train(request: TrainRequest, token?: CancellationToken): Promise<void> {
    this.cancelDelay();
    await this.ask(methods.train, request, token);
  }

  /** A person waits for this one, too. */
  async compare(request: CompareRequest, token?: CancellationToken): Promise<void> {
    this.cancelDelay();
    await this.ask(methods.compare, request, token);
  }

  async pause(token?: CancellationToken): Promise<void> {
    await this.ask(methods.pause, undefined, token);
  }

  async resume(token?: CancellationToken): Promise<void> {
    await this.ask(methods.resume, undefined, token);
  }

  async stop(token?: CancellationToken): Promise<void> {
    await this.ask(methods.stop, undefined, token);
  }

  /** What may be learnt now. Nobody waits for what is learnt then, and an engine that does not run is left alone. */
  give(leave: Leave): void {
    this.tell(methods.leave, leave);
  }

  predict(request: PredictRequest, token?: CancellationToken): Promise<Prediction> {
    return this.ask(methods.predict, request, token);
  }

  /** Resolves when `onPart` has been told all. */
  inspect(request: InspectRequest, onPart: (part: InspectedPart) => void, token?: CancellationToken): Promise<void> {
    return this.askInParts(methods.inspect, request, onPart, token);
  }

  /** Resolves when `onPart` has been told all. */
  generate(request: GenerateRequest, onPart: (part: DraftPart) => void, token?: CancellationToken): Promise<DraftEnd> {
    return this.askInParts(methods.generate, request, onPart, token);
  }

  explain(request: ExplainRequest, token?: CancellationToken): Promise<Explanation | null> {
    return this.ask(methods.explain, request, token);
  }

  occurrences(request: OccurrencesRequest, token?: CancellationToken): Promise<Occurrences> {
    return this.ask(methods.occurrences, request, token);
  }

  /** null: the cursor stands outside prose. */
  memory(request: MemoryRequest, token?: CancellationToken): Promise<Memory | null> {
    return this.ask(methods.memory, request, token);
  }

  unroll(request: UnrollRequest, token?: CancellationToken): Promise<Unrolled | null> {
    return this.ask(methods.unroll, request, token);
  }

  tryStep(request: TryStepRequest, token?: CancellationToken): Promise<TriedStepAnswer | null> {
    return this.ask(methods.tryStep, request, token);
  }

  similarPlaces(request: SimilarRequest, token?: CancellationToken): Promise<SimilarPlaces | null> {
    return this.ask(methods.similarPlaces, request, token);
  }

  embedding(token?: CancellationToken): Promise<EmbeddingAnswer> {
    return this.ask(methods.embedding, undefined, token);
  }

  nearestWords(request: NearestRequest, token?: CancellationToken): Promise<NearestAnswer> {
    return this.ask(methods.nearestWords, request, token);
  }

  /** Where tags are learnt first, `onProgress` is told how far that is. */
  suggestTags(
    request: SuggestTagsRequest,
    onProgress: (progress: LessonProgress) => void,
    token?: CancellationToken,
  ): Promise<TagAnswer> {
    return this.askInParts(methods.suggestTags, request, onProgress, token);
  }

  /** By a network, if one has learnt it; else by what is counted in the notes. */
  expandShorthand(request: ExpandRequest, token?: CancellationToken): Promise<ExpandAnswer> {
    return this.ask(methods.expandShorthand, request, token);
  }

  /** Resolves when it has been learnt. */
  learnShorthand(
    request: LearnShorthandRequest,
    onProgress: (progress: LessonProgress) => void,
    token?: CancellationToken,
  ): Promise<LearnShorthandAnswer> {
    return this.askInParts(methods.learnShorthand, request, onProgress, token);
  }

  /** null: no tags have been learnt. */
  tagReasons(request: TagReasonsRequest, token?: CancellationToken): Promise<TagReasons | null> {
    return this.ask(methods.tagReasons, request, token);
  }

  /** null: cancelled. @param onProgress is told how much is done, 0 … 1. */
  worth(onProgress: (done: number) => void, token?: CancellationToken): Promise<Worth | null> {
    return this.askInParts(methods.worth, {}, onProgress, token);
  }

  losses(token?: CancellationToken): Promise<LossPoint[]> {
    return this.ask(methods.losses, undefined, token);
  }

  landmarks(token?: CancellationToken): Promise<Landmarks> {
    return this.ask(methods.landmarks, undefined, token);
  }

  runs(token?: CancellationToken): Promise<RunRecord[]> {
    return this.ask(methods.runs, undefined, token);
  }

  models(token?: CancellationToken): Promise<ModelList> {
    return this.ask(methods.models, undefined, token);
  }

  /** The model in use is kept as well. */
  async keepModel(token?: CancellationToken): Promise<void> {
    await this.ask(methods.keepModel, undefined, token);
  }

  /** A kept one takes the place of the one in use, which is kept. What is learnt stops. */
  async useModel(id: string, token?: CancellationToken): Promise<void> {
    await this.ask(methods.useModel, { id }, token);
  }

  async renameModel(request: RenameModelRequest, token?: CancellationToken): Promise<void> {
    await this.ask(methods.renameModel, request, token);
  }

  async removeModel(id: string, token?: CancellationToken): Promise<void> {
    await this.ask(methods.removeModel, { id }, token);
  }

  async exportModel(request: ExportModelRequest, token?: CancellationToken): Promise<void> {
    await this.ask(methods.exportModel, request, token);
  }

  /** What would stand in its file. @param id undefined: the one in use. */
  modelBytes(id: string | undefined, token?: CancellationToken): Promise<Uint8Array> {
    return this.ask(methods.modelBytes, { id }, token);
  }

  /** @returns its id: it is kept, and not in use. */
  importModel(request: ImportModelRequest, token?: CancellationToken): Promise<string> {
    return this.ask(methods.importModel, request, token);
  }
}
