// A list box in flowing text: of its parts one is selected, by a click, by Tab, or with the arrow keys, which also move
// between lines. One part alone is reached by Tab: the selected one, or the first.

import { keyTarget } from './keyTarget';

export class OptionList {
  private parts: readonly HTMLElement[] = [];
  private selected: number | undefined;

  /** @param element the list box. @param onSelect told of choices by the reader alone. */
  constructor(
    private readonly element: HTMLElement,
    private readonly onSelect: (index: number) => void,
  ) {
    element.setAttribute('role', 'listbox');
    // A click focuses a part, as Tab does: both select.
    element.addEventListener('focusin', ({ target }) => this.chosen(this.parts.indexOf(target as HTMLElement)));
    element.addEventListener('keydown', (event) => this.move(event));
  }

  /** @param content the options with what stands between them. */
  show(content: readonly (Node | string)[], parts: readonly HTMLElement[], selected: number | undefined): void {
    const hadFocus = this.element.contains(document.activeElement);
    this.parts = parts;
    for (const part of parts) part.setAttribute('role', 'option');
    this.select(selected);
    this.element.replaceChildren(...content);
    if (hadFocus && selected !== undefined) parts[selected]?.focus({ preventScroll: true });
  }

  select(index: number | undefined): void {
    this.selected = index;
    for (const [at, part] of this.parts.entries()) {
      part.setAttribute('aria-selected', String(at === index));
      part.setAttribute('tabindex', at === (index ?? 0) ? '0' : '-1');
    }
  }

  private chosen(index: number): void {
    if (index < 0 || index === this.selected) return;
    this.select(index);
    this.onSelect(index);
  }

  private move(event: KeyboardEvent): void {
    const target = keyTarget(event, this.parts, this.selected ?? 0, this.element);
    if (target === undefined) return;
    event.preventDefault();
    this.parts[target]?.focus();
  }
}
