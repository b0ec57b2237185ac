// The short form of the suite in test/faults: a save that is killed at each of its steps.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { killAtEveryStep } from '../../faults/writeSteps';

describe('a process killed while it saves a model', function () {
  this.timeout(120_000);

  it('leaves the model before or the new one, whole, whatever step it was at; here at every third', async () => {
    const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'afterword-'));
    try {
      const results = await killAtEveryStep(scratch, ['half'], 3);
      assert.ok(results.length >= 8, `only ${results.length} steps`);
      assert.deepEqual(
        results.filter(({ wrong }) => wrong !== undefined),
        [],
      );
      const generations = new Set(results.map(({ generation }) => generation));
      assert.deepEqual([...generations].sort(), [2, 3], 'the steps reach from before the change to after it');
    } finally {
      fs.rmSync(scratch, { recursive: true, force: true });
    }
  });
});
