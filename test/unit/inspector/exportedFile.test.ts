// What the page hands over to be written is looked at before it is written.

import assert from 'node:assert/strict';
import { exportedBytes } from '../../../src/inspector/exportedFile';

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('an exported chart', () => {
  it('as numbers is text in UTF-8 that Excel reads, too', () => {
    const bytes = exportedBytes({ format: 'csv', data: 'run,loss\r\n日记,4.2\r\n' })!;
    assert.equal(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), '\ufeffrun,loss\r\n日记,4.2\r\n');
  });

  it('as a picture is the bytes of a PNG', () => {
    const bytes = exportedBytes({ format: 'png', data: `data:image/png;base64,${png}` })!;
    assert.deepEqual(Buffer.from(bytes), Buffer.from(png, 'base64'));
  });

  it('is refused where it is not what it says', () => {
    const refused: unknown[] = [
      { format: 'csv', data: '' },
      { format: 'csv', data: 7 },
      { format: 'csv', data: 'x'.repeat(33 * 1024 * 1024) },
      { format: 'png', data: png },
      { format: 'png', data: 'data:image/png;base64,AAAA' },
      { format: 'png', data: `data:image/svg+xml;base64,${png}` },
      { format: 'png', data: `data:image/png;base64,${png}<svg>` },
      { format: 'exe', data: `data:image/png;base64,${png}` },
    ];
    for (const chart of refused) assert.equal(exportedBytes(chart as Parameters<typeof exportedBytes>[0]), undefined);
  });
});
