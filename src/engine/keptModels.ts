// The models of a folder that are not the one in use: each in a folder of its own below "kept", as whole and as safe as that
// one (modelFolder.ts). A folder gets its name when all of it is there, and loses it before anything of it goes: whenever a
// process dies, a model is kept or it is not. Whoever changes anything here holds the lock of the model in use.

import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Note } from '../text/corpus';
import { isAlive } from './folderLock';
import { afterForgetting, overWordsOf, writeCheckpoint } from './forgetting';
import { type ModelOutline, ModelStore, type StoredModel } from './modelStore';
import { ProblemError } from './problem';
import { done, syncFolder, temporaryName, writerOf } from './sealedFile';

export const keptFolder = 'kept';
const idPattern = /^[0-9a-f-]{36}$/;

export interface KeptModel {
  readonly id: string;
  /** undefined: it cannot be read. */
  readonly outline: ModelOutline | undefined;
}

export class KeptModels {
  private readonly place: string;

  /** @param folder of the model in use. */
  constructor(folder: string) {
    this.place = path.join(folder, keptFolder);
  }

  /** The one that began first comes last. */
  async list(): Promise<readonly KeptModel[]> {
    const models: KeptModel[] = [];
    for (const id of await this.ids()) {
      const outline = await new ModelStore(path.join(this.place, id)).outline().catch(() => undefined);
      models.push({ id, outline });
    }
    const begun = ({ outline }: KeptModel) => outline?.record?.started ?? '';
    return models.sort((a, b) => (begun(a) < begun(b) ? 1 : -1));
  }

  /** What is kept under this name. @throws ProblemError noSuchModel. */
  async store(id: string): Promise<ModelStore> {
    if ((await this.ids()).includes(id)) return new ModelStore(path.join(this.place, id));
    throw new ProblemError('noSuchModel', 'This model is not kept any more');
  }

  /** Training goes on from its weights. @returns its id. */
  async add(model: StoredModel): Promise<string> {
    const id = await this.adding(async (store) => {
      await store.save(model, writeCheckpoint(await store.checkpointFiles(), model));
      return true;
    });
    return id!;
  }

  /** @returns undefined: there is no model. */
  addCopy(of: ModelStore): Promise<string | undefined> {
    return this.adding((store) => store.takeFrom(of));
  }

  async remove(id: string): Promise<void> {
    const { folder } = await this.store(id);
    const going = temporaryName(folder);
    await fs.rename(folder, going);
    await fs.rm(going, { recursive: true, force: true });
    done(going);
  }

  /** The words that none of these notes holds leave all models, and what cannot be read goes: it may hold them. */
  async forget(notes: readonly Note[]): Promise<void> {
    for (const id of await this.ids()) {
      const store = await this.store(id);
      const model = await store.load().catch(() => undefined);
      if (model) {
        const learnt = overWordsOf(notes, model);
        const position = afterForgetting(model.position);
        await this.add({ ...model, ...learnt, position, heldOut: undefined, notes: undefined });
      }
      await this.remove(id);
    }
  }

  /** What processes that are dead have left unfinished. */
  async sweep(): Promise<void> {
    for (const name of await this.names()) {
      const writer = writerOf(name);
      if (writer === undefined || (writer !== process.pid && isAlive(writer))) continue;
      await fs.rm(path.join(this.place, name), { recursive: true, force: true });
    }
  }

  /** @param fill false: there is nothing to keep. */
  private async adding(fill: (store: ModelStore) => Promise<boolean>): Promise<string | undefined> {
    await this.sweep();
    const id = randomUUID();
    const folder = path.join(this.place, id);
    const coming = temporaryName(folder);
    try {
      await fs.mkdir(coming, { recursive: true });
      if (!(await fill(new ModelStore(coming)))) return undefined;
      await fs.rename(coming, folder);
      await syncFolder(this.place);
      return id;
    } finally {
      await fs.rm(coming, { recursive: true, force: true });
      done(coming);
    }
  }

  private async ids(): Promise<string[]> {
    return (await this.names()).filter((name) => idPattern.test(name));
  }

  private async names(): Promise<string[]> {
    return fs.readdir(this.place).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
  }
}
