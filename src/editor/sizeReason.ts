// Why a network is as wide as it is, where nobody has said it: in one sentence, also for the log.

import * as vscode from 'vscode';
import type { EngineClient } from '../engine/client';
import type { ModelInfo } from '../engine/protocol/models';
import { compact, perplexity, whole } from './numbers';

/** Empty: it was asked for, or is not known. */
export function sizeReasonText({ hiddenSize, sizeReason }: ModelInfo): string {
  if (sizeReason?.minutes === undefined) return '';
  const { minutes, gflops, tokens, passes } = sizeReason;
  return vscode.l10n.t(
    'Width {0} chosen automatically: in {1} min this machine ({2} GFLOP/s) reads the {3} words and marks about {4} times.',
    ...[
      whole(hiddenSize),
      perplexity(minutes),
      whole(gflops),
      compact(tokens),
      passes < 10 ? perplexity(passes) : whole(passes),
    ],
  );
}

/** Each once. */
export function logSizeReasons(client: EngineClient, log: vscode.LogOutputChannel): vscode.Disposable {
  let told = '';
  return client.onModel((model) => {
    const text = model ? sizeReasonText(model) : '';
    if (text !== '' && text !== told) log.info(text);
    told = text;
  });
}
