import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';

type Unit = { id: string; slug: string; contact: string; deputy: string };

/** A town with a liaison desk, two departments, a group, and their people: what the walks of this room need. */
export async function settleTown(town: TestTown) {
  async function addUnit(slug: string, name: string, kind: string, replyDays: number | null): Promise<Unit> {
    const id = newId();
    await town.database.system(async ({ db }) => {
      const space = {
        id,
        kind: 'organisation' as const,
        audience: 'public' as const,
        audience_id: null,
        created_by: null,
      };
      await db.insertInto('space').values(space).execute();
      const organisation = {
        id,
        space_id: id,
        audience: 'public',
        audience_id: null,
        slug,
        kind,
        name: JSON.stringify({ en: name, de: `${name} (de)` }),
        email: `${slug}@city.test`,
        reply_days: replyDays,
        contact: JSON.stringify({ role: { en: `Head of ${name}` } }),
      };
      await db
        .insertInto('organisation')
        .values(organisation as never)
        .execute();
    });
    const contact = await town.addPerson(`${slug} contact`, { space: id, role: 'contact' });
    const deputy = await town.addPerson(`${slug} deputy`, { space: id, role: 'deputy' });
    return { id, slug, contact, deputy };
  }
  const liaison = await addUnit('liaison', 'Liaison Desk', 'department', 3);
  const mobility = await addUnit('mobility', 'Mobility', 'department', 10);
  const streets = await addUnit('streets', 'Streets', 'department', 15);
  const group = await addUnit('neighbours', 'Mill Street Neighbours', 'community', null);
  const library = await addUnit('library', 'City Library', 'library', 5);
  const administrator = await town.addAdministrator();
  await town.database.system(async ({ db }) => {
    const desk = { id: newId(), space_id: town.city, audience_id: null, unit_id: liaison.id, named_by: null };
    await db.insertInto('liaison_desk').values(desk).execute();
  });
  const stranger = await town.addPerson('Stranger');
  return { liaison, mobility, streets, group, library, administrator, stranger };
}
type People = Awaited<ReturnType<typeof settleTown>>;

/** The town of a test file, the people of its offices, and the lead of its group; there from `inSettledTown` on. */
export let town: TestTown;
export let people: People;
export let asker: string;

/** Opens it for the tests of a file; each begins without counted attempts and with no mail from before. */
export function inSettledTown(reads: 'en' | 'de' = 'en'): void {
  beforeAll(async () => {
    town = await openTestTown();
    people = await settleTown(town);
    asker = await town.addPerson('Group lead', { space: people.group.id, role: 'lead' }, reads);
  });
  afterAll(() => town.close());
  beforeEach(async () => {
    await town.database.outer.query('delete from rate_limit');
    await newMails(town);
  });
}

/** The lead of the group sends a page. Returns the request. */
export const send = (to = 'streets', fields = {}) => sendAsMember(town, asker, people.group.id, to, fields);
/** Somebody does an act on a request: the contact of the streets office, unless it is somebody else. */
export const act = (id: string, name: string, form: Record<string, string>, as = people.streets.contact) =>
  town.post(`/requests/${id}/acts/${name}`, form, { as });

export const plan = {
  title: 'A summer street in Mill Street',
  want: 'Mill Street free of cars in July and August.',
  bring: '23 people who take turns at the barrier.',
};
/** Days in tests lie ahead, whenever they are run. */
export const nextYear = new Date().getFullYear() + 1;

export const asking = {
  ask: 'A permit for nine weeks and two barriers.',
  neededBy: `27.5.${nextYear}`,
  meet: 'yes',
  meeting: 'Tuesdays after five.',
};
export const guest = {
  name: 'Ada Guest',
  email: 'ada@guest.test',
  group: 'Green Corner',
  language: 'en',
  locale: 'en',
};

/** The mails that came since the last look, by address. */
export async function newMails(town: TestTown) {
  await town.settle();
  const mails = town.mails.splice(0);
  return {
    all: mails,
    addresses: mails.map((mail) => mail.to[0]!.address!).sort(),
    to(address: string) {
      const found = mails.filter((mail) => mail.to[0]!.address === address);
      expect(
        found.map((mail) => mail.subject),
        `mails to ${address}, of ${mails.map((m) => m.to[0]!.address)}`,
      ).toHaveLength(1);
      return found[0]!;
    },
  };
}

/** The one link of a mail, as a path. */
export function linkIn(mail: { text?: string | undefined }): string {
  const found = mail.text?.match(/https?:\/\/town\.test(\S+)/);
  if (!found) throw new Error(`No link in: ${mail.text}`);
  return found[1]!;
}

/** Nobody writes a page in no time: moves its beginning back, as if somebody had thought for a while. */
export async function letTimePass(town: TestTown, brief: string): Promise<void> {
  await town.database.system(({ db, now }) =>
    db
      .updateTable('brief')
      .set({ created_at: new Date(now.getTime() - 300_000) })
      .where('id', '=', brief)
      .execute(),
  );
}

/** A visitor without an account writes a page up to where it is read through. Returns its id and cookie. */
export async function writeAsGuest(
  town: TestTown,
  to: string,
  fields: Partial<typeof plan & typeof asking & typeof guest> = {},
) {
  const begun = await town.post('/briefs', { to, ...plan, ...fields });
  expect(begun.status, begun.html).toBe(303);
  const resumed = await town.get(begun.location!);
  expect(resumed.status).toBe(303);
  const { cookie } = resumed;
  const id = resumed.location!.split('/')[2]!;
  expect((await town.post(`/briefs/${id}/steps/ask`, { ...asking, ...fields }, { cookie })).location).toBe(
    `/briefs/${id}/steps/writer`,
  );
  expect((await town.post(`/briefs/${id}/steps/writer`, { ...guest, ...fields }, { cookie })).location).toBe(
    `/briefs/${id}`,
  );
  await letTimePass(town, id);
  return { id, cookie };
}

/** … and sends it, and says yes to the mail. Returns where the guest follows the request. */
export async function sendAsGuest(
  town: TestTown,
  to: string,
  fields: Partial<typeof plan & typeof asking & typeof guest> = {},
) {
  const { id, cookie } = await writeAsGuest(town, to, fields);
  expect((await town.post(`/briefs/${id}/sending`, {}, { cookie })).status).toBe(303);
  const confirming = linkIn((await newMails(town)).to(fields.email ?? guest.email));
  const confirmed = await town.post(confirming, {});
  expect(confirmed.status, confirmed.html).toBe(303);
  return { id, follow: confirmed.location! };
}

/** A member of an organisation writes and sends a page for it. Returns the request. */
export async function sendAsMember(
  town: TestTown,
  person: string,
  organisation: string,
  to: string,
  fields: Record<string, string> = {},
) {
  const begun = await town.post('/briefs', { to, ...plan, ...fields }, { as: person });
  expect(begun.status, begun.html).toBe(303);
  const id = begun.location!.split('/')[2]!;
  await town.post(`/briefs/${id}/steps/ask`, { ...asking, ...fields }, { as: person });
  await town.post(
    `/briefs/${id}/steps/writer`,
    { organisation, language: 'en', locale: 'en', ...fields },
    { as: person },
  );
  const sent = await town.post(`/briefs/${id}/sending`, {}, { as: person });
  expect(sent.location, sent.html).toBe(`/requests/${id}`);
  return id;
}
