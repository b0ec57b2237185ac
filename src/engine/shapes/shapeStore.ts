// A model of another shape on disk: in the format of the language model, with its words, labels and cuts.

import fs from 'node:fs/promises';
import { checkShape, type ShapeConfig } from '../../rnn/shapes/config';
import type { ShapeWindow } from '../../rnn/shapes/learner';
import { Vocabulary } from '../../text/vocabulary';
import { withBreaths } from '../breaths';
import { ModelFolder } from '../modelFolder';
import type { FolderSettings } from '../modelSettings';
import type { LossPoint } from '../protocol/curves';
import type { LabelWeights } from '../../predict/shapes/labelMixture';
import { type CheckpointFiles, fileName, readRun, readTensor, readWeights, writingWeights } from '../runFiles';
import type { RunCheckpoint, RunPosition } from '../trainingJob';
import type { StoredMemoryless } from './memoryless';
import type { ShapeOptions } from './plan';
import type { Cuts, ShapeWords } from './words';

export interface StoredShape {
  readonly config: ShapeConfig;
  /** That it has learnt in, the shortest first. */
  readonly windows: readonly ShapeWindow[];
  readonly words: ShapeWords;
  readonly cuts: Cuts;
  /** Flat, the best on what was held out. */
  readonly weights: Float32Array;
  /** Of a network that classifies, once it has learnt. */
  readonly memoryless: StoredMemoryless | undefined;
  readonly validLoss: number | undefined;
  readonly losses: readonly LossPoint[];
  readonly options: ShapeOptions;
  readonly position: RunPosition;
  readonly runEnded: boolean;
}

type VocabularyJson = ReturnType<Vocabulary['toJSON']>;

interface Settings extends Omit<StoredShape, 'words' | 'weights' | 'memoryless'>, FolderSettings {
  readonly shape: ShapeConfig['shape'];
  readonly source: VocabularyJson;
  readonly target: VocabularyJson | readonly string[];
  readonly mixture?: LabelWeights | undefined;
}

const memorylessTensor = 'memoryless';

const shapes: readonly ShapeConfig['shape'][] = ['classify', 'tag', 'pairs'];

export class ShapeStore {
  private readonly kept: ModelFolder<Settings>;

  constructor(folder: string) {
    this.kept = new ModelFolder(folder, shapes);
  }

  /** @returns undefined where there is no model. @throws ProblemError modelUnreadable. */
  load(): Promise<StoredShape | undefined> {
    return this.kept.newest(async (settings) => {
      checkShape(settings.config);
      const { target } = settings;
      const words = {
        source: Vocabulary.fromJSON(settings.source),
        target: 'words' in target ? Vocabulary.fromJSON(target) : target,
      };
      const bytes = await this.kept.bytes(settings, settings.files.weights);
      const weights = readWeights(bytes, settings.config);
      return { ...settings, words, weights, memoryless: memorylessOf(bytes, settings) };
    });
  }

  /** The numbers that training goes on from. @returns undefined where none were kept. */
  loadCheckpoint(): Promise<RunCheckpoint | undefined> {
    return this.kept.newest(async (settings) => {
      const { files, position, config } = settings;
      if (files.training === undefined) return undefined;
      return { position, ...readRun(await this.kept.bytes(settings, files.training), config) };
    }, 'training');
  }

  /** From now on nobody else changes the model. @throws ProblemError trainedElsewhere. */
  hold(): Promise<void> {
    return this.kept.hold();
  }

  release(): Promise<void> {
    return this.kept.release();
  }

  /** With its folder. */
  remove(): Promise<void> {
    return this.kept.inTurn(() => fs.rm(this.kept.folder, { recursive: true, force: true }));
  }

  checkpointFiles(): Promise<CheckpointFiles> {
    return this.kept.checkpointFiles();
  }

  /**
   * Replaces the model, or leaves the old one as it is.
   * @param checkpoint the number of the one that training goes on from; undefined: it does not go on.
   */
  save({ words, weights, memoryless, ...rest }: StoredShape, checkpoint: number | undefined): Promise<void> {
    return this.kept.inTurn(async () => {
      await this.kept.make();
      const before = await this.kept.before();
      const training = checkpoint === undefined ? undefined : fileName('training', checkpoint);
      const files = { weights: await this.kept.nextFile('weights'), training };
      const beside = memoryless
        ? [{ name: memorylessTensor, shape: [memoryless.weights.length], data: memoryless.weights }]
        : [];
      await withBreaths(writingWeights(this.kept.path(files.weights), rest.config, weights, beside));
      const target = words.target instanceof Vocabulary ? words.target.toJSON() : words.target;
      const { config, windows, cuts, validLoss, losses, options, position, runEnded } = rest;
      const model = { config, windows, cuts, validLoss, losses, options, position, runEnded };
      const mixture = memoryless?.mixture;
      const vocabularies = { source: words.source.toJSON(), target };
      await this.kept.write({ ...model, shape: config.shape, ...vocabularies, mixture, files }, before);
    });
  }
}

function memorylessOf(bytes: Uint8Array, { mixture }: Settings): StoredMemoryless | undefined {
  const weights = mixture && readTensor(bytes, memorylessTensor);
  return weights && { weights, mixture };
}
