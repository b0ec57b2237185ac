// node:util, as far as suites use it: a text with what stands in it for values put in.

export function format(text: unknown = '', ...values: unknown[]): string {
  return String(text).replaceAll(/%[sd]/g, () => String(values.shift()));
}
