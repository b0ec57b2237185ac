// The row of tabs: one view is seen at a time. As WAI-ARIA's tabs pattern has it: one tab is reached by Tab, the arrow
// keys, Home and End move among them and choose at once.

import type { Tab } from '../protocol';
import { element } from './element';
import './tabs.css';

export interface TabPanel {
  readonly tab: Tab;
  readonly name: string;
  readonly element: HTMLElement;
}

export class Tabs {
  readonly element: HTMLElement;
  private readonly buttons: ReadonlyMap<Tab, HTMLButtonElement>;
  private chosen: Tab;

  /** @param onChoose another tab has been chosen by the reader. */
  constructor(
    name: string,
    private readonly panels: readonly TabPanel[],
    private readonly onChoose: (tab: Tab) => void,
  ) {
    this.buttons = new Map(panels.map((panel) => [panel.tab, this.button(panel)]));
    const list = element('div', { class: 'tab-list', role: 'tablist', 'aria-label': name }, ...this.buttons.values());
    list.addEventListener('keydown', (event) => this.move(event));
    this.element = element('div', { class: 'tabs' }, list, ...panels.map((panel) => this.wrapped(panel)));
    this.chosen = panels[0]!.tab;
    this.choose(this.chosen);
  }

  get tab(): Tab {
    return this.chosen;
  }

  /** Shows this tab; nobody is told. A tab that there is not any more is left alone. */
  choose(tab: Tab): void {
    if (!this.buttons.has(tab)) return;
    this.chosen = tab;
    for (const [name, button] of this.buttons) {
      button.setAttribute('aria-selected', String(name === tab));
      button.setAttribute('tabindex', name === tab ? '0' : '-1');
    }
    for (const panel of this.panels) panel.element.parentElement!.hidden = panel.tab !== tab;
  }

  private button({ tab, name }: TabPanel): HTMLButtonElement {
    const attributes = { id: `tab-${tab}`, type: 'button', role: 'tab', 'aria-controls': `panel-${tab}` };
    const button = element('button', attributes, name);
    button.addEventListener('click', () => this.chooseByReader(tab));
    return button;
  }

  private wrapped({ tab, element: content }: TabPanel): HTMLElement {
    return element('div', { id: `panel-${tab}`, role: 'tabpanel', 'aria-labelledby': `tab-${tab}` }, content);
  }

  private chooseByReader(tab: Tab): void {
    if (tab === this.chosen) return;
    this.choose(tab);
    this.onChoose(tab);
  }

  private move(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const names = [...this.buttons.keys()];
    const at = names.indexOf(this.chosen);
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: (at + 1) % names.length,
      ArrowLeft: (at + names.length - 1) % names.length,
      Home: 0,
      End: names.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.chooseByReader(names[target]!);
    this.buttons.get(this.chosen)!.focus();
  }
}
