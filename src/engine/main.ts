// Entry of the engine process: one session, spoken to over vscode-jsonrpc on the fork's IPC (protocol/). It ends when
// the extension host goes away.

import { watchFile } from 'node:fs';
import path from 'node:path';
import {
  CancellationToken,
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  ProgressType,
  ResponseError,
} from 'vscode-jsonrpc/node';
import { Corpus } from './corpus';
import { contentsOf } from './corpusFolders';
import { Gate } from './gate';
import { handOver } from './handedNotes';
import { loadKernelModule } from './kernelHost';
import { findLeftOut } from './leftOut';
import { settingsFile } from './modelSettings';
import { NetworkStudies } from './networkStudies';
import type { Asker } from './onDemand';
import { ProblemError } from './problem';
import { findOccurrences } from './occurrences';
import { methods, protocolVersion } from './protocol/methods';
import type {
  InspectedPart,
  InspectRequest,
  MemoryRequest,
  NearestRequest,
  SimilarRequest,
  TryStepRequest,
  UnrollRequest,
} from './protocol/inspection';
import type { LessonProgress } from './protocol/lessons';
import type { ExportModelRequest, ImportModelRequest, RenameModelRequest } from './protocol/models';
import type { CorpusFolderRequest, ForgetRequest, HandedNote, NoteFolder } from './protocol/notes';
import type { ExpandRequest, LearnShorthandRequest } from './protocol/shorthand';
import type {
  DraftPart,
  ExplainRequest,
  GenerateRequest,
  InParts,
  OccurrencesRequest,
  PredictRequest,
} from './protocol/suggestions';
import type { SuggestTagsRequest, TagReasonsRequest } from './protocol/tags';
import type { CompareRequest, Leave, TrainingStatus, TrainRequest } from './protocol/training';
import { ReadingAhead } from './readingAhead';
import { Session } from './session';
import { Shorthand } from './shorthand/shorthand';
import { Tagging } from './tags/tagging';
import { tagReasons } from './tags/tagReasons';
import { WordStudies } from './wordStudies';
import { askWorth } from './worthJob';

/** In the range that JSON-RPC leaves to applications; `data` says more. */
const problemCode = -32001;
/** As the Language Server Protocol has it. */
const requestCancelled = -32800;

const connection = createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process));
const notify = (method: string) => (value: unknown) => void connection.sendNotification(method, value);
const gates = { runs: new Gate(), onDemand: new Gate() };
const built = { kernels: loadKernelModule(path.join(__dirname, 'kernels')), scripts: __dirname };
const files = { ...built, gate: gates.runs };
const filesOnDemand = { ...built, gate: gates.onDemand };
const tell = notify(methods.status);
const session = new Session(files, {
  status: (status: TrainingStatus) => {
    tell(status);
    tagging.languageModel(status);
    shorthand.languageModel(status);
  },
  loss: notify(methods.loss),
  model: (info) => {
    notify(methods.model)(info);
    ahead.answersChanged();
  },
  counts: (info) => {
    notify(methods.counts)(info);
    ahead.answersChanged();
  },
  landmarks: notify(methods.landmarks),
  run: notify(methods.run),
  notice: notify(methods.notice),
});
const ahead = new ReadingAhead((request) => inSlices(session.readUp(request), CancellationToken.None));
const corpus = new Corpus(() => session.corpusSources());
const tagging = new Tagging(filesOnDemand);
const shorthand = new Shorthand(filesOnDemand, () => session.parts().counted);
const studies = new NetworkStudies(session, files);
const wordStudies = new WordStudies(session, files.scripts);

/** Answers a request; what is thrown goes back as an EngineProblem. */
function answer<P, R>(method: string, handle: (params: P, token: CancellationToken) => R | Promise<R>): void {
  connection.onRequest(method, async (params: P, token: CancellationToken) => {
    try {
      return (await handle(params, token)) ?? null;
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      const problem = ProblemError.from(error);
      throw new ResponseError(problemCode, problem.message, problem);
    }
  });
}

answer(methods.hello, (version: number) => {
  if (version !== protocolVersion) {
    throw new ProblemError(
      'versionMismatch',
      `The editor speaks version ${version}, the engine ${protocolVersion}: reload the window`,
    );
  }
  return protocolVersion;
});
answer(methods.open, async ({ storage }: { storage: string }) => {
  tagging.opened(path.join(storage, 'tags'));
  shorthand.opened(path.join(storage, 'shorthand'));
  // Another window may teach the model that is asked here.
  watchFile(path.join(storage, settingsFile), { persistent: false, interval: 2000 }, () => {
    session
      .follow()
      .catch((error: unknown) => console.error(`The model on disk could not be followed: ${String(error)}`));
  });
  return session.open(storage);
});
answer(methods.hand, ({ notes }: { notes: HandedNote[] }) => handOver(notes));
answer(methods.survey, ({ files }: { files: string[] }) => session.survey(files));
answer(methods.corpus, () => session.corpus());
answer(methods.leftOut, async ({ folders }: { folders: NoteFolder[] }, token) => {
  corpus.leftOut = await findLeftOut(folders, () => pause(token));
});
answer(methods.corpusSummary, (_: unknown, token) => inSlices(corpus.summary(), token));
answer(methods.corpusFolder, async (request: CorpusFolderRequest, token) => {
  const lists = await inSlices(corpus.lists(), token);
  return inSlices(contentsOf(lists[request.part], request), token);
});
answer(methods.forget, async (request: ForgetRequest) => {
  await Promise.all([tagging.forget(request.file), shorthand.forget()]);
  await session.forget(request);
});
answer(methods.erase, async () => {
  await Promise.all([tagging.forget(), shorthand.forget()]);
  await session.erase();
});
answer(methods.train, (request: TrainRequest) => session.train(request));
answer(methods.pause, () => session.pause());
answer(methods.resume, () => session.resume());
answer(methods.stop, () => session.stop());
answer(methods.leave, ({ runs, onDemand, newNotes }: Leave) => {
  gates.runs.set(runs);
  gates.onDemand.set(onDemand);
  return session.setIdle(newNotes);
});
answer(methods.losses, () => session.losses());
answer(methods.landmarks, () => session.record.landmarks);
answer(methods.runs, () => session.record.runs());
answer(methods.models, () => session.models.list());
answer(methods.keepModel, () => session.models.keep());
answer(methods.useModel, ({ id }: { id: string }) => session.models.use(id));
answer(methods.renameModel, (request: RenameModelRequest) => session.models.rename(request));
answer(methods.removeModel, ({ id }: { id: string }) => session.models.remove(id));
answer(methods.exportModel, (request: ExportModelRequest) => session.models.exportTo(request));
answer(methods.modelBytes, ({ id }: { id?: string }) => session.models.bytesOf(id));
answer(methods.importModel, (request: ImportModelRequest) => session.models.importFrom(request));
answer(methods.compare, (request: CompareRequest) => session.compare(request));
answer(methods.predict, async (request: PredictRequest, token) => {
  ahead.asked(request);
  // A keystroke that came after cancels this one: look before working, not after.
  await inSlices(session.readUp(request), token);
  return session.predict(request);
});
const inspected = new ProgressType<InspectedPart>();
answer(methods.inspect, async ({ parts, ...request }: InspectRequest & InParts, token) => {
  for (const part of session.inspect(request)) {
    if (part) void connection.sendProgress(inspected, parts, part);
    await pause(token);
  }
});
const drafted = new ProgressType<DraftPart>();
answer(methods.generate, ({ parts, ...request }: GenerateRequest & InParts, token) =>
  inSlices(session.generate(request), token, (part) => void connection.sendProgress(drafted, parts, part)),
);
answer(methods.explain, (request: ExplainRequest, token) => inSlices(session.answers().explain(request), token));
answer(methods.occurrences, (request: OccurrencesRequest, token) =>
  findOccurrences(session.parts().counted, request, () => pause(token)),
);
answer(methods.memory, (request: MemoryRequest, token) => inSlices(session.network().memory(request), token));
answer(methods.unroll, (request: UnrollRequest, token) => inSlices(studies.unroll(request), token));
answer(methods.tryStep, (request: TryStepRequest, token) => studies.tryStep(request, token));
answer(methods.similarPlaces, (request: SimilarRequest, token) =>
  studies.similarPlaces(request, token, notify(methods.studied)),
);
const taught = new ProgressType<LessonProgress>();
const asker = (token: CancellationToken, parts: InParts['parts']): Asker => ({
  isCancelled: () => token.isCancellationRequested,
  onCancelled: (stop) => token.onCancellationRequested(stop),
  progress: (progress) => void connection.sendProgress(taught, parts, progress),
  pause: () => pause(token),
});
answer(methods.suggestTags, ({ parts, ...request }: SuggestTagsRequest & InParts, token) =>
  tagging.suggest(
    { ...request, files: request.files.filter((file) => !session.isForgotten(file)) },
    asker(token, parts),
  ),
);
answer(methods.expandShorthand, (request: ExpandRequest, token) => shorthand.expand(request, () => pause(token)));
answer(methods.learnShorthand, ({ parts, ...request }: LearnShorthandRequest & InParts, token) =>
  shorthand.learn(request, asker(token, parts)),
);
answer(methods.tagReasons, async (request: TagReasonsRequest, token) => {
  const model = await tagging.learnt();
  return model && tagReasons(model, request, () => pause(token));
});
const measured = new ProgressType<number>();
answer(methods.worth, ({ parts }: InParts, token) =>
  askWorth(session, files, token, (done) => void connection.sendProgress(measured, parts, done)),
);
answer(methods.embedding, () => wordStudies.embedding());
answer(methods.nearestWords, (request: NearestRequest) => wordStudies.nearestWords(request));

/** Does what yields every few milliseconds, so that other requests are answered in between. */
async function inSlices<P, R>(
  work: Generator<P, R>,
  token: CancellationToken,
  send: (part: P) => void = () => undefined,
): Promise<R> {
  for (;;) {
    await pause(token);
    const step = work.next();
    if (step.done) return step.value;
    send(step.value);
  }
}

/** Lets other requests be answered. */
async function pause(token: CancellationToken): Promise<void> {
  await new Promise(setImmediate);
  if (token.isCancellationRequested) throw new ResponseError(requestCancelled, 'cancelled');
}

process.on('disconnect', () => process.exit(0));
connection.onClose(() => process.exit(0));
connection.listen();
