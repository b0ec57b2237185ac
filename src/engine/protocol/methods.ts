// What a client (the extension, or a test) and the engine process say to each other, over vscode-jsonrpc on the fork's
// IPC. The contract: `hello` comes first and compares versions; requests may be cancelled; every request fails at once
// when the process ends; notifications come only from the engine. Types and names only.

export const protocolVersion = 10;

/**
 * Method names. Requests: parameters → answer; an error's `data` is an EngineProblem.
 *   hello    number (the client's protocolVersion) → number (the engine's)
 *   open     { storage: string } → ModelInfo | null: the model kept in that folder, now answering
 *   hand     { notes: HandedNote[] } → null: notes that are no files; they take the place of those that were handed over before
 *   survey   { files: string[] } → Survey; the notes are counted afterwards
 *   corpus   → CorpusFile[]: every file that was looked at last, for a survey or a run
 *   leftOut  { folders: NoteFolder[] } → null, when it has been looked for what is left out in them
 *   corpusSummary  → CorpusSummary
 *   corpusFolder   CorpusFolderRequest → CorpusFolder
 *   forget   ForgetRequest → null, when nothing is left of the file but what the weights may remember
 *   erase    → null, when nothing is left on disk; the process then ends
 *   train    TrainRequest → null, once training is under way or has failed to start
 *   pause, resume, stop  → null; stop answers when the last checkpoint is on disk
 *   leave    Leave → null: what may be learnt now, as the writer writes or pauses
 *   predict  PredictRequest → Prediction
 *   inspect  InspectRequest & InParts → null; InspectedParts come as progress meanwhile
 *   generate GenerateRequest & InParts → DraftEnd; DraftParts come as progress meanwhile
 *   explain  ExplainRequest → Explanation | null: the text ends outside prose
 *   occurrences  OccurrencesRequest → Occurrences
 *   memory   MemoryRequest → Memory | null: null where the cursor stands outside prose
 *   unroll   UnrollRequest → Unrolled | null: the network step by step around the caret; null: no prose stands there
 *   tryStep  TryStepRequest → TriedStepAnswer | null: a training step of a copy of the network
 *   similarPlaces  SimilarRequest → SimilarPlaces | null; `studied` tells how far it is
 *   embedding  → EmbeddingAnswer: the most frequent words in two dimensions
 *   nearestWords  NearestRequest → NearestAnswer
 *   suggestTags  SuggestTagsRequest & InParts → TagAnswer; while tags are learnt first, LessonProgress comes; cancelled, that
 *            learning stops, and goes on when it is asked again
 *   tagReasons  TagReasonsRequest → TagReasons | null: no tags have been learnt
 *   expandShorthand  ExpandRequest → ExpandAnswer
 *   learnShorthand  LearnShorthandRequest & InParts → LearnShorthandAnswer, when it has been learnt; until then LessonProgress
 *            comes; cancelled, that learning stops, and goes on when it is asked again
 *   worth    InParts → Worth | null: it was cancelled; how much is done, 0 … 1, comes as progress meanwhile
 *   losses   → LossPoint[]: all points of the model's training so far
 *   landmarks → Landmarks: what else there is to read them by
 *   runs     → RunRecord[]: past runs, the latest first
 *   models   → ModelList
 *   keepModel    → null, when the model in use is kept beside it as well
 *   useModel     { id: string } → null, when that one answers and the one in use before is kept; what is learned stops
 *   renameModel  RenameModelRequest → null
 *   removeModel  { id: string } → null: a kept one is gone
 *   exportModel  ExportModelRequest → null, when the file is written
 *   modelBytes   { id?: string } → Uint8Array, what would stand in that file; without id, of the one in use
 *   importModel  ImportModelRequest → string, the id of the model, which is kept and not in use
 *   compare  CompareRequest → null, once under way: each cell learns from the same notes, and only its curve is kept
 * Notifications, from the engine: status (TrainingStatus), loss (LossPoint), model (ModelInfo: the weights that answer
 * have changed), counts (CountsInfo: the notes have been counted, and suggestions come from them), landmarks (Landmarks:
 * they have changed; of another run, its points begin anew), run (RunRecord: it is new or has changed),
 * studied (number, 0 … 1: how much of the search for similar places is done), notice (EngineProblem: something went wrong
 * that nobody has asked for, and work goes on).
 */
export const methods = {
  hello: 'hello',
  open: 'open',
  hand: 'hand',
  survey: 'survey',
  corpus: 'corpus',
  leftOut: 'leftOut',
  corpusSummary: 'corpusSummary',
  corpusFolder: 'corpusFolder',
  forget: 'forget',
  erase: 'erase',
  train: 'train',
  pause: 'pause',
  resume: 'resume',
  stop: 'stop',
  leave: 'leave',
  predict: 'predict',
  inspect: 'inspect',
  generate: 'generate',
  explain: 'explain',
  occurrences: 'occurrences',
  memory: 'memory',
  unroll: 'unroll',
  tryStep: 'tryStep',
  similarPlaces: 'similarPlaces',
  embedding: 'embedding',
  nearestWords: 'nearestWords',
  suggestTags: 'suggestTags',
  tagReasons: 'tagReasons',
  expandShorthand: 'expandShorthand',
  learnShorthand: 'learnShorthand',
  worth: 'worth',
  losses: 'losses',
  landmarks: 'landmarks',
  runs: 'runs',
  models: 'models',
  keepModel: 'keepModel',
  useModel: 'useModel',
  renameModel: 'renameModel',
  removeModel: 'removeModel',
  exportModel: 'exportModel',
  modelBytes: 'modelBytes',
  importModel: 'importModel',
  compare: 'compare',
  run: 'run',
  status: 'status',
  loss: 'loss',
  model: 'model',
  counts: 'counts',
  studied: 'studied',
  notice: 'notice',
} as const;
