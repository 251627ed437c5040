import { sql } from 'kysely';
import type { CityView } from '../city.ts';
import type { Tx } from '../database/database.ts';
import type { House } from '../house.ts';
import type { Locale } from '../i18n/locale.ts';
import { isId } from '../id.ts';
import type { Happened, Instrument, Narration } from '../instrument.ts';

type Rooms = Pick<House, 'instruments'>;

/** Of which spaces together, or of whom; newest first. */
export type Asked = ({ spaces: readonly string[] } | { actor: string }) & {
  most: number;
  /** The last entry of the page before: goes on with what is older. */
  before?: string | undefined;
  /** Nothing that is older than this moment. */
  since?: Date;
  /** These kinds only, of those that are told. */
  kinds?: readonly string[];
  /** Only what everybody in the space may read: the same for each of them. */
  shared?: true;
};

/** An entry as it stands in the journal, before its names are known. */
export type Bare = Omit<Happened, 'actor' | 'partner'> & { by: string | null };

/** The kinds of entries that some room can tell. */
export function narratedKinds({ instruments }: Rooms): string[] {
  return instruments.flatMap(({ narrates = {} }) => Object.keys(narrates));
}

/** Those of them that are told to others one by one. */
export function kindsForOthers({ instruments }: Rooms): string[] {
  return instruments.flatMap(({ narrates = {} }) =>
    Object.keys(narrates).filter((kind) => !narrates[kind]!.together),
  );
}

/** What the reader may know of what happened, newest first. Two queries, however much there is. */
export async function listHappened(tx: Tx, rooms: Rooms, asked: Asked): Promise<Happened[]> {
  const { shared = false, since = null, most } = asked;
  const kinds = asked.kinds ?? ('spaces' in asked ? kindsForOthers(rooms) : narratedKinds(rooms));
  if (kinds.length === 0 || ('spaces' in asked && asked.spaces.length === 0)) return [];
  if (asked.before !== undefined && !isId(asked.before)) return [];
  const before = asked.before ? placeOf(asked.before) : sql`null::bigint`;
  // Space by space, so that each is read along its own index, and no further than the page is long.
  const from =
    'spaces' in asked
      ? sql`unnest(${asked.spaces}::uuid[]) as wanted (space) cross join lateral
          journal_newest(wanted.space, ${kinds}::text[], ${shared}, ${before}, ${since}, ${most}) e`
      : sql`journal_newest_by(${asked.actor}, ${kinds}::text[], ${before}, ${since}, ${most}) e`;
  const { rows } = await sql<Bare>`
    select ${columns} from ${from} order by e.seq desc limit ${most}`.execute(tx.db);
  return withNames(tx, rows);
}

/** Where an entry stands in the journal. Before the beginning, if it is not there: nothing is older. */
const placeOf = (entry: string) =>
  sql`coalesce((select c.seq from journal_entry c where c.id = ${entry}), 0)`;

const columns = sql`e.id, e.space_id as space, e.kind, e.subject_id as subject, e.at, e.content, e.personal,
  e.actor_id as by`;

/**
 * The marked entries of a space as all in it may read them, from the beginning. Kind by kind, each along its index:
 * they are few among many.
 */
export async function listMarked(
  tx: Tx,
  { instruments }: Rooms,
  { space, most, after }: { space: string; most: number; after?: string | undefined },
): Promise<Happened[]> {
  const kinds = instruments.flatMap(({ narrates = {} }) =>
    Object.keys(narrates).filter((kind) => narrates[kind]!.marked),
  );
  if (kinds.length === 0 || (after !== undefined && !isId(after))) return [];
  const from = after ? placeOf(after) : sql`null::bigint`;
  const { rows } = await sql<Bare>`
    select ${columns} from unnest(${kinds}::text[]) as marked (kind)
      cross join lateral journal_marked(${space}, marked.kind, ${from}, ${most}) e
    order by e.seq limit ${most}`.execute(tx.db);
  return withNames(tx, rows);
}

/** Puts in the names that the reader may know. Who was erased has none, nor who shares no space with them. */
async function withNames(tx: Tx, entries: readonly Bare[]): Promise<Happened[]> {
  const partnerOf = ({ content }: Bare) => (isId(content.partner) ? content.partner : undefined);
  const wanted = new Set(entries.flatMap((entry) => [entry.by, partnerOf(entry)]).filter((id) => id));
  if (wanted.size === 0) return entries.map((entry) => named(entry, new Map()));
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from person where id = any(${[...wanted]}::uuid[])
    union all select id, partner_called(name, organisation_id) from partner where id = any(${[...wanted]}::uuid[])`.execute(
    tx.db,
  );
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return entries.map((entry) => named(entry, names));
}

/** An entry with the names among these. */
export function named({ by, ...entry }: Bare, names: ReadonlyMap<string, string>): Happened {
  const { partner } = entry.content;
  return {
    ...entry,
    actor: names.get(by ?? '') ?? '',
    partner: names.get(typeof partner === 'string' ? partner : '') ?? '',
  };
}

const narrations = new WeakMap<readonly Instrument[], ReadonlyMap<string, Narration>>();

function narrationOf({ instruments }: Rooms, kind: string): Narration | undefined {
  let known = narrations.get(instruments);
  if (!known) {
    known = new Map(instruments.flatMap(({ narrates = {} }) => Object.entries(narrates)));
    narrations.set(instruments, known);
  }
  return known.get(kind);
}

/** Stands in for whose name is gone, or not for the reader. */
const somebody: Record<Locale, string> = { en: 'Somebody', de: 'Jemand', nb: 'Noen', nl: 'Iemand' };

/** How an entry reads, and where it leads. Undefined where no room tells of it. */
export function narrate(
  rooms: Rooms,
  locale: Locale,
  happened: Happened,
  city: Pick<CityView, 'guide'>,
): { sentence: string; href?: string } | undefined {
  const narration = narrationOf(rooms, happened.kind);
  const sentence = narration?.say(locale, { ...happened, actor: happened.actor || somebody[locale] }, city);
  if (!narration || !sentence) return undefined;
  const href = narration.href?.(happened);
  return { sentence: withOneStop(sentence), ...(href && { href }) };
}

/** What somebody wrote may end a sentence by itself, inside its quotation marks or without: the one around it then needs no end. */
const withOneStop = (sentence: string) => sentence.replace(/(?<!\.)([.!?…][”“"»’‘›]?)\.(?=\s|$)/g, '$1');
