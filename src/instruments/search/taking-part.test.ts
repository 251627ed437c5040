import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteOpened } from '../../mechanisms/sealed-round/actions.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { dayOf } from '../../platform/working-days.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { foundPartnership } from '../partnerships/testing.ts';
import { invitationIn, joinByLink } from '../partnerships/testing-journey.ts';
import { ask } from '../rounds/actions.ts';
import { answer, askThem, oneQuestion, settleRound } from '../rounds/testing.ts';

// What somebody looks for by a name, or by a word of an answer, where they take part.
let town: TestTown;
let administrator: string;
let neighbour: string;
let elsewhere: string;

beforeAll(async () => {
  town = await openTestTown();
  administrator = await town.addAdministrator();
  neighbour = await town.addPerson('Neighbour');
  elsewhere = (await foundPartnership(town, { name: 'Street Repair' })).facilitator;
});
afterAll(() => town.close());

type As = { as?: string; cookie?: string; locale?: Locale };
const asked = async (q: string, { as, ...more }: As = {}) =>
  (await town.get(`/search?${new URLSearchParams({ q })}`, { ...(as && { as }), ...more })).html;
const nothing = 'We found nothing for these words.';
const hidden = async (q: string) => {
  for (const as of [undefined, neighbour, administrator, elsewhere])
    expect(await asked(q, { ...(as && { as }) }), `${as}: ${q}`).toContain(nothing);
};
const lines = (html: string) => [...html.matchAll(/<li class="line">.*?<\/li>/gs)].map(([line]) => line);

describe('a partner', () => {
  it('is found by its name from when it has one until it leaves, by those who take part and nobody else', async () => {
    const talks = await foundPartnership(town, { name: 'Shade' });
    const base = `/partnerships/${talks.id}`;
    const as = talks.facilitator;
    expect(await asked('Baumfreunde', { as })).toContain(nothing);
    await town.post(`${base}/partners`, { name: 'Baumfreunde Nord', kind: 'community' }, { as });
    const [line] = lines(await asked('Baumfreunde', { as: talks.observer }));
    const path = /href="([^"]+)"/.exec(line!)![1]!;
    expect(path).toMatch(new RegExp(`^${base}/partners/[0-9a-f-]+$`));
    expect(line).toContain('Shade');
    expect((await town.get(path, { as: talks.observer })).html).toContain('Baumfreunde Nord');
    expect(await asked('Baumfreund', { as, locale: 'de' })).toContain('>Partner</h2>');
    await hidden('Baumfreunde');
    await town.post(`${path}/removal`, { reason: '' }, { as });
    expect(await asked('Baumfreunde', { as })).toContain(nothing);
    await town.post(`${path}/return`, {}, { as });
    expect(await asked('Baumfreunde', { as })).toContain(`href="${path}"`);
  });

  it('that was invited without a name is found once it has joined, and no more once it has left', async () => {
    const talks = await foundPartnership(town, { name: 'Shade' });
    const as = talks.facilitator;
    const invited = { role: 'lead', invited: 'Greta <greta@club.test>', language: 'en', note: '' };
    await town.post(`/partnerships/${talks.id}/invitations`, invited, { as });
    const by = { name: 'Greta Lind', group: 'Mauerseglerverein', kind: 'community' };
    const { cookie } = await joinByLink(town, await invitationIn(town, 'greta@club.test'), by);
    const html = await asked('Mauerseglerverein', { as });
    const path = /href="([^"]+\/partners\/[^"]+)"/.exec(html)![1]!;
    expect(await asked('Mauerseglerverein', { cookie })).toContain(`href="${path}"`);
    expect(await asked('Greta', { as })).toContain('Mauerseglerverein');
    await town.post(`${path}/removal`, { reason: '' }, { cookie });
    expect(await asked('Mauerseglerverein', { as })).toContain(nothing);
    expect(await asked('Greta Lind', { as })).toContain(nothing);
    const { rows } = await town.database.outer.query(
      `select 1 from search_posting where word ~ 'mauersegler'`,
    );
    expect(rows).toEqual([]);
  });
});

describe('somebody who takes part', () => {
  it('is found by the beginnings of their names by those who take part with them, and by nobody else', async () => {
    const talks = await foundPartnership(town, { name: 'Shade' });
    const [office] = talks.partners;
    const member = await talks.join('Jörg Müller-Østby', 'member', office!.id);
    const watcher = await talks.join('Wanda Quist', 'observer');
    for (const q of ['Müller', 'mueller ostby', 'jorg', 'Østb', 'Joerg Muller']) {
      const [line] = lines(await asked(q, { as: talks.observer }));
      expect(line, q).toContain(`href="/partnerships/${talks.id}/partners/${office!.id}"`);
      expect(line, q).toContain('Food Office');
      expect(line, q).toContain('Shade');
    }
    expect(await asked('Wanda', { as: member })).toContain(`href="/partnerships/${talks.id}/people"`);
    for (const q of ['Müller Wanda', 'uist', '%', '_'])
      expect(await asked(q, { as: member })).not.toContain('Quist');
    for (const q of ['Müller', 'Wanda', 'Quist']) await hidden(q);
    await town.database.outer.query('update person set name = $1 where id = $2', ['Wanda Renamed', watcher]);
    expect(await asked('Quist', { as: member })).toContain(nothing);
    expect(await asked('Renamed', { as: member })).toContain('Wanda Renamed');
    await town.database.outer.query('update membership set until = now() where person_id = $1', [watcher]);
    expect(await asked('Renamed', { as: member })).toContain(nothing);
    expect(await asked('Müller', { as: watcher }), 'who has left finds nobody').toContain(nothing);
  });

  it('is told to the guarded role in spaces of its own only', async () => {
    const talks = await foundPartnership(town, { name: 'Shade' });
    for (const as of [neighbour, administrator, elsewhere]) {
      const { rows } = await town.database.read(await town.scopeFor(as), ({ db }) =>
        sql<{ id: string }>`
          select m.space_id as id from people_inside('{lead}', 1000, 0) as p (id) join membership m using (id)`.execute(
          db,
        ),
      );
      expect(rows.map(({ id }) => id)).not.toContain(talks.id);
    }
  });
});

describe('an answer', () => {
  const more = { de: { as: '', locale: 'de' as const } };

  it('is found at the moment the last one is in, with the words marked, and by nobody before', async () => {
    const { founded, path, office, group, company } = await settleRound(town, { title: 'Rainwater' });
    const inside = [office.lead, group.lead, company.lead, founded.facilitator, founded.observer];
    await answer(town, path, office.lead, 'First of all.\nThree Kubikmeter <b>of rain</b> a year & no more');
    await answer(town, path, group.lead, 'Barrels');
    for (const as of inside) expect(await asked('Kubikmeter', { as })).toContain(nothing);
    await hidden('Kubikmeter');
    await answer(town, path, company.lead, 'Cisterns');
    for (const as of inside) {
      const [line] = lines(await asked('Kubikmeter', { as }));
      expect(line).toContain(`href="${path}"`);
      expect(line).toContain(
        '<p class="text" lang="en">Three <mark>Kubikmeter</mark> &lt;b>of rain&lt;/b> a year &amp; no more</p>',
      );
      expect(line).toContain('Food Office');
    }
    expect(await asked('Cisterns', { ...more.de, as: office.lead })).toContain('>Antworten</h2>');
    await hidden('Kubikmeter');
    await town.post(`${path}/notes`, { note: 'Make that Festmeter' }, { as: office.lead });
    expect(await asked('Festmeter', { as: group.lead })).toContain('<mark>Festmeter</mark>');
    expect(await asked('Kubikmeter', { as: group.lead })).toContain('<mark>Kubikmeter</mark>');
  });

  it('opened by its date is found once that is noted; one that comes late at once, a draft never', async () => {
    const { path, office, group, company } = await settleRound(town, { title: 'Rainwater', opens: 'date' });
    await answer(town, path, office.lead, 'Zisternenwasser');
    await town.post(`${path}/draft`, { q1: 'Traufwasser', version: '0' }, { as: company.lead });
    await town.moveTime('8 days');
    await town.database.system(noteOpened);
    expect(await asked('Zisternenwasser', { as: group.lead })).toContain(`href="${path}"`);
    expect(await asked('Traufwasser', { as: company.lead })).toContain(nothing);
    await answer(town, path, group.lead, 'Grauwasser');
    expect(await asked('Grauwasser', { as: office.lead })).toContain('<mark>Grauwasser</mark>');
  });

  it('that was written down for a partner is found as it was corrected', async () => {
    const talks = await foundPartnership(town, {
      name: 'Shade',
      partners: [{ name: 'Office' }, { name: 'Elders', people: [] }],
    });
    const [office, elders] = talks.partners;
    const path = `/partnerships/${talks.id}/rounds/${await askThem(town, talks)}`;
    const as = talks.facilitator;
    const told = { how: 'phone', on: '1.1.2026' };
    await town.post(`${path}/for/${elders!.id}`, { ...told, q1: 'Brunnenkresse' }, { as });
    await town.post(`${path}/for/${elders!.id}`, { ...told, q1: 'Brunnenwasser' }, { as });
    await answer(town, path, office!.lead, 'Pipes');
    expect(await asked('Brunnenwasser', { as: office!.lead })).toContain('Elders');
    expect(await asked('Brunnenkresse', { as: office!.lead })).toContain(nothing);
  });
});

describe('things of one name', () => {
  it('are told apart: a second round says so, and each the day on which it was asked', async () => {
    const talks = await foundPartnership(town, { name: 'Shade' });
    const scope = await town.scopeFor(talks.facilitator);
    const inAMonth = dayOf(new Date(Date.now() + 30 * 86_400_000), 'Europe/Oslo');
    const asking = {
      title: 'Gullies',
      about: '',
      questions: oneQuestion,
      who: talks.partners.map(({ id }) => id),
      opens: 'all' as const,
      day: inAMonth.split('-').reverse().map(Number).join('.'),
      time: '12:00',
    };
    const place = { locale: 'en' as const, timeZone: 'Europe/Oslo' };
    const pathOf = (round: string) => `/partnerships/${talks.id}/rounds/${round}`;
    const first = await town.database.change(scope, (tx) => ask(tx, talks.id, asking, place));
    for (const { lead } of talks.partners) await answer(town, pathOf(first), lead, 'Sieves');
    const about = 'We talked of the Sinkkasten.';
    const second = await town.database.change(scope, (tx) =>
      ask(tx, talks.id, { ...asking, about }, place, first),
    );
    const as = talks.partners[0]!.lead;
    const found = lines(await asked('Gullies', { as }));
    expect(found).toHaveLength(2);
    for (const [round, again] of [
      [first, false],
      [second, true],
    ] as const) {
      const line = found.find((one) => one.includes(`href="${pathOf(round)}"`));
      expect(line).toMatch(/asked on \d+ \w+ \d{4}/);
      expect(line!.includes('second round')).toBe(again);
    }
    expect(await asked('Sinkkasten', { as })).toContain('We talked of the <mark>Sinkkasten</mark>.');
  });
});
