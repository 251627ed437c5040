import type { Database, Tx } from '../../platform/database/database.ts';
import { Forbidden } from '../../platform/http/problems.ts';
import { newId } from '../../platform/id.ts';
import { canonical } from '../../platform/journal/chain.ts';
import type { Scope } from '../../platform/scope.ts';
import { mayEdit } from '../directory/access.ts';
import type { Organisation } from '../directory/store/tables.ts';
import { setTies, type Tie } from '../directory/store/ties.ts';
import {
  insertOrganisations,
  type ResponsibilityFields,
  replaceResponsibilities,
  updateOrganisations,
} from '../directory/store/writing.ts';
import { changesOf, type DryRun, fieldsOf, type Plan, type Report } from './plans.ts';
import {
  mergeContacts,
  mergeTexts,
  type OrganisationRow,
  organisationFrom,
  type ResponsibilityRow,
  responsibilityFrom,
} from './rows.ts';
import { type Problem, readTable, type TableName } from './rules.ts';
import { deleteUpload, organisationsBySlug, responsibilitiesOf } from './store.ts';

/** Rows of one statement, well below the number of values that PostgreSQL takes. */
const chunk = 500;
/** Says what a table would do, and every row that stands in its way. Changes nothing. */
export async function dryRun(tx: Tx, scope: Scope, name: TableName, text: string): Promise<DryRun> {
  const planned = await plan(tx, scope, name, text);
  const { rows, added, changed, unchanged, faults } = planned;
  return { rows, added, changed, unchanged, faults, changes: await changesOf(tx, planned) };
}

/**
 * Brings a table in: all of it, or nothing where one row is at fault. It writes in the spaces of many
 * organisations, so it goes past the guards as every import does, under the name of who sent it, and
 * keeps to what they may edit. What was sent goes with it: undefined where the same button was faster.
 */
export async function bringIn(
  database: Database,
  scope: Scope,
  upload: { id: string; kind: TableName; text: string },
): Promise<Report | undefined> {
  if (!scope.administers) throw new Forbidden('administrator');
  const { kind: name, text } = upload;
  return database.system(async (tx) => {
    const planned = await plan(tx, scope, name, text);
    if (planned.faults.length > 0) return planned;
    if (!(await deleteUpload(tx, upload.id))) return undefined;
    if (name === 'organisations') await saveOrganisations(tx, planned);
    else await saveResponsibilities(tx, planned);
    return planned;
  }, scope);
}

async function plan(tx: Tx, scope: Scope, name: TableName, text: string): Promise<Plan> {
  if (!scope.administers) throw new Forbidden('administrator');
  const { rows, faults, missing } = readTable(name, text);
  const empty = {
    rows: rows.length,
    added: 0,
    changed: 0,
    unchanged: 0,
    faults,
    organisations: [],
    responsibilities: [],
  };
  const planned = await (name === 'organisations'
    ? planOrganisations(
        tx,
        scope,
        rows.map((row) => organisationFrom(row, faults)),
        empty,
      )
    : planResponsibilities(
        tx,
        scope,
        rows.map((row) => responsibilityFrom(row, faults)),
        empty,
      ));
  // That a column is missing is said once, not again for each row.
  return { ...planned, faults: faults.filter(({ line, column }) => line === 1 || !missing.includes(column)) };
}

async function planOrganisations(
  tx: Tx,
  scope: Scope,
  rows: readonly OrganisationRow[],
  empty: Plan,
): Promise<Plan> {
  const { faults } = empty;
  const named = rows.flatMap((row) => [row.slug, row.parent ?? '', row.host ?? '']).filter(Boolean);
  const before = await organisationsBySlug(tx, [...new Set(named)]);
  const seen = new Set<string>();
  const organisations = rows.map((row) => {
    const found = before.get(row.slug);
    const fault = (column: string, problem: Problem, value: string) =>
      faults.push({ line: row.line, column, problem, value });
    if (seen.has(row.slug)) fault('slug', 'slug.twice', row.slug);
    seen.add(row.slug);
    if (found && !mayEdit(scope, found)) fault('slug', 'organisation.claimed', row.slug);
    if (!found && !row.name) fault('name_en', 'name.wanted', row.slug);
    if (!found && !row.kind) fault('kind', 'kind.unknown', '');
    return { row, before: found, id: found?.id ?? newId() };
  });
  const known = new Map<string, { id: string }>([
    ...before,
    ...organisations.map((one) => [one.row.slug, { id: one.id }] as const),
  ]);
  for (const { row } of organisations) {
    for (const column of ['parent', 'host'] as const) {
      const value = row[column];
      if (!value) continue;
      if (!known.has(value)) faults.push({ line: row.line, column, problem: 'organisation.unknown', value });
      if (value === row.slug) faults.push({ line: row.line, column, problem: 'organisation.itself', value });
    }
  }
  faults.sort((a, b) => a.line - b.line);
  if (faults.length > 0) return empty;
  const withTies = organisations.map((one) => ({ ...one, ties: tiesOf(one, known) }));
  const moving = withTies.filter((one) => !one.before || one.ties.length > 0 || changes(one.row, one.before));
  const added = organisations.filter((one) => !one.before).length;
  return {
    ...empty,
    organisations: moving,
    added,
    changed: moving.length - added,
    unchanged: organisations.length - moving.length,
  };
}

/** Ties that are not as the row says. A host that the group named itself stays as it is, confirmed or not. */
function tiesOf(
  { row, before, id }: { row: OrganisationRow; before: Organisation | undefined; id: string },
  known: ReadonlyMap<string, { id: string }>,
): Tie[] {
  return (['parent', 'host'] as const).flatMap((tie) => {
    const said = row[tie];
    if (said === undefined) return [];
    const to = said ? known.get(said)!.id : null;
    return (before?.[`${tie}_id`] ?? null) === to ? [] : [{ id, tie, to }];
  });
}

function changes(row: OrganisationRow, before: Organisation): boolean {
  // Kept without what is empty, as a row would keep it.
  const was = { ...before, contact: mergeContacts(before.contact, {}) };
  return Object.entries(fieldsOf(row, before)).some(
    ([field, value]) => canonical(value) !== canonical(was[field as keyof Organisation]),
  );
}

async function planResponsibilities(
  tx: Tx,
  scope: Scope,
  rows: readonly ResponsibilityRow[],
  empty: Plan,
): Promise<Plan> {
  const { faults } = empty;
  const named = rows.flatMap((row) => [row.organisation, row.instead]).filter(Boolean);
  const known = await organisationsBySlug(tx, [...new Set(named)]);
  const byOrganisation = new Map<string, ResponsibilityRow[]>();
  for (const row of rows) {
    const organisation = known.get(row.organisation);
    if (!organisation)
      faults.push({
        line: row.line,
        column: 'organisation',
        problem: 'organisation.unknown',
        value: row.organisation,
      });
    else if (!mayEdit(scope, organisation))
      faults.push({
        line: row.line,
        column: 'organisation',
        problem: 'organisation.claimed',
        value: row.organisation,
      });
    if (row.instead && !known.has(row.instead))
      faults.push({ line: row.line, column: 'instead', problem: 'organisation.unknown', value: row.instead });
    byOrganisation.set(row.organisation, [...(byOrganisation.get(row.organisation) ?? []), row]);
  }
  faults.sort((a, b) => a.line - b.line);
  if (faults.length > 0) return empty;
  const lists = [...byOrganisation].map(([slug, mine]) => ({
    organisation: known.get(slug)!,
    lines: mine.map((row) => row.line),
    list: mine.map((row) => listed(row, known)),
  }));
  const before = await responsibilitiesOf(
    tx,
    lists.map(({ organisation }) => organisation.id),
  );
  const moving = lists.filter(
    ({ organisation, list }) =>
      canonical(list.toSorted((a, b) => Number(b.decides) - Number(a.decides))) !==
      canonical(before.get(organisation.id) ?? []),
  );
  return {
    ...empty,
    responsibilities: moving,
    changed: moving.length,
    unchanged: lists.length - moving.length,
  };
}

function listed(
  { decides, text, words, instead, elsewhere }: ResponsibilityRow,
  known: ReadonlyMap<string, { id: string }>,
): ResponsibilityFields {
  return {
    decides,
    text,
    words,
    instead_id: instead ? known.get(instead)!.id : null,
    elsewhere: Object.keys(elsewhere).length > 0 ? elsewhere : null,
  };
}

async function saveOrganisations(tx: Tx, { organisations }: Plan): Promise<void> {
  for (let from = 0; from < organisations.length; from += chunk) {
    const part = organisations.slice(from, from + chunk);
    await insertOrganisations(
      tx,
      part
        .filter((one) => !one.before)
        .map(({ row, id }) => ({
          id,
          slug: row.slug,
          fields: { ...fieldsOf(row, undefined), kind: row.kind!, name: mergeTexts({}, row.name) },
        })),
    );
    await updateOrganisations(
      tx,
      part.flatMap(({ row, before, id }) => (before ? [{ id, fields: fieldsOf(row, before) }] : [])),
    );
    for (const { before, id } of part) {
      await tx.record({
        space: id,
        kind: before ? 'organisation.changed' : 'organisation.imported',
        subject: id,
        content: { table: true },
      });
    }
  }
  await setTies(
    tx,
    organisations.flatMap((one) => one.ties),
  );
}

async function saveResponsibilities(tx: Tx, { responsibilities }: Plan): Promise<void> {
  for (const { organisation, list } of responsibilities) {
    await replaceResponsibilities(tx, organisation, list);
    await tx.record({
      space: organisation.id,
      kind: 'responsibility.imported',
      subject: organisation.id,
      content: { rows: list.length },
    });
  }
}
