// The extension as users install it, for what is measured in the real VS Code.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { packageVsix } from '../host/vsix';

/** Packages the extension; the file is there until `use` has ended. */
export async function withPackage(use: (vsix: string) => Promise<void>): Promise<void> {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-bench-'));
  const vsix = path.join(scratch, 'afterword.vsix');
  try {
    await packageVsix(vsix);
    await use(vsix);
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
