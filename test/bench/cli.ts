// The product's command line as a child process, with what it took: seconds and its peak of resident memory.

import { spawn } from 'node:child_process';
import path from 'node:path';

export const cliPath = path.join(__dirname, '../../cli.js');

export interface Finished {
  readonly seconds: number;
  readonly peakMegabytes: number;
  readonly stdout: string;
}

/** Said by the process itself on its way out. */
const tellMemory = `data:text/javascript,process.on('exit',()=>console.error('peak '+process.resourceUsage().maxRSS))`;

/** @throws Error with what it said where it fails. */
export async function runCli(args: readonly string[], node = process.execPath): Promise<Finished> {
  const start = performance.now();
  const child = spawn(node, ['--import', tellMemory, cliPath, ...args]);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`afterword ${args.join(' ')}: ${stderr}`);
  // Its threads say it too, and first.
  const kilobytes = Number([...stderr.matchAll(/^peak (\d+)$/gm)].at(-1)?.[1]);
  return { seconds: (performance.now() - start) / 1000, peakMegabytes: kilobytes / 1024, stdout };
}
