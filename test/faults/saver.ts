// A process that saves a generation of a small model, and is killed in between: node saver.js <folder> <generation>

import { ModelStore } from '../../src/engine/modelStore';
import { saveModel } from '../unit/engine/storedModels';

async function main([folder, generation]: readonly string[]): Promise<void> {
  const store = new ModelStore(folder);
  await store.load();
  await saveModel(store, Number(generation));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
