// model.json: what it holds for every kind of model, and whether a text is one that this Afterword can read.

import fs from 'node:fs/promises';
import path from 'node:path';
import { ProblemError } from './problem';
import { kinds, numberOf } from './runFiles';
import { checksumOf, type Seal, sealedJson } from './sealedFile';

export const settingsFile = 'model.json';
export const previousFile = 'model.previous.json';
const formatName = 'afterword-model';
/** 1: without checksums. */
const formatVersion = 2;

export interface ModelFiles {
  readonly weights: string;
  readonly training: string | undefined;
  readonly notes?: string | undefined;
  readonly trained?: string | undefined;
}

/** The shape of the model in a folder; undefined: the language model, or none that can be read. */
export async function shapeIn(folder: string): Promise<string | undefined> {
  const text = await fs.readFile(path.join(folder, settingsFile), 'utf8').catch(() => '{}');
  try {
    return (JSON.parse(text) as Partial<FolderSettings>).shape;
  } catch {
    return undefined;
  }
}

/** What every model.json holds. */
export interface FolderSettings {
  readonly format: string;
  readonly version: number;
  /** undefined: the language model. */
  readonly shape?: string;
  readonly files: ModelFiles;
  /** By the name of the file; undefined: a model of before there were any. */
  readonly seals?: Readonly<Record<string, Seal>>;
}

/** What is wrong with a generation: damage, another's file, or one of a newer Afterword. */
export class Unusable extends Error {
  constructor(
    readonly reason: 'damaged' | 'foreign' | 'newer',
    message: string,
  ) {
    super(message);
  }
}

/** As it stands in the file. */
export function writtenSettings(
  settings: Omit<FolderSettings, 'format' | 'version' | 'seals'>,
  seals: Readonly<Record<string, Seal>>,
): string {
  return sealedJson({ ...settings, seals, format: formatName, version: formatVersion });
}

/** @throws Unusable. */
export function readSettings<S extends FolderSettings>(text: string): S {
  const settings = parsed(text) as Partial<S> | null;
  if (settings?.format !== formatName) throw new Unusable('foreign', `${settingsFile} is not a model's`);
  const { version, files } = settings;
  if (version !== 1 && version !== formatVersion) {
    const message = `it has format version ${String(version)}, this Afterword reads ${formatVersion}: a newer Afterword reads it`;
    throw new Unusable(Number(version) > formatVersion ? 'newer' : 'damaged', message);
  }
  const checksum = checksumOf(text);
  if (version !== 1 && checksum === undefined) throw new Unusable('damaged', 'it has no checksum, or is cut short');
  for (const kind of kinds) {
    const file = files?.[kind];
    if (file === undefined ? kind === 'weights' : numberOf(kind, String(file)) === undefined) {
      throw new Unusable('damaged', `it names no file of ${kind}`);
    }
  }
  return settings as S;
}

/** @throws ProblemError modelUnreadable. */
export function checkShape(folder: string, shapes: readonly (string | undefined)[], { shape }: FolderSettings): void {
  if (shapes.includes(shape)) return;
  const commands: Readonly<Record<string, string>> = {
    classify: 'classify',
    tag: 'tag',
    pairs: 'translate or expand',
  };
  const command = commands[shape ?? ''] ?? 'predict';
  const message = `The model in ${folder} is another one, its shape is ${shape ?? 'lm'}: ask it with afterword ${command}, or choose another folder`;
  throw new ProblemError('modelUnreadable', message);
}

/** It gets another one when it is written. */
export function withoutChecksum<S extends FolderSettings>({ checksum: _, ...settings }: S & { checksum?: unknown }): S {
  return settings as unknown as S;
}

/** Of a generation, the files of numbers. */
export function named(files: ModelFiles): string[] {
  return kinds.map((kind) => files[kind]).filter((file) => file !== undefined);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unusable('damaged', `${settingsFile} is cut short, or no JSON`);
  }
}
