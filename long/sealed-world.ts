import { sql } from 'kysely';
import { wholeAnswer } from '../src/instruments/gate/testing.ts';
import { invitationLink, partToken } from '../src/instruments/partnerships/rules.ts';
import { comeInByLink } from '../src/instruments/partnerships/testing-journey.ts';
import { answer, versionOn } from '../src/instruments/rounds/testing.ts';
import { newId } from '../src/platform/id.ts';
import { nobody, type Scope } from '../src/platform/scope.ts';
import type { TestTown } from '../src/testing.ts';
import { settleTwoPartnerships } from '../src/testing-two-partnerships.ts';

/** Words that stand in one closed answer each, and nowhere else in the town. */
export const words = {
  /** In what the first partner has sealed, of a round and of a gate. */
  sealed: 'Rhubarb4711',
  gate: 'Quince2342',
  /** In what the second has not sealed. */
  draft: 'Gooseberry0815',
  /** In what a facilitator has written down for one without people. */
  told: 'Medlar7312',
} as const;

export type Snooper = { cookie: string; scope: Scope };
export type SealedWorld = Awaited<ReturnType<typeof settleSealed>>;

/** Two partnerships with everything in them, closed answers in one of them, and everybody who may be curious. */
export async function settleSealed(town: TestTown) {
  const couple = await settleTwoPartnerships(town);
  const { ids, people } = couple.own;
  const organisation = newId();
  await town.addOrganisation(organisation, 'food-office', { en: 'Food Office' });
  await town.database.outer.query('update partner set organisation_id = $1 where id = $2', [
    organisation,
    ids.partner,
  ]);
  const second = { id: ids.peer!, lead: people.peer! };
  const guest = await comeInByLink(town, ids.id!, second, 'Gus');
  const withAccount: Record<string, string> = {
    lead: people.lead!,
    peer: people.peer!,
    facilitator: people.facilitator!,
    observer: people.observer!,
    foreign: couple.foreign.people.facilitator!,
    colleague: await town.addPerson('Colleague', { space: organisation, role: 'lead' }),
    administrator: couple.administrator,
    outsider: couple.outsider,
  };
  const snoopers: Record<string, Snooper> = {};
  for (const [name, as] of Object.entries(withAccount))
    snoopers[name] = { cookie: await cookieOf(town, as), scope: await town.scopeFor(as) };
  const scope = await town.house.accounts.scopeOfGuest(guest.id);
  snoopers.guest = { cookie: guest.cookie, scope: scope! };
  snoopers.stranger = { cookie: '', scope: nobody };
  const tokens = [
    partToken(town.house, guest.id),
    new URL(invitationLink(town.house, ids.invitation!)).pathname.split('/').at(-1)!,
  ];
  const rounds = `/partnerships/${ids.id}/rounds`;
  return {
    ...{ ids, people, snoopers, tokens, organisation },
    base: `/partnerships/${ids.id}`,
    round: `${rounds}/${ids.round}`,
    gate: `/partnerships/${ids.id}/gate/${ids.gate}`,
  };
}

async function cookieOf(town: TestTown, person: string): Promise<string> {
  const { rows } = await town.database.outer.query('select email, name from person where id = $1', [person]);
  const headers = await town.house.accounts.signInProven(rows[0].email, rows[0].name);
  const pairs = headers.getSetCookie().map((one) => one.split(';')[0]!);
  return pairs.filter((pair) => !pair.endsWith('=')).join('; ');
}

/** All that an address answers: its headers on the first line. Without the number of this very answer. Not held to the laws of pages, which others do: this asks for thousands. */
export async function readAll(town: TestTown, path: string, { cookie }: Snooper): Promise<string> {
  const headers = { cookie: `${cookie}; lang=en`, host: 'town.test' };
  const response = await town.app.request(`http://town.test${path}`, { headers });
  if (response.status >= 500) throw new Error(`${path} broke`);
  const answered = `${JSON.stringify([...response.headers])}\n${await response.text()}`;
  return answered.replaceAll(response.headers.get('x-reference') ?? '\0', '');
}

/** Drafts and answers come in: the second partner’s draft first, then what is sealed, at last what was told. */
export async function writeDraft(town: TestTown, { round, people }: SealedWorld, text: string) {
  const version = versionOn((await town.get(round, { as: people.peer })).html);
  const saved = await town.post(`${round}/draft`, { q1: text, version }, { as: people.peer });
  if (saved.status !== 204) throw new Error(`Not saved: ${saved.status}`);
}

export async function sealAll(town: TestTown, { round, gate, ids, people }: SealedWorld) {
  const as = people.lead!;
  await answer(town, round, as, `${words.sealed} in every canteen`);
  const inGate = { ...wholeAnswer, 'values-why': `${words.gate} for all` };
  await answer(town, gate, as, inGate);
  const told = { how: 'phone', on: '1.1.2026', q1: `${words.told} on Sundays` };
  const kept = await town.post(`${round}/for/${ids.silent}`, told, { as: people.facilitator });
  if (kept.status !== 303) throw new Error(`Not written down: ${kept.status}`);
}

/** Every address that can be read, with everything in its places that is in the town; forms of the search besides. */
export function pathsToRead(town: TestTown, world: SealedWorld): string[] {
  const { ids, tokens, organisation, base } = world;
  const several: Record<string, readonly string[]> = {
    partner: [ids.partner!, ids.peer!, ids.silent!],
    round: [ids.round!, ids.opened!],
    gate: [ids.gate!, ids.openedgate!],
  };
  const elsewhere: Record<string, readonly string[]> = {
    slug: ['food-office'],
    kind: ['privacy'],
    token: tokens,
    space: [ids.id!, ids.partner!, organisation],
  };
  const inside = (name: string) => {
    const known = several[name] ?? (ids[name] ? [ids[name]!] : undefined);
    if (!known) throw new Error(`No id is known for :${name}`);
    return known;
  };
  const anything = [ids.round!, ids.partner!, ids.gate!];
  const filled = (path: string): string[] => {
    const name = /:([a-z]+)/.exec(path)?.[1];
    if (!name) return [path];
    const values = path.startsWith('/partnerships/:id')
      ? [ids.id!]
      : path.startsWith(world.base)
        ? inside(name)
        : (elsewhere[name] ?? anything);
    return values.flatMap((value) => filled(path.replace(`:${name}`, value)));
  };
  const declared = town.house.instruments
    .flatMap(({ routes }) => routes)
    .filter(({ method, path }) => method === 'get' && path !== '/live')
    .flatMap(({ path }) => filled(path));
  const asked = Object.values(words).flatMap((word) => [
    `/search?q=${word.toLowerCase().slice(0, 6)}`,
    `/search?q=${word.slice(0, -1)}&kind=round`,
    `/who-does-what?q=${word.slice(0, 5)}`,
  ]);
  return [
    ...declared,
    ...asked,
    ...['sector', 'partner'].map((by) => `${world.round}?by=${by}`),
    `${base}/texts/new?from=round&round=${ids.round}`,
    `${base}/rounds/new?after=${ids.round}`,
    `${base}/rounds/new?before=${ids.round}`,
    `${base}/timeline?from=0`,
  ];
}

/** Each table, with the columns that the guarded role may name. */
async function readableTables(town: TestTown) {
  const { rows } = await town.database.outer.query(`
    select t.table_name as name,
      coalesce(string_agg(quote_ident(c.column_name), ', ' order by c.ordinal_position) filter (
        where has_column_privilege('samvirke_app', quote_ident(t.table_name)::regclass, c.column_name, 'select')), '')
        as columns,
      bool_and(has_column_privilege('samvirke_app', quote_ident(t.table_name)::regclass, c.column_name, 'select'))
        as whole
    from information_schema.tables t join information_schema.columns c using (table_schema, table_name)
    where t.table_schema = 'public' and t.table_type = 'BASE TABLE'
    group by t.table_name order by t.table_name`);
  return rows as { name: string; columns: string; whole: boolean }[];
}

/** All that raw SQL tells somebody: every column of every table without any `where`, and every function of ids. */
export async function dumpFor(town: TestTown, { scope }: Snooper, ids: readonly string[]): Promise<string> {
  const tables = await readableTables(town);
  const { rows: functions } = await town.database.outer.query(`
    select proname as name, pronargs::int as n from pg_proc
    where pronamespace = 'public'::regnamespace and prokind = 'f' and pronargs between 1 and 2
      and prorettype <> 'trigger'::regtype and not exists (
        select from unnest(proargtypes) of_argument where of_argument <> 'uuid'::regtype)`);
  const among = `(values ${ids.map((id) => `('${id}'::uuid)`).join(', ')})`;
  const told: string[] = [];
  // Some of these act: what an administrator closes by asking is undone in the end.
  const undone = new Error('asked for, and undone');
  const asked = town.database.change(scope, async (tx) => {
    const ask = (query: string) =>
      tx.attempt(async () => {
        const { rows } = await sql.raw<{ told: string }>(query).execute(tx.db);
        told.push(query, ...rows.map((row) => row.told).sort());
      });
    for (const { name, columns, whole } of tables) {
      if (columns) await ask(`select to_jsonb(t)::text as told from (select ${columns} from ${name}) t`);
      if (!whole) {
        const refused = await ask(`select to_jsonb(t)::text as told from ${name} t`).catch(
          (error) => error as Error,
        );
        if (!/permission denied/.test(String(refused))) throw new Error(`${name} is read as a whole`);
      }
    }
    for (const { name, n } of functions as { name: string; n: number }[]) {
      const call = n === 1 ? `${name}(a.id)` : `${name}(a.id, b.id)`;
      const from = n === 1 ? `${among} a (id)` : `${among} a (id), ${among} b (id)`;
      await ask(`select ${call}::text as told from ${from}`).catch(() => told.push(`${name} refused`));
    }
    throw undone;
  });
  await asked.catch((error) => {
    if (error !== undone) throw error;
  });
  return told.join('\n');
}
