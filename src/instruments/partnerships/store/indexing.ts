import type { Tx } from '../../../platform/database/database.ts';
import {
  forgetSubjects,
  inAnyLanguage,
  indexSubject,
  indexSubjects,
  localised,
} from '../../../platform/search/index-subject.ts';
import '../../directory/store/tables.ts';
import './tables.ts';

export type What = { name: string; purpose: string; place: string };

/** What a text of a partnership counts in the search. */
const weights = { name: 1, purpose: 0.6, place: 0.4 };

/** Brings the search up to what a partnership says of itself, for those who take part in it. */
export async function indexPartnership(tx: Tx, id: string, what: What): Promise<void> {
  await indexSubject(tx, {
    space: id,
    audience: 'space',
    kind: 'partnership',
    id,
    texts: [
      ...inAnyLanguage('name', what.name, weights.name),
      ...inAnyLanguage('purpose', what.purpose, weights.purpose),
      ...inAnyLanguage('place', what.place, weights.place),
    ],
  });
}

/** The same for all partners that an organisation is. Past the guards: who changes it takes part in few of them. */
export async function indexPartnersOf(tx: Tx, organisation: string): Promise<void> {
  const rows = await tx.db
    .selectFrom('partner')
    .select('id')
    .where('organisation_id', '=', organisation)
    .execute();
  await indexPartners(
    tx,
    rows.map(({ id }) => id),
  );
}

/**
 * Brings the search up to who these partners are, for those who take part with them. One that has left, or has not
 * said yet who it is, is not found. An organisation of the city is found by what each language calls it.
 */
export async function indexPartners(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const there = await tx.db
    .selectFrom('partner')
    .leftJoin('organisation as o', (join) =>
      join.onRef('o.id', '=', 'partner.organisation_id').on('o.audience', '=', 'public'),
    )
    .select(['partner.id', 'partner.space_id as space', 'partner.name', 'o.name as names'])
    .where('partner.id', 'in', ids)
    .where('partner.left_at', 'is', null)
    .where('partner.name', '<>', '')
    .execute();
  const found = new Set(there.map(({ id }) => id));
  await forgetSubjects(
    tx,
    ids.filter((id) => !found.has(id)),
  );
  await indexSubjects(
    tx,
    there.map(({ id, space, name, names }) => ({
      space,
      audience: 'space',
      kind: 'partner',
      id,
      texts: [
        ...inAnyLanguage('name', name, weights.name),
        ...(names && Object.values(names).includes(name) ? localised('name', names, weights.name) : []),
      ],
    })),
  );
}
