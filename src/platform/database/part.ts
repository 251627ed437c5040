/** A part of a list of which one row more was read than is shown, and the last of those shown where the list goes on. */
export type Part<Row> = { shown: Row[]; last: Row | undefined };

/** All rows of a list, a part at a time. */
export async function allParts<Row extends { id: string }>(
  read: (after: string | undefined) => Promise<Part<Row>>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let after: string | undefined;
  do {
    const { shown, last } = await read(after);
    rows.push(...shown);
    after = last?.id;
  } while (after);
  return rows;
}

export function partOf<Row>(rows: readonly Row[], most: number): Part<Row> {
  const shown = rows.slice(0, most);
  return { shown, last: rows.length > most ? shown.at(-1) : undefined };
}
