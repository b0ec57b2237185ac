// Watches whether Afterword, in its engine or in VS Code's extension host, ever tries to open a connection: see networkSpy.cjs.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { projectRoot } from './paths';
import type { SuiteResults } from './suiteRun';

const parts = ['the extension', 'the engine'] as const;

export class NetworkWatch {
  readonly preload = path.join(projectRoot, 'test', 'host', 'networkSpy.cjs');
  private readonly log: string;

  constructor(scratch: string) {
    this.log = path.join(scratch, 'connections.txt');
    fs.writeFileSync(this.log, '');
  }

  /** Of the processes to watch. */
  get env(): Readonly<Record<string, string>> {
    return { SOCKET_SPY: this.log };
  }

  /** What was seen counts as a test of its own, on top of those during which it was seen. */
  addTo({ passed, skipped, failures }: SuiteResults): SuiteResults {
    const lines = fs.readFileSync(this.log, 'utf8').split('\n');
    const unwatched = parts.filter((part) => !lines.includes(`watched: ${part}`));
    const tried = lines.filter((line) => line !== '' && line !== 'loaded' && !line.startsWith('watched: '));
    if (unwatched.length === 0 && tried.length === 0) return { passed: passed + 1, skipped, failures };
    const message = [...unwatched.map((part) => `${part} was not watched`), ...tried].join('\n');
    return { passed, skipped, failures: [...failures, { title: 'the network is never tried', message }] };
  }
}
