import type { Tx } from '../../platform/database/database.ts';
import { listNamed } from '../directory/store/reading.ts';
import type { Organisation } from '../directory/store/tables.ts';
import type { Tie } from '../directory/store/ties.ts';
import type { ResponsibilityFields } from '../directory/store/writing.ts';
import {
  type Change,
  differences,
  listDifferences,
  organisationCells,
  responsibilityCells,
} from './comparison.ts';
import { mergeContacts, mergeDeputies, mergeTexts, type OrganisationRow } from './rows.ts';
import type { Fault } from './rules.ts';
import { responsibilitiesOf } from './store.ts';

/** What a table would do, or did. */
export type Report = {
  rows: number;
  added: number;
  changed: number;
  /** Rows, or whole organisations, that say what stands there already. */
  unchanged: number;
  faults: Fault[];
};

/** What it would do, one by one. */
export type DryRun = Report & { changes: Change[] };

export type Plan = Report & {
  /** Those that are new or change. */
  organisations: { row: OrganisationRow; before: Organisation | undefined; id: string; ties: Tie[] }[];
  responsibilities: { organisation: Organisation; lines: number[]; list: ResponsibilityFields[] }[];
};

/** What of an organisation a row says. */
export function fieldsOf(
  { line: _, slug: __, parent: ___, host: ____, ...fields }: OrganisationRow,
  before: Organisation | undefined,
) {
  const { name, summary, contact, deputy, ...others } = fields;
  return {
    ...others,
    ...(name && { name: mergeTexts(before?.name, name) }),
    ...(summary && { summary: mergeTexts(before?.summary, summary) }),
    ...(contact && { contact: mergeContacts(before?.contact ?? {}, contact) }),
    ...(deputy && { deputy: mergeDeputies(before?.deputy ?? {}, deputy) }),
  };
}

/** Each field that a table would change, from what to what. */
export async function changesOf(tx: Tx, plan: Plan): Promise<Change[]> {
  const ids = [
    ...plan.organisations.flatMap(({ before, ties }) => [
      before?.parent_id,
      before?.host_id,
      ...ties.map(({ to }) => to),
    ]),
    ...plan.responsibilities.flatMap(({ list }) => list.map((one) => one.instead_id)),
  ].filter((id) => typeof id === 'string');
  const lists = await responsibilitiesOf(
    tx,
    plan.responsibilities.map(({ organisation }) => organisation.id),
  );
  const kept = [...lists.values()].flat().flatMap(({ instead_id }) => (instead_id ? [instead_id] : []));
  const named = await listNamed(tx, [...new Set([...ids, ...kept])]);
  const coming = new Map(plan.organisations.map(({ id, row }) => [id, row.slug]));
  const slugOf = (id: string | null | undefined) =>
    id ? (named.get(id)?.slug ?? coming.get(id) ?? null) : null;
  return [
    ...plan.organisations.flatMap((one) => organisationChanges(one, slugOf)),
    ...plan.responsibilities.flatMap(({ organisation, lines, list }) =>
      listDifferences(
        organisation.name,
        (lists.get(organisation.id) ?? []).map((was) =>
          responsibilityCells(organisation.slug, was, slugOf(was.instead_id)),
        ),
        list.map((one, n) => ({
          line: lines[n]!,
          cells: responsibilityCells(organisation.slug, one, slugOf(one.instead_id)),
        })),
      ),
    ),
  ];
}

function organisationChanges(
  { row, before, ties }: Plan['organisations'][number],
  slugOf: (id: string | null | undefined) => string | null,
): Change[] {
  const { line } = row;
  if (!before)
    return [
      { line, organisation: mergeTexts({}, row.name), column: 'new', before: '', after: row.kind ?? '' },
    ];
  const was = { parent: slugOf(before.parent_id), host: slugOf(before.host_id) };
  const will = { ...was, ...Object.fromEntries(ties.map(({ tie, to }) => [tie, slugOf(to)])) };
  const after = { ...before, ...fieldsOf(row, before) };
  return differences('organisations', organisationCells(before, was), organisationCells(after, will)).map(
    (one) => ({ line, organisation: before.name, ...one }),
  );
}
