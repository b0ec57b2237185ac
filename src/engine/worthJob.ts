// Asks what suggestions are worth on the notes: a thread reads them anew and measures (worth.ts), while keystrokes are
// answered here.

import type { CancellationToken } from 'vscode-jsonrpc/node';
import { handedAmong } from './handedNotes';
import type { Worth } from './protocol/worth';
import type { Session } from './session';
import { study } from './studyJobs';
import type { TrainerFiles } from './trainer';
import { countedOf } from './weighedAnew';

/** That are typed, where nobody says otherwise. */
const usualWords = 1500;

/** @returns undefined where it was cancelled. @throws ProblemError noNotes. */
export async function askWorth(
  session: Session,
  { kernels, scripts }: TrainerFiles,
  token: CancellationToken,
  progress: (done: number) => void,
  words = usualWords,
): Promise<Worth | undefined> {
  await session.counted();
  const files = countedOf(session).notes.map(({ path }) => path);
  const run = await session.leftByRun();
  const notes = { files, handed: handedAmong(files) };
  const job = { kind: 'worth', kernels, scripts, ...notes, run, seed: session.seed(), words } as const;
  return study(scripts, job, token, progress);
}
