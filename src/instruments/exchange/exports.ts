import type { Tx } from '../../platform/database/database.ts';
import { type Cells, organisationCells, responsibilityCells } from './comparison.ts';
import { columns, writeRow } from './rules.ts';
import { listAllOrganisations, listAllResponsibilities } from './store.ts';

/** With a byte order mark, by which spreadsheets know the letters for what they are. */
function table(name: keyof typeof columns, rows: readonly Cells[]): string {
  const lines = rows.map((cells) => writeRow(columns[name].map((column) => cells[column] ?? '')));
  return `\uFEFF${writeRow(columns[name])}${lines.join('')}`;
}

export async function organisationTable(tx: Tx): Promise<string> {
  const rows = await listAllOrganisations(tx);
  return table(
    'organisations',
    rows.map((row) => organisationCells(row, row)),
  );
}

export async function responsibilityTable(tx: Tx): Promise<string> {
  const rows = await listAllResponsibilities(tx);
  return table(
    'responsibilities',
    rows.map((row) => responsibilityCells(row.organisation, row, row.instead)),
  );
}
