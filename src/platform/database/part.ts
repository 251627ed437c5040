/** A part of a list of which one row more was read than is shown, and the last of those shown where the list goes on. */
export type Part<Row> = { shown: Row[]; last: Row | undefined };

export function partOf<Row>(rows: readonly Row[], most: number): Part<Row> {
  const shown = rows.slice(0, most);
  return { shown, last: rows.length > most ? shown.at(-1) : undefined };
}
