// Which part of the source the network looked at for each word of the target: attention weights as a grid, as Bahdanau et
// al. (2015) draw them in their third figure, a row for each word, a column for each part of the source. A square's area is
// the weight, so that nothing rests on shades. As WAI-ARIA's grid pattern has it: one cell is reached by Tab, the arrow keys
// move among them.

import type { ShorthandExpansion } from '../../engine/protocol/shorthand';
import type { ViewStrings } from '../protocol';
import { element, filled } from './element';
import type { Numbers } from './numbers';
import { endOfSentence, tokenLabel } from './tokenText';
import './alignmentGrid.css';

export interface Cell {
  /** Of the target. */
  readonly row: number;
  /** Of the source. */
  readonly column: number;
}

/** Longer than that, the parts of the source stand upright above their columns. */
const longestLying = 2;

export class AlignmentGrid {
  readonly element: HTMLElement;
  private cells: readonly (readonly HTMLElement[])[] = [];
  private heads: { readonly columns: readonly HTMLElement[]; readonly rows: readonly HTMLElement[] } = {
    columns: [],
    rows: [],
  };
  private cell: Cell | undefined;

  constructor(
    private readonly strings: ViewStrings,
    private readonly numbers: Numbers,
    private readonly onLook: (cell: Cell) => void,
  ) {
    this.element = element('div', { class: 'alignment-box' });
    // A click focuses a cell, as Tab does: both choose.
    this.element.addEventListener('focusin', ({ target }) => this.look(this.find(target)));
    this.element.addEventListener('keydown', (event) => this.move(event));
  }

  show({ source, target, attention }: ShorthandExpansion): void {
    const { strings, numbers } = this;
    const upright = source.some((token) => [...token].length > longestLying);
    const columns = source.map((token) =>
      element('th', { scope: 'col' }, element('span', {}, tokenLabel(token, strings))),
    );
    const rows = attention.map((_, t) => rowHead(target, t, strings));
    this.cells = attention.map((weights, t) =>
      weights.map((weight, s) => {
        const square = element('span', { class: 'square' });
        square.style.setProperty('--side', Math.sqrt(weight).toFixed(4));
        const share = numbers.percent(weight);
        const label = filled(strings.attentionSummary, wordName(target, t, strings), source[s]!, share);
        return element('td', { 'aria-label': label, title: label, tabindex: '-1' }, square);
      }),
    );
    this.heads = { columns, rows };
    this.cell = undefined;
    this.cells[0]?.[0]?.setAttribute('tabindex', '0');
    const corner = element('td', { class: 'corner', 'aria-label': strings.attentionCorner });
    const grid = element(
      'table',
      { id: 'alignment', role: 'grid', 'aria-label': strings.attentionLabel, class: upright ? 'upright' : '' },
      element('thead', {}, element('tr', {}, corner, ...columns)),
      element('tbody', {}, ...rows.map((head, t) => element('tr', {}, head, ...this.cells[t]!))),
    );
    this.element.replaceChildren(grid);
  }

  private look(cell: Cell | undefined): void {
    if (!cell) return;
    const at = ({ row, column }: Cell) => this.cells[row]![column]!;
    for (const reached of this.element.querySelectorAll('td[tabindex="0"]')) reached.setAttribute('tabindex', '-1');
    if (this.cell) this.mark(this.cell, false);
    this.cell = cell;
    at(cell).setAttribute('tabindex', '0');
    this.mark(cell, true);
    this.onLook(cell);
  }

  /** The names of its row and column stand out with it. */
  private mark({ row, column }: Cell, chosen: boolean): void {
    for (const head of [this.heads.rows[row]!, this.heads.columns[column]!]) head.classList.toggle('chosen', chosen);
    this.cells[row]![column]!.setAttribute('aria-selected', String(chosen));
  }

  private find(target: EventTarget | null): Cell | undefined {
    for (const [row, cells] of this.cells.entries()) {
      const column = cells.indexOf(target as HTMLElement);
      if (column >= 0) return { row, column };
    }
    return undefined;
  }

  private move(event: KeyboardEvent): void {
    if (event.altKey || event.metaKey || !this.cell) return;
    const { row, column } = this.cell;
    const [lastRow, lastColumn] = [this.cells.length - 1, this.cells[0]!.length - 1];
    const targets: Readonly<Record<string, Cell>> = {
      ArrowRight: { row, column: column + 1 },
      ArrowLeft: { row, column: column - 1 },
      ArrowDown: { row: row + 1, column },
      ArrowUp: { row: row - 1, column },
      Home: { row: event.ctrlKey ? 0 : row, column: 0 },
      End: { row: event.ctrlKey ? lastRow : row, column: lastColumn },
    };
    const target = targets[event.key];
    if (!target) return;
    event.preventDefault();
    const cell = this.cells[target.row]?.[target.column];
    cell?.focus({ preventScroll: true });
    // Unlike focusing alone, this keeps clear of the names that stay.
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}

/** In the grid the end of the sentence is a mark alone. */
function rowHead(target: readonly string[], row: number, strings: ViewStrings): HTMLElement {
  if (row < target.length) return element('th', { scope: 'row' }, tokenLabel(target[row]!, strings));
  return element('th', { scope: 'row', 'aria-label': strings.endOfSentence, title: strings.endOfSentence }, '⏎');
}

/** The word of a row; the last row is the end of the sentence, which is no word of it. */
export function wordAt(target: readonly string[], row: number): string {
  return target[row] ?? endOfSentence;
}

/** The same in words. */
export function wordName(target: readonly string[], row: number, strings: ViewStrings): string {
  return target[row]?.trim() ?? strings.endOfSentence;
}
