// The built files that the engine needs, for tests that run from the project's root.

import path from 'node:path';
import { loadKernelModule } from '../../../src/engine/kernelHost';
import type { TrainerFiles } from '../../../src/engine/trainer';

export const trainerFiles: TrainerFiles = { kernels: loadKernelModule('dist/kernels'), scripts: path.resolve('dist') };
