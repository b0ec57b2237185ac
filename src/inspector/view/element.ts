// Makes DOM elements in one expression. Text is only ever text, never parsed as markup: a note may hold anything.

type Child = Node | string | undefined;

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
}

/** Values with their names, side by side: what the status line and the standing word have to say in numbers. */
export function factList(facts: readonly Fact[]): HTMLElement {
  return element(
    'dl',
    { class: 'facts' },
    ...facts.map(({ label, value, note }) =>
      element(
        'div',
        { class: 'fact' },
        element('dt', {}, label),
        element('dd', {}, value),
        note === undefined ? undefined : element('dd', { class: 'note' }, note),
      ),
    ),
  );
}

/** A text with {0}, {1} … filled in. */
export function filled(template: string, ...values: readonly string[]): string {
  return template.replace(/\{(\d)\}/g, (placeholder, index: string) => values[Number(index)] ?? placeholder);
}
