// node:assert/strict, as far as suites use it, where there is no Node.

type Wanted = RegExp | ((error: unknown) => boolean);

function fail(what: string, message: string | undefined): never {
  throw new Error(message === undefined ? what : `${message}: ${what}`);
}

function ok(value: unknown, message?: string): void {
  if (!value) fail(`${shown(value)} where something was expected`, message);
}

function equal(actual: unknown, expected: unknown, message?: string): void {
  if (!Object.is(actual, expected)) fail(`${shown(actual)} is not ${shown(expected)}`, message);
}

function notEqual(actual: unknown, other: unknown, message?: string): void {
  if (Object.is(actual, other)) fail(`it is ${shown(other)}`, message);
}

function deepEqual(actual: unknown, expected: unknown, message?: string): void {
  if (!areEqual(actual, expected)) fail(`${shown(actual)} is not ${shown(expected)}`, message);
}

function match(text: string, wanted: RegExp, message?: string): void {
  if (!wanted.test(text)) fail(`${shown(text)} does not match ${wanted}`, message);
}

function doesNotMatch(text: string, unwanted: RegExp, message?: string): void {
  if (unwanted.test(text)) fail(`${shown(text)} matches ${unwanted}`, message);
}

async function rejects(promise: Promise<unknown>, wanted: Wanted): Promise<void> {
  const [error] = await promise.then(
    () => [],
    (reason: unknown) => [reason],
  );
  if (error === undefined) fail('nothing was thrown', undefined);
  const isWanted = typeof wanted === 'function' ? wanted(error) : wanted.test(String(error));
  if (!isWanted) fail(`${String(error)} was thrown`, undefined);
}

/** The same values at the same places, in objects of the same kind. */
function areEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false;
  const [keys, others] = [one, other].map((each) => Reflect.ownKeys(each));
  return keys.length === others.length && keys.every((key) => areEqual(Reflect.get(one, key), Reflect.get(other, key)));
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

export default { ok, equal, notEqual, deepEqual, match, doesNotMatch, rejects };
