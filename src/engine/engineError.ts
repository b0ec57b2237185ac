// Something that was asked of the engine could not be done; `code` says why.

import { ProblemError } from './problem';

export class EngineError extends ProblemError {
  override readonly name = 'EngineError';
}
