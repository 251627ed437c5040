import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LessonId, lessonIds, lessonsIn } from '../../guide/lessons.ts';
import { locales } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { foundPartnership } from '../partnerships/testing.ts';
import { askThem } from '../rounds/testing.ts';
import { beginVision, sectionsOf } from '../texts/testing.ts';

let town: TestTown;
let administrator: string;
let lead: string;

beforeAll(async () => {
  town = await openTestTown();
  administrator = await town.addAdministrator();
  lead = await town.addPerson('Lead');
});
afterAll(() => town.close());

/** As it stands in HTML. */
const written = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
const lineTo = (id: LessonId) => `In 3 minutes: <a class="ds-link" href="/guide/lessons/${id}">`;

describe('row 116: short lessons, in the reader’s language', () => {
  it.each(locales)('says all of each, with what there is to say of every choice, in %s', async (locale) => {
    const { html: list } = await town.get('/guide/lessons', { locale });
    for (const id of lessonIds) {
      const text = lessonsIn(locale)[id];
      expect(list).toContain(`href="/guide/lessons/${id}">${written(text.title)}`);
      const { html, status } = await town.get(`/guide/lessons/${id}`, { locale });
      expect(status).toBe(200);
      for (const words of [text.title, text.about, text.when, text.wrong, text.example, ...text.do])
        expect(html).toContain(written(words));
      for (const { question, choices } of text.check) {
        expect(html).toContain(written(question));
        for (const { choice, says } of choices)
          expect(html).toMatch(
            new RegExp(`${escaped(choice)}</summary><div class="stack"><p>${escaped(says)}</p>`),
          );
      }
    }
    expect((await town.get('/guide/lessons/nothing')).status).toBe(404);
  });

  it('asks nobody what they have opened: the self-check is no form', async () => {
    const { html, cookie } = await town.get('/guide/lessons/consent');
    const check = html.slice(html.indexOf('id="check"'), html.indexOf('<nav class="stack"'));
    expect(check).toContain('nothing is sent, kept or counted');
    expect(check).not.toMatch(/<(form|input|button)/);
    expect(cookie).toBe('');
  });

  it('leads on: to the steps of the guide, to the library, to the lessons beside it; and the guide leads there', async () => {
    const { html } = await town.get('/guide/lessons/power');
    for (const href of [
      '/guide/authority',
      '/guide/resources',
      '/guide/lessons/consent',
      '/guide/lessons/promise',
    ])
      expect(html).toContain(`href="${href}"`);
    expect(html).toContain('Collaborative governance and trust');
    expect((await town.get('/guide')).html).toContain('href="/guide/lessons"');
    const step = (await town.get('/guide/authority')).html;
    expect(step).toContain(lineTo('consent'));
    expect(step).toContain(lineTo('power'));
    expect((await town.get('/guide/data')).html).not.toContain('In 3 minutes');
  });

  it('is found by its words', async () => {
    const { html } = await town.get('/search?q=promise', { as: lead });
    expect(html).toContain('href="/guide/lessons/promise"');
    expect((await town.get('/search?q=versprochene', { locale: 'de' })).html).toContain(
      'href="/guide/lessons/meeting"',
    );
  });
});

const escaped = (text: string) => written(text).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

describe('row 116: at the moment of need', () => {
  it('one line on each form where it helps, and one only', async () => {
    const talks = await foundPartnership(town);
    const base = `/partnerships/${talks.id}`;
    const partner = talks.partners[0]!.lead!;
    const round = await askThem(town, talks);
    const vision = await beginVision(town, talks.id, partner);
    const [section] = await sectionsOf(town, vision);
    await town.post(
      `${vision}/blocks/${section!.id}/versions`,
      { heading: section!.heading, text: 'Beans', base: '0' },
      { as: partner },
    );
    const pages: [string, string, LessonId][] = [
      ['/briefs/new', lead, 'first-talk'],
      ['/complaints/turn', lead, 'asking'],
      [`${base}/rounds/new`, talks.facilitator, 'plain-words'],
      [`${base}/rounds/${round}`, partner, 'answering-alone'],
      [`${vision}/answers`, partner, 'consent'],
      [`${base}/moving-on/ending`, talks.facilitator, 'closing'],
      [`${base}/path/commitments`, partner, 'promise'],
    ];
    for (const [path, as, id] of pages) {
      const { html } = await town.get(path, { as });
      expect(html, path).toContain(lineTo(id));
      expect(html.split('In 3 minutes').length - 1, path).toBe(1);
    }
    // Who only looks on has nothing to answer.
    expect((await town.get(`${base}/rounds/${round}`, { as: talks.observer })).html).not.toContain(
      'In 3 minutes',
    );
  });
});

describe('row 116: training sessions', () => {
  const form = {
    lessons: ['meeting', 'promise'],
    day: '',
    from: '18:00',
    until: '20',
    place: 'Mill Street 4',
    languages: 'English, Ukrainian',
    coming_en: 'Write to the library.\nThere is a lift.',
    seats: '20',
  };
  let session: string;
  const dayIn = async (days: number) => {
    const { rows } = await town.database.outer.query(
      `select to_char(app_now() at time zone 'Europe/Berlin' + $1 * interval '1 day', 'DD.MM.YYYY') as day`,
      [days],
    );
    return rows[0].day as string;
  };
  const journal = async () =>
    (
      await town.database.outer.query(
        `select kind from journal_entry where kind like 'training.%' order by seq`,
      )
    ).rows.map(({ kind }) => kind);

  it('are announced by administrators, who read beside each field what is wrong, and lose nothing', async () => {
    expect((await town.get('/training', { as: lead })).html).toContain('No training session is planned');
    expect((await town.get('/training', { as: lead })).html).not.toContain('/training/new');
    expect((await town.get('/')).html).not.toContain('href="/training"');
    const wrong = await town.post(
      '/training',
      { ...form, lessons: [], day: '31.2.2030', until: 'late', languages: 'Elvish', seats: 'many' },
      { as: administrator },
    );
    expect(wrong.status).toBe(422);
    for (const said of [
      'Choose a lesson at least',
      'We do not know one of these languages',
      'a number of places',
    ])
      expect(wrong.html).toContain(said);
    expect(wrong.html).toContain('value="31.2.2030"');
    const when = await town.post(
      '/training',
      { ...form, day: '31.2.2030', until: 'late' },
      { as: administrator },
    );
    expect(when.html).toContain('There is no such day');
    expect(when.html).toContain('Write a time, for example 18:00');
    expect(when.html).toContain('value="English, Ukrainian"');
    expect(await journal()).toEqual([]);
    const added = await town.postAndFollow(
      '/training',
      { ...form, day: await dayIn(10) },
      { as: administrator },
    );
    expect(added.html).toContain('The session is announced.');
    session = `/training/${/href="\/training\/([0-9a-f-]+)\/edit"/.exec(added.html)![1]}`;
  });

  it('everybody reads when, where, in which languages and how to come, and can put it into a calendar', async () => {
    const { html } = await town.get(session);
    for (const said of [
      '18:00 to 20:00',
      'Mill Street 4',
      'English and Ukrainian',
      'There is a lift.',
      '20 places',
    ])
      expect(html).toContain(said);
    expect(html).toContain('A meeting worth coming to · A promise you cannot keep');
    for (const path of ['/training', '/', '/guide/lessons', '/guide/lessons/promise'])
      expect((await town.get(path)).html, path).toContain(`href="${session}"`);
    expect((await town.get('/guide/lessons/power')).html).not.toContain(session);
    expect((await town.get(session, { locale: 'de' })).html).toContain('18:00 bis 20:00 Uhr');
    const file = await town.get(`${session}/session.ics`, { locale: 'de' });
    expect(file.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(file.html).toContain('SUMMARY:Ein Treffen\\, das sich lohnt · Eine Zusage\\, die Sie');
    expect(file.html).toContain('STATUS:CONFIRMED\r\n');
  });

  it('are found by their lessons and their place', async () => {
    for (const q of ['Mill', 'worth coming'])
      expect((await town.get(`/search?q=${encodeURIComponent(q)}`)).html).toContain(`href="${session}"`);
  });

  it('are changed; and who saves after somebody else sees both', async () => {
    const page = await town.get(`${session}/edit`, { as: administrator });
    expect(page.html).toContain('value="English, Ukrainian"');
    expect(page.html).toContain('value="18:00"');
    const saved = await town.postAndFollow(
      `${session}/edit`,
      { ...form, day: await dayIn(10), place: 'https://meet.example/room' },
      { as: administrator },
    );
    expect(saved.html).toContain('<a class="ds-link" href="https://meet.example/room">Online meeting</a>');
    expect((await town.get(`${session}/session.ics`)).html).toContain('SEQUENCE:1\r\n');
  });

  it('are cancelled with a reason that all read until the day, and that can be taken back', async () => {
    const without = await town.post(`${session}/cancellation`, { reason: ' ' }, { as: administrator });
    expect(without.status).toBe(422);
    expect(without.html).toContain('Write why it does not take place');
    await town.post(
      `${session}/cancellation`,
      { reason: 'Too few have come forward' },
      { as: administrator },
    );
    for (const path of [session, '/training'])
      expect((await town.get(path)).html).toMatch(/Cancelled<\/span> <span>Too few have come forward/);
    expect((await town.get('/')).html).not.toContain(session);
    expect((await town.get('/guide/lessons/promise')).html).not.toContain(session);
    expect((await town.get(`${session}/session.ics`)).html).toContain('STATUS:CANCELLED\r\n');
    const back = await town.postAndFollow(`${session}/return`, {}, { as: administrator });
    expect(back.html).toContain('The session takes place.');
    expect(back.html).not.toContain('Too few have come forward');
    expect((await town.get('/')).html).toContain(session);
    expect(await journal()).toEqual([
      'training.added',
      'training.changed',
      'training.cancelled',
      'training.restored',
    ]);
  });

  it('are nobody’s to change but the administrators’, for the database as well', async () => {
    for (const path of ['/training', `${session}/edit`, `${session}/cancellation`, `${session}/return`])
      expect((await town.post(path, { ...form, reason: 'Mine' }, { as: lead })).status, path).toBe(403);
    const own = await town.scopeFor(lead);
    const id = session.split('/').at(-1)!;
    const changed = await town.database.change(own, ({ db }) =>
      db.updateTable('training').set({ place: 'Mine' }).where('id', '=', id).executeTakeFirst(),
    );
    expect(changed.numUpdatedRows).toBe(0n);
    expect((await town.get(`/training/${newId()}`)).status).toBe(404);
    expect((await town.get('/training/none')).status).toBe(404);
  });

  it('that are over are listed and found no more, and stay as they were', async () => {
    await town.moveTime('11 days');
    expect((await town.get('/training')).html).not.toContain(session);
    expect((await town.get('/')).html).not.toContain('/training');
    expect((await town.get('/search?q=worth%20coming')).html).not.toContain(session);
    const page = await town.get(session, { as: administrator });
    expect(page.html).toContain('This session is over.');
    expect(page.html).not.toContain('session.ics');
    for (const path of ['edit', 'cancellation', 'return'])
      expect(
        (await town.post(`${session}/${path}`, { ...form, reason: 'x' }, { as: administrator })).status,
      ).toBe(404);
  });
});
