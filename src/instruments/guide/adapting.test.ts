import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guideIn } from '../../guide/guide.ts';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { putOutIn } from '../public-page/testing.ts';

let town: TestTown;
let admin: string;
let talks: FoundedPartnership;
const guide = guideIn('en').elements.vision;
const form = '/settings/guide/vision/en';

beforeAll(async () => {
  town = await openTestTown();
  admin = await town.addAdministrator();
  talks = await foundPartnership(town);
}, 60_000);
afterAll(() => town.close());

/** What the form holds as it is shown. */
const shown = {
  'text-name': guide.name,
  'text-about': guide.about,
  'text-why': guide.why,
  'text-do': guide.do.join('\n'),
  'text-who': guide.who,
  'text-time': guide.time,
  ...Object.fromEntries(
    Object.entries(guide.questions).map(([code, question]) => [`text-${code}`, question]),
  ),
  'text-own': '',
};
const save = (more: Record<string, string>) => town.postAndFollow(form, { ...shown, ...more }, { as: admin });

describe('a city adapts its copy of the guide', () => {
  it('finds every step in the settings, as the guide says it', async () => {
    const { html } = await town.get('/settings/guide', { as: admin });
    expect(html.match(/As the guide says it/g)).toHaveLength(18);
    const page = (await town.get(form, { as: admin })).html;
    for (const words of [guide.name, guide.why, guide.questions.V1!]) expect(page).toContain(words);
    expect(page).not.toContain('Compare with the guide');
  });

  it('puts parts in its own words, leaves a question out and adds one: everybody reads it like that', async () => {
    const saved = await save({
      'text-name': 'Where we want to go',
      'text-V4': '',
      'text-own': 'Who pays?\n\n  Who cleans up?  ',
    });
    expect(saved.html).toContain('Saved. Everybody reads it like this now.');
    const read = (await town.get('/guide/vision')).html;
    expect(read).toContain('Where we want to go</h1>');
    expect(read).not.toMatch(/<li id="V4">/);
    expect(read).toContain('Who cleans up?');
    expect(read).toContain(guide.questions.V1);
    expect(read).toContain('says 3 things differently from the guide');
    expect(
      (await town.get('/settings/guide', { as: admin })).html.match(/As the guide says it/g),
    ).toHaveLength(17);
  });

  it('has them on the path: the step, its questions, and the round that is made of them', async () => {
    const base = `/partnerships/${talks.id}`;
    const step = (await town.get(`${base}/path/vision`, { as: talks.facilitator })).html;
    expect(step).toContain('Where we want to go');
    expect(step).toContain('Who pays?');
    expect(step).not.toContain('value="V4"');
    const round = (
      await town.get(`${base}/rounds/new?element=vision&ask=own-1&ask=V4`, { as: talks.facilitator })
    ).html;
    expect(round).toContain('Who pays?');
    expect(round).not.toContain(guide.questions.V4);
  });

  it('has its own name of a step wherever that is named: in rooms, on the timeline, to everybody', async () => {
    const base = `/partnerships/${talks.id}`;
    const { lead } = talks.partners[0]!;
    await town.postAndFollow(`${base}/path/vision/choices`, { says: 'next' }, { as: lead });
    for (const room of ['timeline', 'vision', 'fit', 'differences', 'public/new'])
      expect((await town.get(`${base}/${room}`, { as: lead })).html, room).toContain('Where we want to go');
    const page = await putOutIn(town, talks, { step: 'yes' });
    expect((await town.get(page)).html).toContain('Where we want to go');
    expect((await town.get(page, { locale: 'de' })).html).toContain(guideIn('de').elements.vision.name);
  });

  it('says nothing else in other languages', async () => {
    const german = (await town.get('/guide/vision', { locale: 'de' })).html;
    expect(german).toContain(guideIn('de').elements.vision.name);
    expect(german).not.toContain('anders als der Wegweiser');
  });

  it('keeps up with a later guide: where both have changed, the difference is shown and somebody decides', async () => {
    // As if the guide had said something else when the city wrote its own words.
    const wrote = (text: string, base: string, part: string) =>
      town.database.outer.query(
        `insert into guide_change (id, space_id, element, locale, part, text, base, by_person)
         select $1, space_id, 'vision', 'en', $2, $3, $4, $5 from city`,
        [newId(), part, text, base, admin],
      );
    await wrote('Because we say so.', 'Old reasons.', 'why');
    await wrote('Everybody.', 'Old people.', 'who');
    await wrote('A year.', 'Old times.', 'time');
    town.house.city.forget();
    const list = (await town.get('/settings/guide', { as: admin })).html;
    expect(list).toContain('The guide has changed since in 3 places');
    const page = (await town.get(form, { as: admin })).html;
    expect(page.match(/The guide has changed here since you wrote your own words/g)).toHaveLength(3);
    expect(page).toMatch(/<del>.{0,80}Old reasons/s);

    const now = { 'text-name': 'Where we want to go', 'text-V4': '', 'text-own': 'Who pays?' };
    const ours = { 'text-why': 'Because we say so.', 'text-who': 'Everybody.', 'text-time': 'A year.' };
    await save({ ...now, ...ours, 'since-why': 'taken', 'since-who': 'ours', 'since-time': 'later' });
    const read = (await town.get('/guide/vision')).html;
    expect(read).toContain(guide.why);
    expect(read).not.toContain('Because we say so.');
    expect(read).toContain('Everybody.');
    const after = (await town.get('/settings/guide', { as: admin })).html;
    expect(after).toContain('The guide has changed since in one place');
  });

  it('goes back to the guide’s words when they are typed again, and says when nothing changes', async () => {
    await save({});
    expect((await town.get('/guide/vision')).html).not.toContain('differently from the guide');
    expect((await save({})).html).toContain('Nothing has changed.');
    expect(
      (await town.get('/settings/guide', { as: admin })).html.match(/As the guide says it/g),
    ).toHaveLength(18);
  });

  it('takes nothing that is too long, and loses nothing of it', async () => {
    const long = 'x'.repeat(61);
    const wrong = await town.post(form, { ...shown, 'text-name': long }, { as: admin });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('That is too long here: shorten it');
    expect(wrong.html).toContain(long);
    const many = await town.post(form, { ...shown, 'text-own': 'a?\n'.repeat(9) }, { as: admin });
    expect(many.html).toContain('Write at most eight lines');
  });

  it('belongs to administrators, in the database too; other steps and languages are not there', async () => {
    expect((await town.post(form, shown, { as: talks.facilitator })).status).toBe(403);
    expect((await town.get('/settings/guide/nothing/en', { as: admin })).status).toBe(404);
    expect((await town.get('/settings/guide/vision/xx', { as: admin })).status).toBe(404);
    const scope = await town.scopeFor(talks.facilitator);
    const sneaking = town.database.change(scope, (tx) =>
      tx.db
        .insertInto('guide_change')
        .values({
          id: newId(),
          space_id: town.city,
          audience_id: null,
          element: 'vision',
          locale: 'en',
          part: 'name',
          text: 'Mine',
          base: '',
          by_person: talks.facilitator,
        })
        .execute(),
    );
    await expect(sneaking).rejects.toThrow(/row-level security/);
  });
});
