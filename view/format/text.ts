// Cells in, the lines of a table out; and texts of strangers without what would move a cursor.

/** Control characters, and those that turn the direction of a text, as spaces. */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
  return text.replaceAll(/[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+/g, " ");
}

/** A text of at most so many characters. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, Math.max(0, length - 1))}…`;
}

/** The longest cell that is shown whole. */
const MAX_CELL = 60;

/** A number, or a length of time; an id may be all digits, too. */
const NUMBER = /^(?:\d{1,15}(?:\.\d+)?(?:ns|µs|ms|s)?|\d+m \d+s)$/;

/** Columns that are aligned; numbers, with their units, to the right. The last one is not cut. */
export function tableLines(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const last = head.length - 1;
  const cells = [head, ...rows].map((row) =>
    row.map((cell, column) => cut(oneLine(cell), column === last ? 400 : MAX_CELL)),
  );
  const widths = head.map((_, column) =>
    cells.reduce((most, row) => Math.max(most, row[column]?.length ?? 0), 0),
  );
  const isNumeric = head.map(
    (_, column) => rows.length > 0 && rows.every((row) => NUMBER.test(row[column] ?? "")),
  );
  return cells.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        if (isNumeric[column]) return cell.padStart(width);
        return column === last ? cell : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd(),
  );
}
