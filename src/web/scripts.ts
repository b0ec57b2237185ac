// Where the programs of threads are: a worker cannot read the extension's folder.

let addresses: Readonly<Record<string, string>> = {};

export function knowScripts(scripts: Readonly<Record<string, string>>): void {
  addresses = scripts;
}

/** For a thread, which may start others. */
export function knownScripts(): Readonly<Record<string, string>> {
  return addresses;
}

export function scriptAt(name: string): string {
  return addresses[name];
}
