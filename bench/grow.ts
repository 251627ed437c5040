import type { Database, Tx } from '../src/platform/database/database.ts';
import { sealerOn } from '../src/platform/journal/sealer.ts';
import { indexSubjects } from '../src/platform/search/index-subject.ts';

const kinds = ['community', 'nonprofit', 'business', 'school', 'library', 'foundation', 'university'];
const first = [
  'North',
  'South',
  'Harbour',
  'Mill',
  'Upper',
  'Green',
  'River',
  'Old',
  'New',
  'Station',
  'Market',
  'Forest',
];
const second = [
  'Neighbours',
  'Gardeners',
  'Repairers',
  'Cooks',
  'Cyclists',
  'Readers',
  'Growers',
  'Builders',
  'Rowers',
  'Makers',
];

/** Puts `organisations` more organisations into the city, found by search like any other. */
export async function growOrganisations(database: Database, organisations: number): Promise<void> {
  const batch = 500;
  for (let from = 0; from < organisations; from += batch) {
    const rows = Array.from({ length: Math.min(batch, organisations - from) }, (_, n) =>
      organisationNumber(from + n),
    );
    await database.system(async (tx) => {
      await tx.db
        .insertInto('space')
        .values(
          rows.map(({ id }) => ({
            id,
            kind: 'organisation' as const,
            audience: 'public' as const,
            audience_id: null,
            created_by: null,
          })),
        )
        .execute();
      await insertOrganisations(tx, rows);
      await indexSubjects(
        tx,
        rows.map(({ id, name, summary }) => ({
          space: id,
          audience: 'public' as const,
          kind: 'organisation',
          id,
          texts: [
            { part: 'name', locale: 'en' as const, text: name, weight: 2 },
            { part: 'summary', locale: 'en' as const, text: summary, weight: 1 },
          ],
        })),
      );
    });
  }
  await database.outer.query('analyze');
}

/** Entries in one statement: more of them take longer than a statement may. */
const most = 50_000;

/** Puts `entries` more entries into the journal, spread over all spaces, and seals them. */
export async function growJournal(database: Database, entries: number): Promise<void> {
  for (let from = 0; from < entries; from += most) {
    await database.outer.query(
      `with every as (select array_agg(id) as ids from space)
       insert into journal_entry (id, space_id, audience, kind, at, content, commitment)
       select gen_random_uuid(), ids[1 + n % cardinality(ids)], 'public', 'grown.entry', now(),
         jsonb_build_object('n', n), sha256(n::text::bytea)
       from generate_series($1::int, $2::int) n, every`,
      [from + 1, Math.min(from + most, entries)],
    );
  }
  const seal = sealerOn(database);
  while ((await seal()) > 0);
  await database.outer.query('analyze');
}

type Grown = { id: string; slug: string; kind: string; name: string; summary: string };

function organisationNumber(n: number): Grown {
  const hex = n.toString(16).padStart(12, '0');
  const name = `${first[n % first.length]} ${second[Math.floor(n / first.length) % second.length]} ${n}`;
  return {
    id: `01900000-0000-7000-8000-${hex}`,
    slug: `grown-${n}`,
    kind: kinds[n % kinds.length]!,
    name,
    summary: `People of ${first[(n * 7) % first.length]} Street who meet on Thursdays, number ${n}, for tools, food and talk.`,
  };
}

async function insertOrganisations(tx: Tx, rows: readonly Grown[]): Promise<void> {
  await tx.db
    .insertInto('organisation')
    .values(
      rows.map(({ id, slug, kind, name, summary }) => ({
        id,
        space_id: id,
        audience: 'public',
        audience_id: null,
        slug,
        kind,
        name: JSON.stringify({ en: name, de: name }),
        summary: JSON.stringify({ en: summary }),
      })) as never,
    )
    .execute();
}
