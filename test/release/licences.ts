// Under which licences the packages stand that are built in: those that CONTRIBUTING lists, which a test holds to the imports,
// and all that they need themselves, as package-lock.json has them.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { projectRoot } from '../host/paths';

/** They ask for nothing but to be named. */
const allowed = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD']);

interface Locked {
  readonly packages: Readonly<
    Record<string, { readonly license?: string; readonly dependencies?: Readonly<Record<string, string>> }>
  >;
}

/** The built-in packages, by licence. @throws where one is not allowed, or not told. */
export function licencesOfBuiltIn(): string {
  const { packages } = JSON.parse(read('package-lock.json')) as Locked;
  const names = new Set(listed());
  // A set goes on over what is added to it meanwhile.
  for (const name of names) {
    for (const needed of Object.keys(packages[`node_modules/${name}`]?.dependencies ?? {})) names.add(needed);
  }
  const counts = new Map<string, number>();
  for (const name of names) {
    const licence = packages[`node_modules/${name}`]?.license ?? 'none that is told';
    if (!allowed.has(licence)) throw new Error(`${name}: ${licence}`);
    counts.set(licence, (counts.get(licence) ?? 0) + 1);
  }
  if (counts.size === 0) throw new Error('CONTRIBUTING.md lists no package');
  return [...counts].map(([licence, count]) => `${count} ${licence}`).join(', ');
}

function listed(): string[] {
  const [, section = ''] = /\n## What is built in\n([^]*?)\n## /.exec(read('CONTRIBUTING.md')) ?? [];
  return [...section.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, names]) =>
    [...names!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!),
  );
}

function read(file: string): string {
  return fs.readFileSync(path.join(projectRoot, file), 'utf8');
}
