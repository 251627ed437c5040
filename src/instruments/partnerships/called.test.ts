import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { askThem } from '../rounds/testing.ts';
import { tellAtOnce } from '../told/jobs.ts';
import { takeMails } from '../told/testing.ts';
import { type FoundedPartnership, foundPartnership } from './testing.ts';
import { beginWith, invitationIn } from './testing-journey.ts';

const inEnglish = 'Environment and Waste';
const inGerman = 'Umwelt und Abfall';

let town: TestTown;
let talks: FoundedPartnership;
const organisation = newId();
let lead: string;

beforeAll(async () => {
  town = await openTestTown();
  await town.addOrganisation(organisation, 'waste', { en: inEnglish, de: inGerman });
  const partners = [
    { name: inEnglish, kind: 'department' as const, organisation },
    { name: 'Harvest group', kind: 'community' as const },
  ];
  talks = await foundPartnership(town, { partners });
  lead = talks.partners[0]!.lead;
});
afterAll(() => town.close());

/** The words of a page for a German reader. Who the people are is no name of the organisation. */
const read = async (path: string, as = lead) =>
  (await town.get(path, { as, locale: 'de' })).html.replaceAll(`Lead of ${inEnglish}`, 'Kim');

it('is told by the name that its organisation has in the language of the reader, wherever it is named', async () => {
  const at = `/partnerships/${talks.id}`;
  const round = await askThem(town, talks);
  const partner = talks.partners[0]!.id;
  const scope = await town.scopeFor(lead);
  await town.database.system(
    (tx) => tx.record({ space: talks.id, kind: 'partner.joined', subject: partner, content: { partner } }),
    scope,
  );
  const toDo = { text: 'Weigh the bins', owner: `partner:${partner}`, due: '' };
  await town.post(`${at}/to-dos`, toDo, { as: lead });
  const partnersOwn = `${at}/partners/${partner}`;
  const inside = [at, `${at}/people`, partnersOwn, `${at}/rounds/${round}`, `${at}/timeline`, `${at}/to-dos`];
  for (const path of [...inside, '/desk', '/search?q=Abfall']) {
    const html = await read(path);
    expect(html, path).toContain(inGerman);
    expect(html, path).not.toContain(inEnglish);
  }
  expect((await town.get(`${at}/people`, { as: lead })).html).toContain(inEnglish);
});

it('is found by a new name as soon as its organisation has one', async () => {
  const as = await town.addAdministrator();
  const found = async () => (await town.get('/search?q=Kreislaufamt', { as: lead, locale: 'de' })).html;
  expect(await found()).not.toContain(`/partnerships/${talks.id}/`);
  const card = (name: string) =>
    town.post('/organisations/waste/card', { name_en: inEnglish, name_de: name }, { as });
  expect((await card('Kreislaufamt')).status).toBe(303);
  await town.settle();
  expect(await found()).toContain(`/partnerships/${talks.id}/`);
  await card(inGerman);
  await town.settle();
});

it('is told so in mails, to each reader in their language', async () => {
  const german = await town.addPerson('Gerda', { space: talks.id, role: 'observer' }, 'de');
  const english = await town.addPerson('Edith', { space: talks.id, role: 'observer' });
  for (const as of [german, english]) await town.post('/told', { rhythm: 'at-once', hour: '8' }, { as });
  await tellAtOnce(town.house);
  await takeMails(town);
  const partner = talks.partners[0]!.id;
  await town.moveTime('10 minutes');
  await town.database.system(
    (tx) => tx.record({ space: talks.id, kind: 'partner.returned', subject: partner, content: { partner } }),
    await town.scopeFor(lead),
  );
  await town.settle();
  await tellAtOnce(town.house);
  const mails = await takeMails(town);
  expect(mails.find(({ to }) => to.startsWith('gerda'))?.text).toContain(inGerman);
  expect(mails.find(({ to }) => to.startsWith('edith'))?.text).toContain(inEnglish);
});

it('is told so to who is invited', async () => {
  const founder = await town.addPerson('Founder', { space: organisation, role: 'member' });
  await beginWith(town, founder, { as: organisation, invited: ['new@guest.test'] });
  const { html } = await town.get(await invitationIn(town, 'new@guest.test'), { locale: 'de' });
  expect(html).toContain(inGerman);
  expect(html).not.toContain(inEnglish);
});

it('keeps the name that the partnership gave it, and that of who is in safe mode', async () => {
  const people = `/partnerships/${talks.id}/people`;
  const { outer } = town.database;
  await outer.query("update organisation set audience = 'space' where id = $1", [organisation]);
  expect(await read(people)).toContain(inEnglish);
  await outer.query("update organisation set audience = 'public' where id = $1", [organisation]);
  await outer.query("update partner set name = 'The bin people' where id = $1", [talks.partners[0]!.id]);
  const html = await read(people);
  expect(html).toContain('The bin people');
  expect(html).not.toContain(inGerman);
});
