import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { filledForm, theirsBeside } from '../../testing-forms.ts';
import { isSame, marksOf } from './form.ts';

let town: TestTown;
let ada: string;
let ben: string;

beforeAll(async () => {
  town = await openTestTown();
  ada = await town.addAdministrator('Ada');
  ben = await town.addAdministrator('Ben');
});
afterAll(() => town.close());

/** A goal of the city that nobody else changes, and its form. */
async function newGoal() {
  const form = { title_en: 'Lawns', target_en: 'More lawns', plan_en: '', sdg: '', strategies: ['reuse'] };
  const { location } = await town.post('/goals', form, { as: ada });
  const edit = `${location}/edit`;
  return {
    edit,
    open: async (as: string) => filledForm((await town.get(edit, { as })).html, edit),
    save: (form: Record<string, string | string[]>, as: string, locale: 'en' | 'de' = 'en') =>
      town.post(edit, form, { as, locale }),
    changes: async () => {
      const { rows } = await town.database.outer.query(
        `select count(*)::int as n from journal_entry where kind = 'goal.changed' and subject_id = $1`,
        [location!.split('/').at(-1)],
      );
      return rows[0].n as number;
    },
  };
}

it('puts what the other changed into fields that the sender left alone, and what was typed stays', async () => {
  const goal = await newGoal();
  const mine = await goal.open(ben);
  await goal.save({ ...(await goal.open(ada)), title_en: 'Meadows', strategies: ['repair'] }, ada);
  const both = await goal.save({ ...mine, target_en: 'Ten lawns' }, ben, 'de');
  expect(both.status).toBe(409);
  expect(both.html).toContain('Jemand anderes hat das inzwischen geändert');
  expect(theirsBeside(both.html, 'title_en')).toContain('Es steht schon im Feld.');
  expect(theirsBeside(both.html, 'target_en')).toBeUndefined();
  const again = filledForm(both.html, goal.edit);
  expect(again).toMatchObject({ title_en: 'Meadows', target_en: 'Ten lawns', strategies: 'repair' });
  expect((await goal.save(again, ben)).status).toBe(303);
  expect(await goal.open(ada)).toMatchObject({ title_en: 'Meadows', target_en: 'Ten lawns' });
});

it('asks nothing where both wrote the same, and where nobody else wrote', async () => {
  const goal = await newGoal();
  const [one, other] = [await goal.open(ada), await goal.open(ben)];
  expect((await goal.save({ ...one, title_en: 'Meadows' }, ada)).status).toBe(303);
  expect((await goal.save({ ...other, title_en: ' Meadows ' }, ben)).status).toBe(303);
});

it('remembers what a form was made from through a complaint, and asks again when a third one has saved', async () => {
  const goal = await newGoal();
  const mine = await goal.open(ben);
  await goal.save({ ...(await goal.open(ada)), title_en: 'Meadows' }, ada);
  const wrong = await goal.save({ ...mine, title_en: 'Trees', dueYear: 'soon' }, ben);
  expect(wrong.status).toBe(422);
  const mended = { ...filledForm(wrong.html, goal.edit), dueYear: '' };
  const both = await goal.save(mended, ben);
  expect(both.status).toBe(409);
  await goal.save({ ...(await goal.open(ada)), title_en: 'Woods' }, ada);
  const third = await goal.save(filledForm(both.html, goal.edit), ben);
  expect(third.status).toBe(409);
  expect(theirsBeside(third.html, 'title_en')).toContain('Woods');
  expect((await goal.save(filledForm(third.html, goal.edit), ben)).status).toBe(303);
  expect((await goal.open(ada)).title_en).toBe('Trees');
});

it('has one effect when it is pressed twice, and lets one of two at the same moment through', async () => {
  const goal = await newGoal();
  const form = { ...(await goal.open(ada)), title_en: 'Meadows' };
  const twice = await Promise.all([1, 2].map(() => goal.save(form, ada)));
  expect(twice.map(({ status }) => status)).toEqual([303, 303]);
  expect(await goal.changes()).toBe(1);
  const [one, other] = [await goal.open(ada), await goal.open(ben)];
  const both = await Promise.all([
    goal.save({ ...one, title_en: 'Woods' }, ada),
    goal.save({ ...other, title_en: 'Trees' }, ben),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409]);
  expect(await goal.changes()).toBe(2);
});

it('takes a form at its word that does not tell what it was made from, or tells nonsense', async () => {
  const goal = await newGoal();
  const { _stood, ...bare } = await goal.open(ben);
  await goal.save({ ...(await goal.open(ada)), title_en: 'Meadows' }, ada);
  expect((await goal.save({ ...bare, title_en: 'Trees' }, ben)).status).toBe(303);
  const odd = { ...bare, title_en: 'Trees', _stood: '%%%=&&unknown=1&constructor=2' };
  expect((await goal.save(odd, ben)).status).toBe(303);
});

it('tells nothing of the values in its marks but whether they are the same', () => {
  const marks = marksOf({ title: 'A secret', ticked: [], several: ['b', 'a'] });
  expect(marks).not.toContain('secret');
  expect(marks).toBe(marksOf({ title: ' A secret\n', ticked: '', several: ['a', 'b'] }));
  expect(marks).not.toBe(marksOf({ title: 'A secreT', ticked: [], several: ['b', 'a'] }));
  expect(isSame([], '')).toBe(true);
  expect(isSame('14.12.2026', '14 Dec 2026'), 'a day, as another language shows it').toBe(true);
  expect(isSame('14.12.2026', '15 Dec 2026')).toBe(false);
  expect(isSame('yes', [])).toBe(false);
});
