// A model as one file, to be taken elsewhere and back: on a disk, or, where the engine reaches none, as the bytes of one.

import fs from 'node:fs/promises';
import path from 'node:path';
import { withBreaths } from './breaths';
import { aboutModel, modelIn } from './exchangeFormat';
import { largestExchange } from './modelName';
import type { StoredModel } from './modelStore';
import { ProblemError } from './problem';
import { weightBytes, writingWeights } from './runFiles';
import { done, sealOnDisk, syncFolder, temporaryName } from './sealedFile';

/** Replaces the file, or leaves the old one as it is. @throws ProblemError notExported. */
export async function writeExchangeFile(file: string, model: StoredModel): Promise<void> {
  const temporary = temporaryName(file);
  try {
    await withBreaths(writingWeights(temporary, model.config, model.weights, [], aboutModel(model)));
    await sealOnDisk(temporary);
    await fs.rename(temporary, file);
  } catch (error) {
    await fs.rm(temporary, { force: true }).catch(() => undefined);
    throw new ProblemError('notExported', `${file} cannot be written: ${reasonOf(error)}`);
  } finally {
    done(temporary);
  }
  await syncFolder(path.dirname(file));
}

/** What would stand in the file. @throws ProblemError notExported. */
export async function exchangeBytes(model: StoredModel): Promise<Uint8Array> {
  try {
    return await withBreaths(weightBytes(model.config, model.weights, aboutModel(model)));
  } catch (error) {
    throw new ProblemError('notExported', reasonOf(error));
  }
}

/** @throws ProblemError notImported, which says what is wrong with the file. */
export async function readExchangeFile(file: string): Promise<StoredModel> {
  return importing(file, async () => {
    const stat = await fs.stat(file);
    if (!stat.isFile()) throw new Error('it is no file');
    if (stat.size > largestExchange) throw new Error('it is larger than 2 GB');
    return modelIn(await fs.readFile(file));
  });
}

/** @param file where the bytes have been read. @throws ProblemError likewise. */
export function modelFrom(file: string, bytes: Uint8Array): Promise<StoredModel> {
  return importing(file, () => modelIn(bytes));
}

async function importing(file: string, read: () => StoredModel | Promise<StoredModel>): Promise<StoredModel> {
  try {
    return await read();
  } catch (error) {
    throw new ProblemError('notImported', `${file} cannot be imported: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
