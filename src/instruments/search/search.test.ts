import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addParticipant, insertRequest, insertRequestSpace } from '../../mechanisms/request/store.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { insertOrganisations } from '../directory/store/writing.ts';
import { invitationIn, joinByLink } from '../partnerships/testing-journey.ts';
import { insertToDo, mark } from '../to-dos/store.ts';
import { settleThings, wordsOfThings } from './testing.ts';

let town: TestTown;
let things: Awaited<ReturnType<typeof settleThings>>;
let administrator: string;
let neighbour: string;

beforeAll(async () => {
  town = await openTestTown();
  administrator = await town.addAdministrator();
  neighbour = await town.addPerson('Neighbour');
  things = await settleThings(town);
});
afterAll(() => town.close());

type As = { as?: string; cookie?: string; locale?: Locale };
const asked = async (q: string, { as, ...more }: As = {}) =>
  (await town.get(`/search?${new URLSearchParams({ q })}`, { ...(as && { as }), ...more })).html;
const nothing = 'We found nothing for these words.';
const hits = (html: string) => [...html.matchAll(/<li class="line">/g)].length;

describe('what one takes part in', () => {
  it('is found by whoever takes part: partnership, round, to-do, text and role, in both languages', async () => {
    for (const [word, link] of wordsOfThings(things)) {
      for (const as of [things.first.lead, things.talks.observer]) {
        expect(await asked(word, { as }), word).toContain(link);
        expect(await asked(word, { as, locale: 'de' }), word).toContain(link);
      }
    }
    const html = await asked('tureen salsify', { as: things.first.lead, locale: 'de' });
    expect(html).toContain('Gefunden zu „tureen salsify“');
    expect(html.indexOf('Texte</h2>')).toBeGreaterThan(0);
    expect(html.indexOf('Texte</h2>')).toBeLessThan(html.indexOf('Rollen</h2>'));
  });

  it('is found in German by how a compound begins', async () => {
    const html = await asked('Kantinen', { as: things.first.lead, locale: 'de' });
    expect(html).toContain(`href="${things.base}"`);
  });

  it('is found by who takes part by link, without an account', async () => {
    const form = { email: 'guest@office.test', name: 'Gast', role: 'member', language: 'en', note: '' };
    const partner = `${things.base}/partners/${things.first.id}`;
    await town.post(`${partner}/invitations`, form, { as: things.first.lead });
    const { cookie } = await joinByLink(town, await invitationIn(town, 'guest@office.test'), {
      name: 'Gast',
    });
    expect(await asked('marzipantorte', { cookie })).toContain(`/to-dos#${things.toDo}"`);
  });

  it('is found by nobody else, administrators included, and their page is that of a word nobody wrote', async () => {
    const bare = (html: string, word: string) =>
      html
        .replaceAll(encodeURIComponent(encodeURIComponent(word)), '#')
        .replaceAll(encodeURIComponent(word), '#')
        .replaceAll(word, '#');
    for (const as of [undefined, neighbour, administrator]) {
      const none = bare(await asked('zzyzxquux', { ...(as && { as }) }), 'zzyzxquux');
      expect(none).toContain(nothing);
      for (const [word] of wordsOfThings(things))
        expect(bare(await asked(word, { ...(as && { as }) }), word), word).toBe(none);
    }
  });

  it('is in no other spelling either told to others as a word', async () => {
    for (const as of [neighbour, administrator]) {
      for (const slip of [
        'quibblewort',
        'pumpernickl',
        'marzipantort',
        'salsfy',
        'turen',
        'Kantinengesprache',
      ]) {
        const html = await asked(slip, { as });
        expect(html, slip).toContain(nothing);
        expect(html, slip).not.toContain('We also looked for');
      }
    }
    const { rows } = await town.database.outer.query(
      `select word from search_word where word ~ 'quibble|pumper|marzipan|salsify|tureen|kantinen|canteen'`,
    );
    expect(rows).toEqual([]);
  });

  it('cannot be read from the index by anybody else', async () => {
    for (const as of [neighbour, administrator]) {
      const rows = await town.database.read(await town.scopeFor(as), ({ db }) =>
        db.selectFrom('search_posting').select('word').where('audience', '<>', 'public').execute(),
      );
      expect(rows).toEqual([]);
    }
  });

  it('is gone with one’s part in it', async () => {
    const leaving = await things.talks.join('Leaving', 'observer');
    expect(await asked('marzipantorte', { as: leaving })).toContain('/to-dos#');
    await town.database.system(({ db }) =>
      db.updateTable('membership').set({ until: new Date() }).where('person_id', '=', leaving).execute(),
    );
    expect(await asked('marzipantorte', { as: leaving })).toContain(nothing);
  });
});

describe('what was changed or taken away', () => {
  it('is found by its new words only, gone while it is taken away, and back again', async () => {
    const scope = await town.scopeFor(things.talks.facilitator);
    const as = things.talks.facilitator;
    const fields = { owner_partner: null, owner_person: as, due_on: '2030-05-01' };
    const id = await town.database.change(scope, (tx) =>
      insertToDo(tx, things.talks.id, { text: 'Peel the topinambur', ...fields }),
    );
    expect(await asked('topinambur', { as })).toContain(id);
    await town.database.change(scope, (tx) => mark(tx, id, 'removed', 'on'));
    expect(await asked('topinambur', { as })).toContain(nothing);
    await town.database.change(scope, (tx) => mark(tx, id, 'removed', 'off'));
    expect(await asked('topinambur', { as })).toContain(id);
    await town.post(`${things.role}/removal`, {}, { as });
    expect(await asked('tureen', { as })).toContain(nothing);
    await town.post(`${things.role}/return`, {}, { as });
    expect(await asked('tureen', { as })).toContain(things.role);
  });
});

describe('what is public', () => {
  it('is found by strangers, slips put right: organisations and goals, which leave with their words', async () => {
    await town.database.system((tx) =>
      insertOrganisations(tx, [
        {
          id: newId(),
          slug: 'lantern-house',
          fields: { kind: 'library', name: { en: 'Lantern house', de: 'Laternenhaus' } },
        },
      ]),
    );
    expect(await asked('lantern')).toContain('href="/organisations/lantern-house"');
    const slip = await asked('lantren');
    expect(slip).toContain('We also looked for');
    expect(slip).toContain('href="/organisations/lantern-house"');
    expect(await asked('Laternenhaus', { locale: 'de' })).toContain('Laternenhaus</a>');
    const goal = { title_en: 'More orchards', target_en: 'A thousand trees', title_de: 'Mehr Streuobst' };
    const made = await town.post('/goals', goal, { as: administrator });
    expect(await asked('orchards')).toContain(`href="${made.location}"`);
    expect(await asked('Streuobst', { locale: 'de' })).toContain('Ziele der Stadt');
    await town.post(`${made.location}/retirement`, {}, { as: administrator });
    expect(await asked('orchards')).toContain(nothing);
  });

  it('says what to do where nothing is typed or nothing is found', async () => {
    const { html } = await town.get('/search', { locale: 'de' });
    expect(html).toContain('Wonach suchen Sie?');
    expect((await town.get('/search?q=%20')).html).toContain('What are you looking for?');
    expect(await asked('zzyzx')).toContain('href="/sign-in?next=%2Fsearch%3Fq%3Dzzyzx"');
    expect(await asked('zzyzx', { as: neighbour })).toContain('href="/who-does-what?q=zzyzx"');
    for (const q of [
      "'; drop table search_posting; --",
      '%',
      '\\',
      '🙂',
      'der die das',
      '\u0000',
      'a'.repeat(5_000),
    ])
      expect((await town.get(`/search?q=${encodeURIComponent(q)}&kind=none&from=-7e9`)).status).toBe(200);
  });

  it('is two clicks away at most from every page', async () => {
    for (const path of ['/', '/desk', '/partnerships', things.base, '/about'])
      expect((await town.get(path, { as: things.first.lead })).html, path).toContain('href="/search"');
    expect((await town.get('/desk', { as: neighbour })).html).toContain('action="/search"');
  });
});

describe('requests', () => {
  it('are found by both sides and by nobody else', async () => {
    const [unit, request] = [newId(), newId()];
    await town.addOrganisation(unit, 'streets', { en: 'Streets' });
    const contact = await town.addPerson('Contact', { space: unit, role: 'contact' });
    const asker = await town.addPerson('Asker');
    const empty = { want: {}, bring: {}, knownBy: {}, meeting: {} };
    await town.database.change(
      await town.scopeFor(asker),
      async (tx) => {
        await insertRequestSpace(tx, request);
        await addParticipant(tx, { space: request, person: asker, role: 'requester' });
        const said = { title: { und: 'A pergola' }, ask: { de: 'Bitte eine Weinlaube' }, ...empty };
        const by = { askerOrganisation: null, askerPerson: asker, askerName: 'Asker', askerGroup: '' };
        await insertRequest(
          tx,
          { id: request, kind: 'brief', ...said, goal: null, neededBy: null, ...by },
          { state: 'with-unit', unit, due: null, at: tx.now },
        );
        await addParticipant(tx, { space: request, organisation: unit, role: 'responder' });
      },
      { grant: [request] },
    );
    for (const as of [asker, contact]) {
      expect(await asked('pergola', { as })).toContain(`href="/requests/${request}"`);
      expect(await asked('Weinlaube', { as, locale: 'de' })).toContain(`href="/requests/${request}"`);
    }
    for (const as of [neighbour, administrator, things.first.lead])
      expect(await asked('pergola', { as })).toContain(nothing);
  });
});

describe('many', () => {
  /** Statements of the page itself, in its reading transaction. */
  async function statementsOf(work: () => Promise<unknown>): Promise<number> {
    const original = pg.Client.prototype.query;
    const reading = new WeakSet<object>();
    let count = 0;
    pg.Client.prototype.query = function (this: pg.Client, ...args: [{ text?: string }, ...never[]]) {
      const [{ text }] = args;
      if (text?.startsWith('begin read only')) reading.add(this);
      if (text === 'commit') reading.delete(this);
      else if (reading.has(this)) count += 1;
      return (original as (...all: unknown[]) => unknown).apply(this, args);
    } as never;
    try {
      await work();
      return count;
    } finally {
      pg.Client.prototype.query = original;
    }
  }

  it('are shown ten of each kind, the rest in parts, with as many statements as for one', async () => {
    const as = things.talks.facilitator;
    const scope = await town.scopeFor(as);
    const add = (from: number, to: number) =>
      town.database.change(scope, async (tx) => {
        for (let n = from; n < to; n += 1) {
          const fields = { owner_partner: null, owner_person: as, due_on: '2030-05-01' };
          await insertToDo(tx, things.talks.id, { text: `Wash kohlrabi ${n}`, ...fields });
        }
      });
    await add(0, 2);
    const few = await statementsOf(async () => expect(hits(await asked('kohlrabi', { as }))).toBe(2));
    await add(2, 40);
    let html = '';
    const many = await statementsOf(async () => {
      html = await asked('kohlrabi', { as });
    });
    expect(hits(html)).toBe(10);
    expect(many).toBe(few);
    expect(many).toBeLessThanOrEqual(4);
    let path = /href="(\/search\?q=kohlrabi&amp;kind=[^"]+)"/.exec(html)![1]!;
    const seen = new Set<string>();
    const parts = [];
    while (path) {
      const part = (await town.get(path.replaceAll('&amp;', '&'), { as })).html;
      parts.push(hits(part));
      for (const [, id] of part.matchAll(/to-dos#([0-9a-f-]{36})"/g)) seen.add(id!);
      path = /href="([^"]+)" rel="next"/.exec(part)?.[1] ?? '';
    }
    expect(parts).toEqual([25, 15]);
    expect(seen.size).toBe(40);
  });
});
