import { type Generated, sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { newId } from '../../../platform/id.ts';
import { forgetSubjects, inAnyLanguage, indexSubject } from '../../../platform/search/index-subject.ts';
import { calledIn } from '../../partnerships/store.ts';
import type { Saying } from '../rules.ts';
import { type Provision, provisionsOn } from './register.ts';

declare module '../../../platform/database/tables.ts' {
  interface Tables {
    provision_note: GuardedByDefault & {
      provision_id: string;
      version: number;
      says: Saying | 'taken-back';
      words: Generated<string>;
      allowed_by: Generated<string>;
      locale: Locale;
      by_person: string | null;
      by_partner: string | null;
      at: Generated<Date>;
    };
  }
}

const notes = (tx: Tx) =>
  tx.db
    .selectFrom('provision_note as n')
    .leftJoin('person as by', 'by.id', 'n.by_person')
    .leftJoin('partner as p', 'p.id', 'n.by_partner')
    .select(['n.id', 'n.version', 'n.says', 'n.words', 'n.allowed_by as allowedBy', 'n.locale', 'n.at'])
    .select(['by.name as writer', calledIn('p').as('partner')]);
export type Note = Awaited<ReturnType<typeof listNotes>>[number];

const mostNotes = 100;

/** What a partnership noted about a provision, the latest first: it counts. */
export function listNotes(tx: Tx, partnership: string, provision: string) {
  return notes(tx)
    .where('n.space_id', '=', partnership)
    .where('n.provision_id', '=', provision)
    .orderBy('n.at', 'desc')
    .orderBy('n.id', 'desc')
    .limit(mostNotes)
    .execute();
}

/** The latest note about each provision, by provision. */
export async function listLatestNotes(tx: Tx, partnership: string): Promise<Map<string, Note>> {
  const rows = await notes(tx)
    .distinctOn('n.provision_id')
    .select('n.provision_id as provision')
    .where('n.space_id', '=', partnership)
    .orderBy('n.provision_id')
    .orderBy('n.at', 'desc')
    .orderBy('n.id', 'desc')
    .execute();
  return new Map(rows.map(({ provision, ...note }) => [provision, note]));
}

/** Retired by the city since these were noted. */
export function listRetired(tx: Tx, day: string, noted: readonly string[]): Promise<Provision[]> {
  if (noted.length === 0) return Promise.resolve([]);
  return provisionsOn(tx, day)
    .where('i.retired_at', 'is not', null)
    .where('i.id', 'in', noted)
    .orderBy('i.retired_at', 'desc')
    .limit(mostNotes)
    .execute();
}

export type NewNote = {
  space: string;
  provision: string;
  version: number;
  says: Saying | 'taken-back';
  words: string;
  allowedBy: string;
  locale: Locale;
  partner: string | null;
};
/** Of a city file: by whom, and when. */
type Brought = { person: string | null; at: Date };

/** Returns its id. */
export async function insertNote(tx: Tx, note: NewNote, brought?: Brought): Promise<string> {
  const id = newId();
  const before = await tx.db
    .selectFrom('provision_note')
    .select('id')
    .where('space_id', '=', note.space)
    .where('provision_id', '=', note.provision)
    .where('words', '<>', '')
    .execute();
  await tx.db
    .insertInto('provision_note')
    .values(rowOf(tx, id, note, brought))
    .execute();
  // Of what was said one after the other, the latest is found.
  await forgetSubjects(
    tx,
    before.map((one) => one.id),
  );
  if (note.words === '') return id;
  await indexSubject(tx, {
    space: note.space,
    audience: 'space',
    kind: 'provision-note',
    id,
    texts: [...inAnyLanguage('words', note.words, 1), ...inAnyLanguage('allowedBy', note.allowedBy, 0.5)],
  });
  return id;
}

/** Notes without words, about provisions that nothing stands noted about. */
export async function insertNotes(tx: Tx, added: readonly NewNote[]): Promise<void> {
  if (added.length === 0) return;
  await tx.db
    .insertInto('provision_note')
    .values(added.map((note) => rowOf(tx, newId(), note)))
    .execute();
}

const rowOf = (tx: Tx, id: string, note: NewNote, brought?: Brought) => ({
  id,
  space_id: note.space,
  audience_id: null,
  provision_id: note.provision,
  version: note.version,
  says: note.says,
  words: note.words,
  allowed_by: note.allowedBy,
  locale: note.locale,
  by_person: brought ? brought.person : (tx.scope.person?.id ?? null),
  by_partner: note.partner,
  ...(brought && { at: brought.at }),
});

/** Those of these notes that the reader may see, and that count still. */
export function listNotesById(tx: Tx, ids: readonly string[]) {
  return tx.db
    .selectFrom('provision_note as n')
    .innerJoin('partnership as s', 's.id', 'n.space_id')
    .innerJoin('provision_version as v', (join) =>
      join.onRef('v.provision_id', '=', 'n.provision_id').onRef('v.number', '=', 'n.version'),
    )
    .select([
      'n.id',
      'n.space_id as partnership',
      'n.provision_id as provision',
      'n.words',
      'n.locale',
      'n.at',
    ])
    .select(['n.allowed_by as allowedBy', 's.name', 'v.title'])
    .where('n.id', 'in', ids)
    .execute();
}

/** When something was noted first: about signing and deciding, and about all else. */
export async function listFirstNotes(tx: Tx, partnership: string) {
  return tx.db
    .selectFrom('provision_note as n')
    .innerJoin('provision_version as v', (join) =>
      join.onRef('v.provision_id', '=', 'n.provision_id').onRef('v.number', '=', 'n.version'),
    )
    .select(sql<boolean>`v.kind = 'signing'`.as('signing'))
    .select(sql<Date>`min(n.at)`.as('begunAt'))
    .where('n.space_id', '=', partnership)
    .groupBy('signing')
    .execute();
}

/** The note that counts about a provision, joined as `n` to `provision` as `i`. */
const counting = sql`lateral (
  select n.version, n.says from provision_note n where n.space_id = s.id and n.provision_id = i.id
  order by n.at desc, n.id desc limit 1)`;

/** Partnerships among these in which something was noted that the city has changed or retired since, and how much. */
export async function listOvertaken(
  tx: Tx,
  partnerships: readonly string[],
): Promise<{ partnership: string; name: string; locale: Locale; n: number }[]> {
  if (partnerships.length === 0) return [];
  const { rows } = await sql<{ partnership: string; name: string; locale: Locale; n: number }>`
    select s.id as partnership, s.name, s.locale, count(*)::int as n
    from partnership s cross join provision i cross join ${counting} n
    where s.id in (${sql.join(partnerships)}) and s.ended_at is null and n.says <> 'taken-back'
      and (i.retired_at is not null
        or exists (select from provision_version l where l.provision_id = i.id and l.number > n.version))
    group by s.id, s.name, s.locale order by s.id limit 100`.execute(tx.db);
  return rows;
}

/** The partnerships that go on and have noted something about a provision. Past the guards. */
export async function listWhoNoted(tx: Tx, provision: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select s.id from partnership s join provision i on i.id = ${provision} cross join ${counting} n
    where s.ended_at is null and n.says <> 'taken-back'
      and s.id in (select space_id from provision_note where provision_id = ${provision})`.execute(tx.db);
  return rows.map(({ id }) => id);
}

/** Whether a partnership was told already of what an entry tells. Past the guards. */
export async function wasTold(tx: Tx, partnership: string, entry: string): Promise<boolean> {
  const { rows } = await sql`
    select from journal_entry where space_id = ${partnership} and kind = 'framework.told'
      and content ->> 'entry' = ${entry} limit 1`.execute(tx.db);
  return rows.length > 0;
}
