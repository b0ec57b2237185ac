// Checks of what a page has sent: it comes from outside, and is used only where it is what it says it is.

export type Check = (value: unknown) => boolean;

export const text =
  (most: number): Check =>
  (value) =>
    typeof value === 'string' && value.length <= most;

export const wholeNumber: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;

export const finite: Check = (value) => Number.isFinite(value);

export const flag: Check = (value) => typeof value === 'boolean';

export const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);

export const either =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));

export const nothing = oneOf(undefined, null);

export const list =
  (check: Check, most: number): Check =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(check);

/** Each field that is named, as its own; others are passed over. */
export const record =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([name, check]) =>
      check(Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined),
    );

/** What a message of each type must hold. */
export type MessageChecks<M extends { readonly type: string }> = Readonly<Record<M['type'], Check>>;

/** @returns undefined where it is no message of these. */
export function checkedMessage<M extends { readonly type: string }>(
  message: unknown,
  checks: MessageChecks<M>,
): M | undefined {
  const type = typeof message === 'object' && message !== null ? (message as { type?: unknown }).type : undefined;
  if (typeof type !== 'string' || !Object.hasOwn(checks, type)) return undefined;
  return checks[type as M['type']](message) ? (message as M) : undefined;
}
