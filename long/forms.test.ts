// What a form holds besides its own fields, or more than once, or of others, has no effect.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteFigure } from '../bin/figures.ts';
import { newId } from '../src/platform/id.ts';
import { type Answer, openTestTown, type TestTown } from '../src/testing.ts';
import { formFor, pathOf } from '../src/testing-addresses.ts';
import { bare } from '../src/testing-answers.ts';
import { keepAsItIs, settleTwoHalves, type World } from '../src/testing-two-of-each.ts';
import { type Couple, type Ids, idsFor, settleTwoPartnerships } from '../src/testing-two-partnerships.ts';

type Form = Record<string, string | string[]>;
/** A form that its route accepts, from somebody who may send it. */
type Sending = { route: string; path: string; form: Form; as: string | undefined };
type Effect = { status: number; location: string; rows: string[] };
/** With what came of it as it should be. */
type Sent = Sending & { expected: Effect };

let town: TestTown;
let world: World | undefined;
let couple: Couple | undefined;
let putBack: Awaited<ReturnType<typeof keepAsItIs>>;
let sendings: Sent[];
/** An id that whoever sends has no business with. */
let foreign: string;
let sent = 0;

/** In each of the two, one thing of every kind, and the same once more for others. */
const stages = {
  async 'in the city'() {
    world = await settleTwoHalves(town);
    couple = undefined;
    foreign = world.halves.foreign.request;
    return Object.values(world.people);
  },
  async 'in partnerships'() {
    couple = await settleTwoPartnerships(town);
    world = undefined;
    foreign = couple.foreign.ids.id!;
    return Object.values(couple.own.people);
  },
};

const posts = () =>
  town.house.instruments
    .flatMap(({ routes }) => routes)
    .filter(({ method }) => method === 'post')
    .map(({ path }) => `POST ${path}`)
    .filter((route) => isInside(route) === (couple !== undefined));

const isInside = (route: string) => route.startsWith('POST /partnerships/:id');

function insidePath(route: string, ids: Ids): string {
  const named = idsFor(route, ids);
  return route.replace(/^\S+ /, '').replaceAll(/:([a-z]+)/g, (_, name: string) => named[name]!);
}

async function firstSending(route: string): Promise<Sent | undefined> {
  const found = couple ? insideSendings(route, couple) : citySendings(route, world!);
  for (const sending of found) {
    const expected = seen(await effectOf(sending));
    if (expected.status < 400) return { ...sending, expected };
  }
  return undefined;
}

function insideSendings(route: string, { own }: Couple): Sending[] {
  const { facilitator, lead, peer, member, observer } = own.people;
  const form = own.forms[route] ?? {};
  const path = insidePath(route, own.ids);
  return [facilitator, lead, peer, member, observer].map((as) => ({ route, path, form, as }));
}

function citySendings(route: string, settled: World): Sending[] {
  const { lead, asker, administrator, member } = settled.people;
  const path = pathOf(route, settled.halves.own, settled.city);
  const form = formFor(route, settled);
  return [administrator, lead, asker, member, undefined].map((as) => ({ route, path, form, as }));
}

/** What differs from one time to the next: ids, moments, hashes, tokens, numbers of entries; not what tempts. */
function plain(text: string): string {
  return text
    .replaceAll(foreign, 'of others')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '#')
    .replaceAll(/20[2-9]\d-\d\d-\d\dT[\d:.]+(\+[\d:]+|Z)?/g, '#')
    .replaceAll(/\\\\x[0-9a-f]+/g, '#')
    .replaceAll(/[\w-]{20,}(\.[\w-]{22})?/g, '#')
    .replaceAll(/"(seq|number|position|entry_id)": \d+/g, '"$1": #');
}

/** Tables in which each sending leaves a mark of its own. */
const ofEachSending = new Set(['once', 'rate_limit', 'journal_seal', 'account_step', 'auth_verification']);

/** Sends a form, tells all that it changed, and puts everything back. */
async function effectOf(
  { path, form, as }: Sending,
  strays: Form = {},
): Promise<Effect & { answer: Answer }> {
  sent += 1;
  const answer = await town.post(path, { ...strays, ...form }, { as });
  if (answer.status < 400) await town.settle();
  const rows: string[] = [];
  for (const table of await putBack.changed()) {
    if (ofEachSending.has(table)) continue;
    const told = await town.database.outer.query(
      `select '${table} ' || to_jsonb(t)::text as row from "${table}" t`,
    );
    rows.push(...told.rows.map(({ row }) => plain(row)));
  }
  await putBack();
  const toSignIn = answer.location?.startsWith('/sign-in?next=');
  return {
    answer,
    status: toSignIn ? 401 : answer.status,
    location: plain(answer.location ?? ''),
    rows: rows.sort(),
  };
}

const seen = ({ status, location, rows }: Effect) => ({ status, location, rows });

async function columnNames(): Promise<string[]> {
  const { rows } = await town.database.outer.query(
    `select distinct column_name as name from information_schema.columns where table_schema = 'public' order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** Something that would matter, if it were taken. */
function temptation(name: string): string {
  if (/(^|_)(id|by)$|^(person|space|partner|organisation|unit|reader|audience_id)$/.test(name))
    return foreign;
  const others: Record<string, string> = {
    role: 'administrator',
    audience: 'public',
    kind: 'person',
    email: 'stray@people.test',
    locale: 'nl',
  };
  if (others[name]) return others[name];
  if (/_at$|_on$|^(since|until|at|day)$/.test(name)) return '2001-01-01';
  return /^(is|has|may)_|shown|required|demo|safe|open|recorded$/.test(name) ? 'true' : 'stray words';
}

/** Nobody gets anywhere by these with the forms that we have: they want a secret, a state or a device of their own. */
const unsent: Record<keyof typeof stages, string> = { 'in the city': '', 'in partnerships': '' };

/** The fields that a form may have besides those that are sent here: by hand, so that each new one is read. */
const optional: Record<keyof typeof stages, string> = { 'in the city': '', 'in partnerships': '' };

describe.each(Object.keys(stages) as (keyof typeof stages)[])('%s', (where) => {
  beforeAll(async () => {
    town = await openTestTown();
    for (const as of await stages[where]()) await town.get('/about', { as });
    await town.settle();
    await town.database.outer.query('delete from rate_limit');
    putBack = await keepAsItIs(town);
    sendings = [];
    for (const route of posts()) {
      const found = await firstSending(route);
      if (found) sendings.push(found);
    }
  }, 900_000);
  afterAll(async () => {
    noteFigure(`forms ${where} with what is not theirs`, sent, `${sendings.length} forms, nothing taken`);
    sent = 0;
    await town.close();
  });

  describe('names that are no field of the form', () => {
    it('change nothing, be they columns of any table or what JavaScript knows', async () => {
      const known = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'length'];
      const nested = [
        '__proto__[role]',
        'constructor[prototype][role]',
        '__proto__.role',
        'role[]',
        'person[role]',
      ];
      const camel = [
        'userId',
        'emailVerified',
        'isAdmin',
        'scope',
        'administers',
        'next',
        'opening',
        'grant',
      ];
      const names = [...new Set([...(await columnNames()), ...known, ...nested, ...camel])];
      const found: string[] = [];
      for (const { expected, ...sending } of sendings) {
        const others = names.filter((name) => !(name in sending.form));
        const isSame = async (some: readonly string[]) => {
          const strays = Object.fromEntries(some.map((name) => [name, temptation(name)]));
          return JSON.stringify(seen(await effectOf(sending, strays))) === JSON.stringify(expected);
        };
        const mattering = async (some: readonly string[]): Promise<string[]> => {
          if (some.length === 0 || (await isSame(some))) return [];
          if (some.length === 1) return [...some];
          const half = Math.ceil(some.length / 2);
          return [...(await mattering(some.slice(0, half))), ...(await mattering(some.slice(half)))];
        };
        const fields = await mattering(others);
        if (fields.length > 0) found.push(`${sending.route}: ${fields.join(', ')}`);
      }
      expect(found.join('\n')).toBe(optional[where].trim());
    });

    it('and several of them change nothing either', async () => {
      // As a literal, the first would be an ancestor instead of a name.
      const strays: Form = JSON.parse(
        `{"__proto__": ["a", "b"], "constructor": ["a", "b"], "id": ["a", "b"]}`,
      );
      for (const { expected, ...sending } of sendings)
        expect(seen(await effectOf(sending, strays)), sending.route).toEqual(expected);
    });
  });

  it('a field that comes twice is refused, or has the effect of one', async () => {
    for (const { expected, ...sending } of sendings) {
      for (const [name, value] of Object.entries(sending.form)) {
        const form = { ...sending.form, [name]: [value, value].flat() };
        const effect = await effectOf({ ...sending, form });
        const where = `${sending.route}, ${name}`;
        expect(effect.status, where).toBeLessThan(500);
        if (effect.status >= 400) expect(effect.rows, where).toEqual([]);
        else expect(seen(effect), where).toEqual(expected);
      }
    }
  });

  it('every form that can be sent was sent', () => {
    const left = posts().filter((route) => !sendings.some((one) => one.route === route));
    expect(left.join('\n')).toBe(unsent[where].trim());
  });

  if (where === 'in partnerships') {
    it('an id of another partnership in a field is as good as one of nothing', async () => {
      const { own, foreign: other } = couple!;
      const pairs = [...Object.entries(own.ids), ...Object.entries(own.people)].map(
        ([name, id]) => [id, { ...other.ids, ...other.people }[name]!] as const,
      );
      const swapped = (form: Form, to: (id: string) => string): Form => {
        let text = JSON.stringify(form);
        for (const [id, theirs] of pairs) text = text.replaceAll(id, to(theirs));
        return JSON.parse(text);
      };
      let tried = 0;
      for (const sending of sendings.filter(({ route }) => isInside(route))) {
        const others = swapped(sending.form, (id) => id);
        if (JSON.stringify(others) === JSON.stringify(sending.form)) continue;
        tried += 1;
        const invented = new Map<string, string>();
        const none = swapped(sending.form, (id) => invented.get(id) ?? invented.set(id, newId()).get(id)!);
        const [theirs, absent] = [
          await effectOf({ ...sending, form: others }),
          await effectOf({ ...sending, form: none }),
        ];
        expect(seen(theirs), sending.route).toEqual(seen(absent));
        expect(bare(theirs.answer, sending.path), sending.route).toBe(bare(absent.answer, sending.path));
        for (const id of Object.values(other.ids)) expect(theirs.answer.location ?? '').not.toContain(id);
      }
      expect(tried).toBeGreaterThan(8);
    });

    it('an id of something else in an address opens nothing', async () => {
      const { own } = couple!;
      const inside = town.house.instruments
        .flatMap(({ routes }) => routes)
        .filter(({ path }) => /^\/partnerships\/:id\/.*:/.test(path));
      let tried = 0;
      const others = Object.entries({ ...own.ids, ...own.people });
      for (const [at, { method, path }] of inside.entries()) {
        const route = `${method.toUpperCase()} ${path}`;
        const named = idsFor(route, own.ids);
        for (const param of [...path.matchAll(/:([a-z]+)/g)].map(([, name]) => name!).slice(1)) {
          // Of one kind: an open round is a round, and a peer a partner.
          const kinds: Record<string, string[]> = {
            round: ['opened', 'gate', 'openedgate'],
            gate: ['openedgate', 'round', 'opened'],
            partner: ['peer', 'third', 'silent'],
          };
          const alike = new Set([...(kinds[param] ?? []), param].map((name) => own.ids[name]));
          // A quarter of them at each: all come round, with one route after the other.
          for (const [kind, id] of others.filter((_, n) => (n + at) % 4 === 0)) {
            if (alike.has(id) || id === named[param]) continue;
            const address = insidePath(route, { ...named, [param]: id });
            const as = own.people.facilitator;
            tried += 1;
            const answer =
              method === 'get'
                ? await town.get(address, { as })
                : await town.post(address, own.forms[route] ?? {}, { as });
            if (answer.status !== 404) await putBack();
            expect([403, 404], `${route} with a ${kind} for :${param}`).toContain(answer.status);
          }
        }
      }
      noteFigure('ids of something else in an address', tried, '0 opened');
    });
  }
});
