// The models of a folder, of which one is in use: kept, chosen, named, taken elsewhere and brought in. What answers is the
// session's; here is what becomes of it on disk. One thing at a time, and only while no other window changes the model.

import path from 'node:path';
import { exchangeBytes, modelFrom, readExchangeFile, writeExchangeFile } from './exchangeFile';
import { KeptModels } from './keptModels';
import { checkedName } from './modelName';
import type { ModelOutline, ModelStore, StoredModel } from './modelStore';
import { ProblemError } from './problem';
import type {
  ExportModelRequest,
  ImportModelRequest,
  ModelList,
  ModelRow,
  RenameModelRequest,
} from './protocol/models';

export interface ModelsOwner {
  /** Of the model in use. */
  store(): ModelStore;
  /** As it answers now. */
  current(): StoredModel | undefined;
  /** While nobody else changes the models. */
  holding<T>(work: () => Promise<T>): Promise<T>;
  /** The same after what is learnt here has been stopped, and while nothing is. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** From now on it answers: it is on disk. */
  use(model: StoredModel): Promise<void>;
  renamed(name: string): void;
}

export class Models {
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly owner: ModelsOwner) {}

  async list(): Promise<ModelList> {
    const current = this.owner.current();
    const kept = await this.kept().list();
    return {
      current: current && rowOf(current),
      kept: kept.map(({ id, outline }) => ({ id, row: outline && rowOf(outline) })),
    };
  }

  /** The model in use, as it is on disk, is kept beside it. @throws ProblemError. */
  async keep(): Promise<void> {
    await this.inTurn(() =>
      this.owner.holding(async () => {
        if (!(await this.kept().addCopy(this.owner.store()))) throw none();
      }),
    );
  }

  /** A kept one takes the place of the one in use, which is kept instead. @throws ProblemError. */
  async use(id: string): Promise<void> {
    await this.inTurn(() =>
      this.owner.alone(async () => {
        const [store, kept] = [this.owner.store(), this.kept()];
        const chosen = await kept.store(id);
        const model = await chosen.load();
        if (!model) throw none();
        await kept.addCopy(store);
        await store.takeFrom(chosen);
        await kept.remove(id);
        await this.owner.use(model);
      }),
    );
  }

  /** @param id undefined: the one in use. @throws ProblemError. */
  async rename({ id, name: asked }: RenameModelRequest): Promise<void> {
    const name = checkedName(asked);
    await this.inTurn(() =>
      this.owner.holding(async () => {
        const store = id === undefined ? this.owner.store() : await this.kept().store(id);
        await store.rename(name);
        if (id === undefined) this.owner.renamed(name);
      }),
    );
  }

  /** Of the kept ones. @throws ProblemError. */
  async remove(id: string): Promise<void> {
    await this.inTurn(() => this.owner.holding(() => this.kept().remove(id)));
  }

  /** @param id undefined: the one in use. @throws ProblemError. */
  async exportTo({ id, file }: ExportModelRequest): Promise<void> {
    await writeExchangeFile(file, await this.model(id));
  }

  /** What would stand in its file. @throws ProblemError. */
  async bytesOf(id: string | undefined): Promise<Uint8Array> {
    return exchangeBytes(await this.model(id));
  }

  /** @returns its id: it is kept, and not in use. @throws ProblemError notImported. */
  async importFrom({ file, bytes }: ImportModelRequest): Promise<string> {
    const model = await (bytes ? modelFrom(file, bytes) : readExchangeFile(file));
    const name = model.name ?? nameFrom(file);
    return this.inTurn(() => this.owner.holding(() => this.kept().add({ ...model, name })));
  }

  /** Those that are not in use. */
  kept(): KeptModels {
    return new KeptModels(this.owner.store().folder);
  }

  /** Nothing here comes in between. */
  inTurn<T>(job: () => Promise<T>): Promise<T> {
    const done = this.turn.then(job);
    this.turn = done.catch(() => undefined);
    return done;
  }

  /** @param id undefined: the one in use. @throws ProblemError. */
  private async model(id: string | undefined): Promise<StoredModel> {
    const model = id === undefined ? this.owner.current() : await (await this.kept().store(id)).load();
    if (!model) throw none();
    return model;
  }
}

function rowOf({ name, config, tokensSeen, position, validLoss, record }: ModelOutline): ModelRow {
  const { cell, hiddenSize, numLayers, vocabSize } = config;
  return {
    ...{ name, cell, hiddenSize, numLayers, vocabSize, tokensSeen },
    seconds: position.elapsedSeconds,
    validPerplexity: validLoss === undefined ? undefined : Math.exp(validLoss),
    begun: record?.started,
  };
}

/** What its file is called, where that can be a name. */
function nameFrom(file: string): string | undefined {
  try {
    return checkedName(path.basename(file, path.extname(file)));
  } catch {
    return undefined;
  }
}

function none(): ProblemError {
  return new ProblemError('noModel', 'There is no model: learn from some notes first (afterword train)');
}
