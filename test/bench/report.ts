// What the bench says: tables in Markdown as they are measured, and the same numbers as one JSON object at the end.

type Cell = string | number;

export class Report {
  readonly tables: { title: string; rows: Record<string, Cell>[] }[] = [];
  private columns: readonly string[] = [];

  section(title: string, columns: readonly string[], note?: string): void {
    this.columns = columns;
    this.tables.push({ title, rows: [] });
    console.log(`\n### ${title}\n${note ? `\n${note}\n` : ''}`);
    this.line(columns);
    this.line(columns.map((_, i) => (i === 0 ? '---' : '---:')));
  }

  row(...cells: Cell[]): void {
    this.tables.at(-1)!.rows.push(Object.fromEntries(cells.map((cell, i) => [this.columns[i], cell])));
    this.line(cells.map((cell) => (typeof cell === 'number' ? shortNumber(cell) : cell)));
  }

  private line(cells: readonly string[]): void {
    console.log(`| ${cells.join(' | ')} |`);
  }
}

/** Three digits, thousands set off. */
function shortNumber(x: number): string {
  if (Math.abs(x) >= 100) return Math.round(x).toLocaleString('en-US');
  return x.toPrecision(3);
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}
