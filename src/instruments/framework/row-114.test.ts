import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importCityFile } from '../../platform/import/run-import.ts';
import { addDays, dayOf } from '../../platform/working-days.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { filledForm } from '../../testing-forms.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';

let town: TestTown;
let talks: FoundedPartnership;
let other: FoundedPartnership;
let administrator: string;
let lead: string;
let base: string;
let signing: string;
let tender: string;
let complaints: string;

const rule = {
  kind: 'signing',
  title_en: 'Contracts are signed by two',
  title_de: 'Verträge unterschreiben zwei',
  meaning_en: 'The head of the department and the treasurer sign together.',
  meaning_de: 'Die Leitung der Abteilung und die Kämmerei unterschreiben gemeinsam.',
};

beforeAll(async () => {
  town = await openTestTown();
  administrator = await town.addAdministrator();
  talks = await foundPartnership(town);
  other = await foundPartnership(town, { name: 'Street Repair' });
  lead = talks.partners[0]!.lead;
  base = `/partnerships/${talks.id}/framework`;
  const department = { kind: 'department', name_en: 'Law office', name_de: 'Rechtsamt' };
  await town.post('/registration', department, { as: administrator });
});
afterAll(() => town.close());

const today = () => town.database.system(async (tx) => dayOf(tx.now, 'Europe/Berlin'));
const idOf = (path: string) => path.split('/').at(-1)!;
const addRule = async (form: Record<string, string>) =>
  (await town.post('/framework', form, { as: administrator })).location!;
const changeRule = async (id: string, form: Record<string, string>) => {
  const path = `/framework/${id}/edit`;
  const { html } = await town.get(path, { as: administrator });
  return town.postAndFollow(path, { ...filledForm(html, path), ...form }, { as: administrator });
};
const inside = (id: string, as = lead, locale: 'en' | 'de' = 'en') =>
  town.get(`${base}/${id}`, { as, locale });
const say = async (id: string, form: Record<string, string>, as = lead) => {
  const { html } = await inside(id, as);
  return town.post(`${base}/${id}`, { ...filledForm(html, `${base}/${id}`), ...form }, { as });
};

describe('row 114: the city lays down its framework once', () => {
  it('begins with nothing, and says to residents and to administrators what comes next', async () => {
    const { html } = await town.get('/framework');
    expect(html).toContain('The city has not laid anything down yet');
    expect(html).toContain('href="/who-does-what"');
    expect(html).not.toContain('/framework/new');
    const keeper = await town.get('/framework', { as: administrator });
    expect(keeper.html).toContain('href="/framework/new"');
    const partner = await town.get(base, { as: lead });
    expect(partner.html).toContain('The city has not laid anything down for partnerships yet');
    expect(partner.html).not.toContain('Begin the text');
  });

  it('says what is wrong with a rule, and loses nothing that was typed', async () => {
    const wrong = await town.post(
      '/framework',
      {
        kind: '',
        meaning_de: 'Zwei Unterschriften',
        link: 'javascript:alert(1)',
        amount: '1.30',
        validFrom: '31.2.2027',
        office: 'none',
      },
      { as: administrator },
    );
    expect(wrong.status).toBe(422);
    for (const words of [
      'Choose what it is about',
      'Write an address of the web',
      'There is no such day',
      'Choose an office from the list',
      'Zwei Unterschriften</textarea>',
      'value="31.2.2027"',
    ])
      expect(wrong.html).toContain(words);
    const nameless = await town.post(
      '/framework',
      { kind: 'forms', meaning_en: 'By contract' },
      { as: administrator },
    );
    expect(nameless.html).toContain('Write the rule in one language at least');
    const sums = await town.post('/framework', { ...rule, amount: 'a lot' }, { as: administrator });
    expect(sums.html).toContain('Write a sum of money in figures');
    expect(sums.html).toContain('value="a lot"');
  });

  it('keeps kind, words, document, value, office and day; everybody reads it in their language', async () => {
    const { rows } = await town.database.outer.query(`select id from organisation where slug = 'law-office'`);
    signing = idOf(
      await addRule({
        ...rule,
        document_en: 'Rules of procedure, § 12',
        link: 'law.example/rules',
        appliesFrom_en: 'As soon as the city is bound',
        amount: '1,300,000.5',
        office: rows[0].id,
        validFrom: '1.1.2024',
      }),
    );
    const page = await town.get(`/framework/${signing}`);
    expect(page.html).toContain('Who may sign and decide');
    expect(page.html).toContain('The head of the department and the treasurer sign together.');
    expect(page.html).toMatch(/href="https:\/\/law\.example\/rules"[^>]*>Rules of procedure, § 12/);
    expect(page.html).toContain('€1,300,000.50');
    expect(page.html).toMatch(/href="\/organisations\/law-office"[^>]*>Law office/);
    expect(page.html).toContain('1 January 2024');
    expect(page.html).not.toContain('For administrators');
    const german = await town.get(`/framework/${signing}`, { locale: 'de' });
    expect(german.html).toContain('Verträge unterschreiben zwei');
    expect(german.html).toContain('1.300.000,50\u00a0€');
    expect(german.html).toContain('lang="en"');

    tender = idOf(
      await addRule({
        kind: 'procurement',
        title_en: 'Three offers',
        meaning_en: 'Ask three, choose the best.',
      }),
    );
    complaints = idOf(
      await addRule({
        kind: 'disputes',
        title_en: 'The ombudsman',
        meaning_en: 'Anybody can complain there.',
      }),
    );
    const { html } = await town.get('/framework');
    expect(html).toMatch(
      /Procurement and money[\s\S]*Three offers[\s\S]*Contracts are signed by two[\s\S]*ombudsman/,
    );
    const found = await town.get('/search?q=treasurer');
    expect(found.html).toContain(`/framework/${signing}`);
  });

  it('holds a change back until its day, and tells it before', async () => {
    const day = addDays(await today(), 10);
    const unchanged = await changeRule(tender, {});
    expect(unchanged.html).toContain('Nothing has changed');
    await changeRule(tender, { meaning_en: 'Ask five, choose the best.', validFrom: day });
    const page = await town.get(`/framework/${tender}`);
    expect(page.html).toContain('this rule says something else');
    expect(page.html).toMatch(/<del>.*three.*<\/del>[\s\S]*<ins>.*five/);
    expect((await town.get('/framework')).html).toContain('Ask three, choose the best.');
    await town.moveTime('10 days');
    expect((await town.get('/framework')).html).toContain('Ask five, choose the best.');
    const ahead = await addRule({ ...rule, title_en: 'Digital only', validFrom: addDays(await today(), 3) });
    expect((await town.get('/framework')).html).toMatch(/Holds later[\s\S]*Digital only/);
    expect((await town.get(base, { as: lead })).html).not.toContain('Digital only');
    expect((await inside(idOf(ahead))).status).toBe(404);
    await town.post(`${ahead}/retirement`, {}, { as: administrator });
  });

  it('is confirmed, and marked after 180 days; who keeps it finds that on their desk', async () => {
    await town.postAndFollow(`/framework/${signing}/confirmation`, {}, { as: administrator });
    // An hour comes or goes with summer time: a day before, and a day after.
    await town.moveTime('179 days');
    expect((await town.get(`/framework/${signing}`)).html).not.toContain('Nobody has confirmed this rule');
    await town.moveTime('2 days');
    expect((await town.get(`/framework/${signing}`)).html).toContain(
      'Nobody has confirmed this rule for more than 180',
    );
    expect((await town.get('/framework')).html).toContain('Not confirmed for half a year');
    expect((await inside(signing)).html).toContain('Nobody has confirmed this rule');
    const desk = await town.get('/desk', { as: administrator });
    expect(desk.html).toContain('Confirm 3 rules for partnerships');
    expect((await town.get('/desk', { as: lead })).html).not.toContain('Confirm 3 rules');
    for (const id of [signing, tender, complaints])
      await town.postAndFollow(`/framework/${id}/confirmation`, {}, { as: administrator });
    expect((await town.get(`/framework/${signing}`)).html).not.toContain('Nobody has confirmed this rule');
    expect((await town.get('/desk', { as: administrator })).html).not.toContain('rules for partnerships');
  });
});

describe('row 114: each partnership inherits it, and says only what differs', () => {
  it('is offered on the steps about rules and about authority', async () => {
    for (const step of ['governance', 'authority']) {
      const { html } = await town.get(`/partnerships/${talks.id}/path/${step}`, { as: talks.observer });
      expect(html).toContain(`href="${base}"`);
    }
    const { html } = await town.get(base, { as: talks.observer });
    expect(html.match(/holds for you, not talked about yet/g)).toHaveLength(3);
    expect(html).not.toContain('apply to us as they are');
    expect((await inside(signing, talks.observer)).html).not.toContain('Note it');
  });

  it('asks how it differs and who allowed that, or why it does not concern them', async () => {
    const bare = await say(signing, { says: 'differs', words: '' });
    expect(bare.status).toBe(422);
    expect(bare.html).toContain('Write how it applies differently');
    expect(bare.html).toContain('Write who allowed that');
    const none = await town.post(
      `${base}/${signing}`,
      { version: '1', words: 'One is enough' },
      { as: lead },
    );
    expect(none.html).toContain('Choose one of the three');
    expect(none.html).toContain('One is enough</textarea>');
    const differs = {
      says: 'differs',
      words: 'One signature is enough up to 500 euros.',
      allowedBy: 'Law office, 3 May',
    };
    expect((await say(signing, differs)).status).toBe(303);
    const page = await inside(signing, talks.partners[1]!.lead);
    expect(page.html).toContain('One signature is enough up to 500 euros.');
    expect(page.html).toContain('Allowed by: Law office, 3 May');
    expect(page.html).toMatch(/Lead of Food Office [0-9a-f]+ for Food Office/);
    const [, bravo] = talks.partners;
    expect(
      (await say(complaints, { says: 'not-ours', words: 'We are no authority.' }, bravo!.lead)).status,
    ).toBe(303);
    expect((await town.get('/search?q=signature', { as: lead })).html).toContain(`${base}/${signing}`);
    expect((await town.get('/search?q=signature', { as: other.facilitator })).html).not.toContain(signing);
  });

  it('says of all others with one press that they apply as they are', async () => {
    const { html } = await town.get(base, { as: lead });
    expect(html).toContain('One rule is not talked about yet');
    const rest = await town.postAndFollow(base, filledForm(html, base), { as: lead });
    expect(rest.html).toContain('Noted: it applies as it is.');
    expect(rest.html).toContain('applies as it is');
    expect(rest.html).not.toContain('not talked about yet');
    const again = await town.postAndFollow(base, { read: `${tender}:2` }, { as: lead });
    expect(again.html).toContain('There was nothing left to note');
  });

  it('begins the steps by that, and agrees to nothing by itself', async () => {
    for (const step of ['governance', 'authority']) {
      const { html } = await town.get(`/partnerships/${talks.id}/path/${step}`, { as: lead });
      expect(html).toContain('What holds for us');
      expect(html).not.toMatch(/data-state="agreed"/);
    }
    const path = await town.get(`/partnerships/${other.id}/path/governance`, { as: other.facilitator });
    expect(path.html).not.toContain('What holds for us');
  });

  it('lets the latest note count, keeps those before, and takes one back', async () => {
    await say(tender, { says: 'not-ours', words: 'We buy nothing.' });
    await town.postAndFollow(`${base}/${tender}/taking-back`, {}, { as: lead });
    const page = await inside(tender);
    expect(page.html).toContain('What was noted before');
    expect(page.html).toContain('We buy nothing.');
    expect((await town.get(base, { as: lead })).html).toContain('One rule is not talked about yet');
    expect((await town.get('/search?q=nothing', { as: lead })).html).not.toContain(`${base}/${tender}`);
    await say(tender, { says: 'as-is' });
    await town.settle();
    const timeline = await town.get(`/partnerships/${talks.id}/timeline`, { as: talks.observer });
    expect(timeline.html).toContain('noted that “Three offers” does not concern us');
    expect(timeline.html).toContain('took back what was noted about “Three offers”');
  });

  it('becomes a text that lists what applies and what differs, for all to agree on', async () => {
    const begun = await town.postAndFollow(`${base}/text`, {}, { as: lead });
    for (const words of [
      'What applies differently',
      'One signature is enough up to 500 euros.',
      'Allowed by: Law office, 3 May',
      'What applies as it is',
      'Three offers',
      'What does not concern us',
      'We are no authority.',
    ])
      expect(begun.html).toContain(words);
    expect(begun.html).not.toContain('What we still have to look at');
    const { html } = await town.get(base, { as: lead });
    expect(html).toContain('What holds for us from the city’s framework');
    expect(html).not.toContain('noted after this text was begun');
    const step = await town.get(`/partnerships/${talks.id}/path/governance`, { as: lead });
    expect(step.html).toContain('What holds for us from the city’s framework');
    const early = await town.post(`/partnerships/${other.id}/framework/text`, {}, { as: other.facilitator });
    expect(early.html).toContain('Note first what applies, or differs');
  });
});

describe('row 114: what the city changes after that comes back to the partnership', () => {
  const told = 'The city changed “Contracts are signed by two”';

  it('with the words that differ, on the facilitator’s desk and in the timeline', async () => {
    const read = await inside(signing);
    const stale = filledForm(read.html, `${base}/${signing}`);
    await changeRule(signing, { meaning_en: 'The head of the department and the mayor sign together.' });
    await town.settle();
    const { html } = await town.get(base, { as: lead });
    expect(html).toContain('The city has changed a rule that you had noted');
    expect(html).toContain('changed since you noted it');
    const page = await inside(signing);
    expect(page.html).toMatch(
      /What the city has changed since[\s\S]*<del>[\s\S]*treasurer[\s\S]*<ins>[\s\S]*mayor/,
    );
    // Only the English words changed: whoever reads in German sees that as well.
    const german = await inside(signing, lead, 'de');
    expect(german.html).toMatch(/<p lang="en">[\s\S]*treasurer[\s\S]*mayor/);
    const desk = await town.get('/desk', { as: talks.facilitator });
    expect(desk.html).toContain('The city has changed a rule that you had noted');
    for (const as of [lead, other.facilitator])
      expect((await town.get('/desk', { as })).html).not.toContain('that you had noted');
    expect((await town.get(`/partnerships/${talks.id}/timeline`, { as: lead })).html).toContain(told);
    const elsewhere = await town.get(`/partnerships/${other.id}/timeline`, { as: other.facilitator });
    expect(elsewhere.html).not.toContain('The city changed');
    // What was read before the change is no word about it.
    const late = await town.post(`${base}/${signing}`, stale, { as: lead });
    expect(late.status).toBe(422);
    expect(late.html).toContain('The city has changed this meanwhile');
    expect(late.html).toContain('One signature is enough up to 500 euros.</textarea>');
  });

  it('is told once, also where the entry is read a second time', async () => {
    const { rows } = await town.database.outer.query(
      `select id, space_id, kind, subject_id, at, audience, actor_id, content, personal from journal_entry
       where kind = 'framework.changed' order by seq desc limit 1`,
    );
    const react = town.house.instruments.find(({ name }) => name === 'framework')!.reactions![
      'framework.changed'
    ]!;
    await town.database.system((tx) => react(town.house, tx, rows[0]));
    await town.settle();
    const { html } = await town.get(`/partnerships/${talks.id}/timeline`, { as: lead });
    expect(html.split(told)).toHaveLength(2);
  });

  it('is confirmed again, and the text is told to be behind', async () => {
    expect((await say(signing, {})).status).toBe(303);
    const { html } = await town.get(base, { as: lead });
    expect(html).not.toContain('changed since you noted it');
    expect(html).toContain('One thing was noted after this text was begun');
    expect((await town.get('/desk', { as: talks.facilitator })).html).not.toContain('that you had noted');
  });

  it('stays readable once it is retired; a partnership says that it has seen that', async () => {
    await town.postAndFollow(`/framework/${signing}/retirement`, {}, { as: administrator });
    expect((await town.get('/framework')).html).toMatch(/Holds no longer[\s\S]*Contracts are signed by two/);
    expect((await town.get(`/framework/${signing}`)).html).toContain('The city has retired this rule');
    expect((await town.get('/search?q=treasurer')).html).not.toContain(`/framework/${signing}`);
    await town.settle();
    const { html } = await town.get(base, { as: lead });
    expect(html).toMatch(/Retired by the city since you noted it[\s\S]*Contracts are signed by two/);
    expect((await town.get('/desk', { as: talks.facilitator })).html).toContain('that you had noted');
    expect((await inside(signing)).html).not.toContain('Note it');
    const forced = { version: '2', says: 'as-is' };
    expect((await town.post(`${base}/${signing}`, forced, { as: lead })).html).toContain(
      'retired this rule meanwhile',
    );
    const seen = await town.postAndFollow(`${base}/${signing}/taking-back`, {}, { as: lead });
    expect(seen.html).not.toContain('Contracts are signed by two');
    expect((await town.get('/desk', { as: talks.facilitator })).html).not.toContain('that you had noted');
    await town.postAndFollow(`/framework/${signing}/return`, {}, { as: administrator });
    expect((await town.get(base, { as: lead })).html).toContain('One rule is not talked about yet');
  });
});

it('is laid down by administrators alone, and noted by nobody for another: not even by raw SQL', async () => {
  const as = async (person: string, text: string) =>
    town.database.change(await town.scopeFor(person), ({ db }) => sql.raw(text).execute(db));
  const version = `insert into provision_version (id, space_id, provision_id, number, kind, title, meaning, valid_from)
    values (gen_random_uuid(), '${town.city}', '${signing}', 9, 'policy', '{}', '{}', '2026-01-01')`;
  await expect(as(lead, version)).rejects.toThrow(/row-level security/);
  await expect(as(administrator, `update provision_version set amount = '1'`)).rejects.toThrow(
    /permission denied/,
  );
  expect((await as(lead, 'update provision set retired_at = app_now()')).numAffectedRows).toBe(0n);
  await expect(as(administrator, 'update provision set created_at = app_now()')).rejects.toThrow(
    /permission denied/,
  );
  expect((await as(administrator, 'delete from provision')).numAffectedRows).toBe(0n);
  const note = (space: string, more: { person?: string; partner?: string; at?: string } = {}) =>
    `insert into provision_note (id, space_id, provision_id, version, says, locale, by_person, by_partner, at)
     values (gen_random_uuid(), '${space}', '${tender}', 2, 'as-is', 'en', ${more.person ?? 'app_person()'},
       ${more.partner ? `'${more.partner}'` : 'null'}, ${more.at ?? 'app_now()'})`;
  const [own, others] = talks.partners;
  for (const text of [
    note(talks.id, { person: `'${others!.lead}'` }),
    note(talks.id, { partner: others!.id }),
    note(talks.id, { partner: other.partners[0]!.id }),
    note(talks.id, { at: `app_now() + interval '1 day'` }),
    note(other.id),
  ])
    await expect(as(lead, text)).rejects.toThrow(/row-level security/);
  await expect(as(talks.observer, note(talks.id))).rejects.toThrow(/row-level security/);
  await expect(as(lead, `update provision_note set says = 'as-is'`)).rejects.toThrow(/permission denied/);
  await expect(as(lead, 'delete from provision_note')).rejects.toThrow(/permission denied/);
  await as(lead, note(talks.id, { partner: own!.id }));
  for (const person of [other.facilitator, administrator]) {
    const { rows } = await as(person, 'select * from provision_note');
    expect(rows).toEqual([]);
  }
});

it('comes in with a city file: what has changed there is a version more, and a partnership is told', async () => {
  const file = (meaning: string) => `samvirke: 1
framework:
  - key: archive
    kind: records
    title: { en: 'Letters go into the archive' }
    meaning: { en: '${meaning}' }
    amount: '99999999999999.10'
    validFrom: '2020-01-01'
`;
  const bring = (meaning: string) => importCityFile(town.house, file(meaning), { demo: false });
  expect(await bring('Anybody may ask for them.')).toMatchObject({ added: 1 });
  const { rows } = await town.database.outer.query('select id from provision order by id desc limit 1');
  const archive = rows[0].id as string;
  expect((await inside(archive)).html).toContain('€99,999,999,999,999.10');
  expect((await say(archive, { says: 'as-is' })).status).toBe(303);
  expect(await bring('Anybody may ask for them.')).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
  expect(await bring('Whoever is named in them may ask.')).toMatchObject({ changed: 1 });
  await town.settle();
  expect((await inside(archive)).html).toMatch(/<del>[\s\S]*Anybody[\s\S]*<ins>[\s\S]*Whoever is named in/);
  expect((await town.get('/desk', { as: talks.facilitator })).html).toContain('that you had noted');
});
