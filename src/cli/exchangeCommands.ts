// afterword export, import, encode and models: a model as one file, to be taken elsewhere and back, notes as it reads them, and
// the models that a folder keeps.

import { Command } from 'commander';
import { encodedNotes } from '../engine/encodedNotes';
import type { ModelRow } from '../engine/protocol/models';
import { Session } from '../engine/session';
import { noteFiles, openModel, silent, trainerFiles } from './cliSession';

interface InFolder {
  readonly model: string;
}

export function exportCommand(): Command {
  return new Command('export')
    .description('the model as one safetensors file, weights and vocabulary, without the notes')
    .argument('<file>', 'it is replaced')
    .requiredOption('--model <dir>', 'folder that the model is kept in')
    .action(async (file: string, { model }: InFolder) => {
      const { session } = await openModel(model);
      await session.models.exportTo({ file });
      console.error(
        'Weights and vocabulary may hold what the notes say: give the file away as you would give them away.',
      );
    });
}

export function importCommand(): Command {
  return new Command('import')
    .description('uses a model from a file that was exported; the one before is kept (afterword models)')
    .argument('<file>', 'as afterword export writes it')
    .requiredOption('--model <dir>', 'folder that the model is to be kept in')
    .action(async (file: string, { model }: InFolder) => {
      const session = await opened(model);
      await session.models.use(await session.models.importFrom({ file }));
    });
}

export function encodeCommand(): Command {
  return new Command('encode')
    .description('files as the network reads them: a JSON object a file with ids and ln P of each, on stdout')
    .argument('<paths...>', 'files or folders')
    .requiredOption('--model <dir>', 'folder that the model is kept in')
    .action(async (paths: string[], { model }: InFolder) => {
      const { session, files } = await openModel(model);
      const network = session.network();
      const notes = await session.readNotes(noteFiles(paths), network.unit);
      for (const note of encodedNotes(network, files.kernels, notes)) console.log(JSON.stringify(note));
    });
}

export function modelsCommand(): Command {
  return new Command('models')
    .description('the models that a folder keeps, the one in use first')
    .requiredOption('--model <dir>', 'folder that the model is kept in')
    .option('--use <id>', 'this one from now on; the one in use before is kept')
    .option('--json', 'the figures as JSON')
    .action(async ({ model, use, json }: InFolder & { use?: string; json?: true }) => {
      const session = await opened(model);
      if (use !== undefined) await session.models.use(use);
      const { current, kept } = await session.models.list();
      if (json) return console.log(JSON.stringify({ current, kept }));
      for (const { id, row } of [{ id: 'in use', row: current }, ...kept]) {
        console.log(`${id.padEnd(36)}  ${row ? rowText(row) : 'none that can be read'}`);
      }
    });
}

async function opened(folder: string): Promise<Session> {
  const session = new Session(trainerFiles(), silent, true);
  await session.open(folder);
  return session;
}

function rowText({
  name,
  cell,
  numLayers,
  hiddenSize,
  vocabSize,
  tokensSeen,
  validPerplexity,
  begun,
}: ModelRow): string {
  const perplexity = validPerplexity === undefined ? '' : `, perplexity ${validPerplexity.toFixed(1)}`;
  const size = `${cell.toUpperCase()} ${numLayers} × ${hiddenSize}, ${vocabSize} words`;
  return `${name === undefined ? '' : `${name}: `}${size}, ${tokensSeen} read${perplexity}, ${begun?.slice(0, 10) ?? ''}`;
}
