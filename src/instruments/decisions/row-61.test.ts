import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { settleEnded } from './actions.ts';
import { endNow, idOf, inDays, propose } from './testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let base: string;
let leads: string[];
let at: string;

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  base = `/partnerships/${talks.id}/decisions`;
  leads = talks.partners.map(({ lead }) => lead!);
  at = await propose(
    town,
    talks,
    { way: 'consent', title: 'Two soups a week', text: 'All canteens cook two soups a week.', quorum: '3' },
    leads[0]!,
  );
}, 120_000);
afterAll(() => town.close());

const said = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const see = async (path: string, as = talks.observer) => said((await town.get(path, { as })).html);
const say = (stance: string, as: string, version = '1', reason = '') =>
  town.post(`${at}/voice`, { version, stance, reason }, { as });
const told = async () => {
  await town.settle();
  return see(`/partnerships/${talks.id}/timeline`);
};

describe('row 61: consent, until nobody sees harm in it', () => {
  it('an objection, and a concern, say why', async () => {
    for (const stance of ['objection', 'concern']) {
      const { status, html } = await say(stance, leads[1]!);
      expect(status).toBe(422);
      expect(said(html)).toContain('Say why: it helps to find something that works for all.');
    }
    expect((await say('consent', leads[1]!)).status).toBe(303);
  });

  it('an objection that stands keeps it from holding, however many consent', async () => {
    const other = await propose(
      town,
      talks,
      { way: 'consent', title: 'No meat', text: 'We serve no meat.', quorum: '3' },
      leads[0]!,
    );
    const speak = (stance: string, as: string, reason = '') =>
      town.post(`${other}/voice`, { version: '1', stance, reason }, { as });
    await speak('consent', leads[0]!);
    await speak('consent', leads[1]!);
    await speak('objection', leads[2]!, 'Our growers keep sheep');
    await town.post(`${other}/closure`, {}, { as: leads[0]! });
    const page = await see(other);
    expect(page).toContain('Not agreed');
    expect(page).toContain('One partner objects. As long as an objection stands, it does not hold.');
    expect(page).toContain('Our growers keep sheep');
  });

  it('it is said anew with the objection taken in: all are asked again, and what changed is seen', async () => {
    await say('consent', leads[0]!);
    await say('objection', leads[2]!, '1', 'Small canteens have one pot');
    expect(await see(at)).toContain('Small canteens have one pot');
    expect(await see('/desk', leads[0]!)).toContain(
      'Somebody objects, so it does not hold like this: Two soups a week',
    );
    for (const as of [leads[1]!, talks.observer])
      expect((await town.get(`${at}/wording`, { as })).status).toBe(403);
    const anew = (form: Record<string, string>, as = leads[0]!) =>
      town.post(
        `${at}/wording`,
        {
          text: 'Canteens with two pots cook two soups a week.',
          because: 'One pot, one soup.',
          base: '1',
          ...form,
        },
        { as },
      );
    expect(said((await anew({ because: '' })).html)).toContain('Say what you have changed, and why.');
    expect(said((await anew({ text: 'All canteens cook two soups a week.' })).html)).toContain(
      'These are the same words as before.',
    );
    expect((await anew({})).status).toBe(303);
    const { html } = await town.get(at, { as: talks.observer });
    expect(said(html)).toContain('0 of 3 partners have spoken.');
    expect(said(html)).toContain('What has changed: One pot, one soup.');
    expect(html).toMatch(/<del>[\s\S]*All[\s\S]*<\/del>/);
    expect(said(html), 'what was said to the words of before').toContain('Small canteens have one pot');
    expect(await told()).toContain('put in other words: Two soups a week');
    expect(await see('/desk', leads[2]!)).toContain('your voice is wanted again: Two soups a week');
    expect(await see(`${at}/voice`, leads[2]!)).toContain('It was put in other words since you spoke.');
    // A voice to the words of before is none to those of now; nor are two rewordings of the same words.
    expect(said((await say('consent', leads[2]!, '1')).html)).toContain(
      'It has been put in other words meanwhile.',
    );
    expect(said((await anew({ text: 'Other words.' })).html)).toContain(
      'It has been put in other words meanwhile.',
    );
  });

  it('its owner withdraws it by consenting, and once all have spoken it is adopted with a day to look again', async () => {
    await say('objection', leads[2]!, '2', 'Still unsure');
    await say('consent', leads[2]!, '2');
    await say('consent', leads[0]!, '2');
    const early = await town.post(`${at}/closure`, {}, { as: leads[0]! });
    expect(said(early.html)).toContain('Not all have spoken yet.');
    await say('concern', leads[1]!, '2', 'Who buys the pots?');
    expect((await town.post(`${at}/closure`, {}, { as: leads[0]! })).status).toBe(303);
    const page = await see(at);
    expect(page).toContain('Nobody objects. 3 of 3 partners have spoken.');
    expect(page).toContain('Who buys the pots?');

    expect(await see('/desk', leads[0]!)).toContain('Write down what came of: Two soups a week');
    const write = (form: Record<string, string>, as = leads[0]!) =>
      town.post(
        `${at}/outcome`,
        { text: 'Canteens with two pots cook two soups.', review: inDays(5), ...form },
        { as },
      );
    expect((await write({}, leads[1]!)).status).toBe(403);
    expect(said((await write({ review: '' })).html)).toContain(
      'Write the day on which you look at it again.',
    );
    expect((await write({})).status).toBe(303);
    const register = await see(base);
    expect(register).toContain('Canteens with two pots cook two soups.');
    expect(register).toContain('look at it again on');
    expect(await see('/desk', leads[1]!)).toContain('Look again at: Two soups a week');
    await town.settle();
    expect(await see(`/search?q=pots`, talks.observer)).toContain('Two soups a week');
  });

  it('it is set aside only by consent of all others, with a reason that all read', async () => {
    const shared = await propose(
      town,
      talks,
      {
        way: 'consent',
        title: 'One supplier',
        text: 'We all buy from the co-op.',
        quorum: '3',
        day: inDays(40),
      },
      leads[0]!,
    );
    const speak = (stance: string, as: string, reason = '') =>
      town.post(`${shared}/voice`, { version: '1', stance, reason }, { as });
    await speak('consent', leads[0]!);
    await speak('consent', leads[1]!);
    await speak('objection', leads[2]!, 'We lose our own growers');
    const objection = /href="([^"]+\/objections\/[^"]+)"/.exec(
      (await town.get(shared, { as: leads[0]! })).html,
    )![1]!;
    expect(await see(objection)).toContain('We lose our own growers');
    const ask = (as: string, reason = 'We try it for one term') => town.post(objection, { reason }, { as });
    const consent = (as: string, partner = '') => town.post(`${objection}/consent`, { partner }, { as });
    for (const as of [leads[2]!, talks.observer]) expect((await ask(as)).status).toBe(403);
    expect(said((await consent(leads[1]!)).html)).toContain(
      'Nobody has asked yet whether it may be set aside.',
    );
    expect(said((await ask(leads[0]!, '')).html)).toContain('Say why it is to be set aside.');
    expect((await ask(leads[0]!)).status).toBe(303);
    expect(await told()).toContain('asks whether an objection may be set aside: One supplier');

    // Who asks consents; as long as one of the others has not, it stands.
    expect(await see(shared)).toContain('1 of 2 others consent to set it aside.');
    const waits = 'may an objection be set aside? One supplier';
    expect(await see('/desk', leads[1]!)).toContain(waits);
    for (const as of [leads[0]!, leads[2]!]) expect(await see('/desk', as)).not.toContain(waits);
    expect((await consent(leads[2]!)).status).toBe(403);
    expect((await consent(talks.observer)).status).toBe(403);
    expect((await consent(leads[1]!)).status).toBe(303);
    expect((await consent(leads[1]!)).status, 'said twice it is kept once').toBe(303);
    expect(await see('/desk', leads[1]!)).not.toContain(waits);
    expect(said((await ask(leads[1]!, 'Another reason')).html)).toContain('Somebody has asked already.');
    expect(await see('/desk', leads[0]!), 'nothing stands against it any more').not.toContain(
      'Somebody objects',
    );

    await town.post(`${shared}/closure`, {}, { as: leads[0]! });
    const over = await see(shared);
    expect(over).toContain('Agreed');
    expect(over).toContain('All others consented to set one objection aside. 3 of 3 partners have spoken.');
    expect(
      (await told()).match(/All others consented to set an objection aside: One supplier/g),
    ).toHaveLength(1);
    expect(over, 'the objection stays to be read').toContain('We lose our own growers');
    expect(await see(objection)).toContain('We try it for one term');
  });

  it('whoever objects anew, or is asked anew, has not been set aside; nor by fewer than all others', async () => {
    const begin = async (title: string) => {
      const path = await propose(
        town,
        talks,
        { way: 'consent', title, text: 'We share a van.', quorum: '3', day: inDays(40) },
        leads[0]!,
      );
      const speak = (stance: string, as: string, reason = '') =>
        town.post(`${path}/voice`, { version: '1', stance, reason }, { as });
      for (const as of leads.slice(0, 2)) await speak('consent', as);
      await speak('objection', leads[2]!, 'No parking');
      const page = await town.get(path, { as: leads[0]! });
      const objection = /href="([^"]+\/objections\/[^"]+)"/.exec(page.html)![1]!;
      await town.post(objection, { reason: 'It fits the yard' }, { as: leads[0]! });
      return { path, speak, objection };
    };
    const few = await begin('A van for few');
    await town.post(`${few.path}/closure`, {}, { as: leads[0]! });
    expect(await see(few.path)).toContain('One partner objects.');

    const again = await begin('A van again');
    await town.post(`${again.objection}/consent`, {}, { as: leads[1]! });
    await again.speak('objection', leads[2]!, 'No parking, and noise');
    expect(said((await town.post(`${again.objection}/consent`, {}, { as: leads[1]! })).html)).toContain(
      'This objection does not stand any more.',
    );
    await town.post(`${again.path}/closure`, {}, { as: leads[0]! });
    expect(await see(again.path)).toContain('Not agreed');
  });

  it('ends by the clock of the database, also where the program slept, and takes nothing after that', async () => {
    const late = await propose(
      town,
      talks,
      { way: 'consent', title: 'A long night', text: 'We open at night.', quorum: '1' },
      leads[0]!,
    );
    const speak = (as: string) => town.post(`${late}/voice`, { version: '1', stance: 'consent' }, { as });
    await speak(leads[0]!);
    const later = (day: string, reason = 'Holidays') =>
      town.post(`${late}/later`, { day, time: '12:00', reason }, { as: leads[0]! });
    expect(said((await later(inDays(3))).html)).toContain('It ends later than before, or not at all.');
    expect(said((await later(inDays(20), '')).html)).toContain('Say why');
    expect((await later(inDays(20))).status).toBe(303);
    expect(await see(late)).toMatch(/gave more time on .*: Holidays/);
    await town.moveTime('21 days');
    expect(said((await speak(leads[1]!)).html)).toContain('It is over: no voices are taken any more.');
    // Not counted by the house yet, and read all the same.
    expect(await see(late)).toContain('Nobody objects. 1 of 3 partners has spoken.');
    await settleEnded(town);
    await settleEnded(town);
    const settled = (await told()).match(/Agreed: A long night/g);
    expect(settled).toHaveLength(1);
  });

  it('where voices are hidden, nothing tells that somebody objects', async () => {
    const hidden = await propose(
      town,
      talks,
      { way: 'consent', title: 'Hidden', text: 'We move.', quorum: '3', results: 'voted', day: inDays(40) },
      leads[0]!,
    );
    const speak = (stance: string, as: string, reason = '') =>
      town.post(`${hidden}/voice`, { version: '1', stance, reason }, { as });
    await speak('consent', leads[0]!);
    await speak('objection', leads[1]!, 'Too far');
    const page = (await town.get(hidden, { as: leads[0]! })).html;
    const objection = /href="([^"]+\/objections\/[^"]+)"/.exec(page)![1]!;
    expect((await town.post(objection, { reason: 'Near enough' }, { as: leads[0]! })).status).toBe(303);
    expect((await town.get(objection, { as: leads[2]! })).status).toBe(404);
    expect(await told()).not.toContain('may be set aside: Hidden');
    const { rows } = await town.database.read(await town.scopeFor(leads[2]!), ({ db }) =>
      sql`select kind from journal_entry where kind like '%aside%' and subject_id = ${idOf(hidden)}`.execute(
        db,
      ),
    );
    expect(rows).toEqual([]);
    await town.post(`${hidden}/withdrawal`, {}, { as: leads[0]! });
  });

  it('a veto of another way to decide is not set aside', async () => {
    const graded = await propose(
      town,
      talks,
      { way: 'consensus', title: 'Graded', text: 'We share.', quorum: '3', day: inDays(40) },
      leads[0]!,
    );
    await town.post(`${graded}/voice`, { version: '1', stance: 'disagree', reason: 'No' }, { as: leads[1]! });
    const page = (await town.get(graded, { as: leads[0]! })).html;
    expect(said(page)).toContain('1 of 3 partners has spoken');
    expect(page).not.toContain('/objections/');
    await town.post(`${graded}/withdrawal`, {}, { as: leads[0]! });
  });

  it('is taken up again with a reason; what was decided holds until the new one is over', async () => {
    const found = await town.database.outer.query(`select id from decision where title = 'Two soups a week'`);
    const before = `${base}/${found.rows[0].id}`;
    expect((await town.get(`${before}/reopening`, { as: talks.observer })).status).toBe(403);
    const form = (await town.get(`${before}/reopening`, { as: leads[1]! })).html;
    expect(form).toContain('Canteens with two pots cook two soups a week.</textarea>');
    const again = (typed: Record<string, string>) =>
      town.post(
        `${before}/reopening`,
        {
          because: 'Pots are cheap now',
          text: 'All cook two soups.',
          day: inDays(60),
          time: '12:00',
          ...typed,
        },
        { as: leads[1]! },
      );
    expect(said((await again({ because: '' })).html)).toContain('Say why it is taken up again.');
    expect(said((await again({ text: '' })).html)).toContain('Write down what you propose.');
    const { location } = await again({});
    expect(said((await again({})).html)).toContain('It is being taken up again already.');
    expect(await see(location!)).toMatch(
      /took it up again on .*: Pots are cheap now What was decided before/,
    );
    const old = await see(before, leads[1]!);
    expect(old).toMatch(/took it up again on .*: Pots are cheap now Read it/);
    expect(old, 'it holds').toContain('Canteens with two pots cook two soups.');
    expect(old).not.toContain('Take it up again');
    expect(await told()).toContain('took up again: Two soups a week');
    expect(await see('/desk', leads[2]!)).toContain('your voice is wanted: Two soups a week');
    await town.post(`${location}/withdrawal`, {}, { as: leads[1]! });
    expect(await see(before)).not.toContain('Pots are cheap now');
    expect(await see(before, leads[1]!)).toContain('Take it up again');

    // Where it comes to hold it takes the place of the one before.
    const newer = (await again({ because: 'Pots are free now' })).location!;
    for (const as of leads) await town.post(`${newer}/voice`, { version: '1', stance: 'consent' }, { as });
    await town.post(`${newer}/closure`, {}, { as: leads[1]! });
    await town.post(`${newer}/outcome`, { text: 'All cook two.', review: inDays(90) }, { as: leads[1]! });
    const gone = await see(before, leads[1]!);
    expect(gone).toContain('It holds no longer: it was taken up again, and something else was decided.');
    expect(gone).not.toContain('Take it up again');
    expect(said((await again({})).html)).toContain('something else holds now');
    expect(await see('/desk', leads[1]!)).not.toContain('Look again at: Two soups a week');
  });

  it('what was typed comes back where it ends meanwhile', async () => {
    const going = await propose(
      town,
      talks,
      { way: 'consent', title: 'Soon over', text: 'Almost.', day: inDays(40) },
      leads[0]!,
    );
    await endNow(town, idOf(going));
    const form = { text: 'Words of an hour', because: 'Why', base: '1' };
    const { status, html } = await town.post(`${going}/wording`, form, { as: leads[0]! });
    expect(status).toBe(422);
    expect(said(html)).toContain('It is over: no voices are taken any more.');
    expect(html).toContain('Words of an hour');
  });

  it('is taken back by who proposed it, and then nobody is asked any more', async () => {
    const gone = await propose(
      town,
      talks,
      { way: 'consent', title: 'A mistake', text: 'Never mind.', day: inDays(40) },
      leads[0]!,
    );
    expect((await town.post(`${gone}/withdrawal`, {}, { as: leads[1]! })).status).toBe(403);
    expect((await town.post(`${gone}/withdrawal`, {}, { as: leads[0]! })).status).toBe(303);
    expect(await see(gone)).toContain('It was taken back. Nothing was decided.');
    expect(await see('/desk', leads[1]!)).not.toContain('A mistake');
    expect(await see(base)).not.toContain('A mistake');
  });
});

it('advice: who proposes decides once it is in, also against it, and says why', async () => {
  const asked = await propose(
    town,
    talks,
    { way: 'advice', title: 'Which stove', text: 'I buy the small one.', day: inDays(40), quorum: '2' },
    leads[0]!,
  );
  for (const as of leads)
    await town.post(`${asked}/voice`, { version: '1', stance: 'rather-not', reason: 'Too small' }, { as });
  await town.post(`${asked}/closure`, {}, { as: leads[0]! });
  expect(await see(asked)).toContain('Who proposed it decides now.');
  const write = (form: Record<string, string>) =>
    town.post(
      `${asked}/outcome`,
      { text: 'I buy the large one.', review: inDays(90), ...form },
      { as: leads[0]! },
    );
  expect(said((await write({})).html)).toContain('Say whether it is decided.');
  expect((await write({ holds: 'no' })).status).toBe(303);
  expect(await see(asked)).toContain('It was not done.');
});
