// A program that replaces a file and ends while the new one lies beside it.

import fs from 'node:fs';
import path from 'node:path';
import { replaceFile } from '../../src/engine/sealedFile';

const file = process.argv[2]!;
void replaceFile(file, 'new'.repeat(50_000_000));
const look = () => {
  const beside = fs.readdirSync(path.dirname(file)).filter((name) => name.endsWith('.tmp'));
  if (beside.length === 0) return void setImmediate(look);
  console.log(beside.join());
  process.exit(0);
};
look();
