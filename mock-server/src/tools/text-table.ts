/** A column of a table. */
export interface Column {
  /** Width in characters; longer text is wrapped. The last column needs none. */
  readonly width?: number;
  readonly align?: 'right';
}

/** The text of a cell; `colorize` is applied to each of its lines after the layout. */
export type Cell = string | { readonly text: string; readonly colorize: (line: string) => string };

const GAP = '  ';

/** Lays out one row of a table without rules. Cells that are wrapped make the row several lines high. */
export function tableRow(cells: readonly Cell[], columns: readonly Column[]): string {
  const wrapped = columns.map(({ width }, index) => wrapText(textOf(cells[index]), width));
  const height = Math.max(...wrapped.map(({ length }) => length));
  const lineAt = (line: number) =>
    columns.map((column, index) => padded(wrapped[index]?.[line] ?? '', cells[index], column)).join(GAP);
  return Array.from({ length: height }, (_, line) => lineAt(line).trimEnd()).join('\n');
}

/** Width of the columns and of the gaps between them. */
export function totalWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, { width = 0 }) => sum + width, GAP.length * (columns.length - 1));
}

/** Breaks a text into lines, between words; a word that is longer than a line is cut. */
export function wrapText(text: string, width: number | undefined): readonly string[] {
  const lines = text.split('\n');
  if (width === undefined) return lines;
  const parts = new RegExp(`.{1,${width}}(?: +|$)|.{${width}}`, 'gu');
  return lines.flatMap((line) => line.match(parts)?.map((part) => part.trimEnd()) ?? ['']);
}

function textOf(cell: Cell | undefined): string {
  return typeof cell === 'object' ? cell.text : (cell ?? '');
}

function padded(line: string, cell: Cell | undefined, { width = 0, align }: Column): string {
  const colored = typeof cell === 'object' ? cell.colorize(line) : line;
  const space = ' '.repeat(Math.max(0, width - line.length));
  return align === 'right' ? space + colored : colored + space;
}
