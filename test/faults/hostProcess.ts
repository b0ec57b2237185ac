// A process that has an engine, as the extension host has it, lets it learn and is killed: node hostProcess.js <folder>
// Prints the engine's number once it learns.

import { sleep, TestedEngine } from './engine';

async function main([folder]: readonly string[]): Promise<void> {
  const engine = new TestedEngine(folder);
  await engine.client.start();
  await engine.train({}, engine.client.model !== null);
  console.log(engine.client.pid);
  while (engine.client.status.state === 'training') {
    await sleep(150);
    // A pause writes a checkpoint.
    await engine.client.pause();
    await engine.client.resume();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
