import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { beginWith, invitationIn, joinByLink, linkIn, pathTo } from './testing-journey.ts';

let town: TestTown;
let founder: string;
let n = 0;
const fresh = (name: string) => {
  n += 1;
  return `${name}.${n}@guest.test`;
};
const baker = { name: 'Ada Berg', group: 'Bakery on the corner', kind: 'business' };

beforeAll(async () => {
  town = await openTestTown();
  founder = await town.addPerson('Founder');
});
afterAll(() => town.close());
beforeEach(async () => {
  await town.database.outer.query('delete from rate_limit');
});

/** To whom mails went after so many. */
async function sentSince(before: number): Promise<(string | undefined)[]> {
  await town.settle();
  return town.mails.slice(before).map((mail) => mail.to[0]?.address);
}

async function invited() {
  const address = fresh('ada');
  const id = await beginWith(town, founder, { invited: [address] });
  return { id, address, link: await invitationIn(town, address) };
}

describe('who takes part by link', () => {
  it('makes an account later, and keeps all they take part in; the link is dead then', async () => {
    const { id, address, link } = await invited();
    const { cookie } = await joinByLink(town, link, baker);
    const own = await town.get('/taking-part', { cookie });
    expect(own.html).toContain('You take part by link');
    expect(own.html).toContain(address);
    await town.postAndFollow('/taking-part/account', { email: address }, { cookie });
    const proof = await linkIn(town, address, '/taking-part/accounts/');
    expect((await town.get(proof)).html).toContain('Take part with an account');
    const made = await town.postAndFollow(proof, {}, {});
    expect(made.html).toContain('You have an account now');
    expect(made.html).toContain('Canteen Talks');
    expect((await town.post(proof, {})).status).toBe(404);
    const dead = await town.get(pathTo(id), { cookie });
    expect(dead.location).toBe(`/sign-in?next=${encodeURIComponent(pathTo(id))}`);
    const { html } = await town.get(`${pathTo(id)}`, { as: founder });
    expect(html, 'they lead as before').toContain('Ada Berg');
    await town.settle();
  });

  it('takes it over into an account that is there', async () => {
    const { id, link } = await invited();
    const kim = await town.addPerson(`Kim ${newId()}`);
    const { cookie } = await joinByLink(town, link, baker);
    expect((await town.get('/taking-part/joining', { cookie })).location).toBe(
      '/sign-in?next=%2Ftaking-part%2Fjoining',
    );
    const page = await town.get('/taking-part/joining', { as: kim, cookie });
    expect(page.html).toContain('as Ada Berg');
    expect((await town.post('/taking-part/joining', {}, { as: kim, cookie })).location).toBe('/partnerships');
    expect((await town.get(pathTo(id), { as: kim })).status).toBe(200);
    await town.isClosed(pathTo(id), { cookie });
    expect((await town.get('/taking-part', { as: kim })).location).toBe('/account');
  });

  it('does not end up twice in one partnership', async () => {
    const { link } = await invited();
    const { cookie } = await joinByLink(town, link, baker);
    const refused = await town.post('/taking-part/joining', {}, { as: founder, cookie });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('takes part in the same partnership already');
  });

  it('changes name and language, and leaves; then nothing opens any more', async () => {
    const { id, address, link } = await invited();
    const { cookie } = await joinByLink(town, link, baker);
    const saved = await town.post('/taking-part', { name: 'Ada B.', locale: 'de' }, { cookie });
    expect(saved.location).toBe('/taking-part?lang=de');
    const page = await town.get('/taking-part', { cookie, locale: 'de' });
    expect(page.html).toContain('Sie machen über einen Link mit');
    expect(page.html).toContain('value="Ada B."');
    const partner = /href="([^"]+\/partners\/[0-9a-f-]{36})"[^>]*>Bakery/.exec(
      (await town.get(`${pathTo(id)}/people`, { cookie })).html,
    )![1]!;
    const end = /href="([^"]+\/people\/[^"]+\/end)"/.exec((await town.get(partner, { cookie })).html)![1]!;
    expect((await town.post(end, {}, { cookie })).location).toBe('/');
    await town.isClosed(pathTo(id), { cookie });
    expect((await town.get('/desk', { cookie })).location).toMatch('/sign-in');
    expect((await town.get(await linkIn(town, address, '/taking-part/'))).status).toBe(404);
    expect((await town.get('/desk', { as: founder })).html).toContain(
      'Nobody leads for Bakery on the corner',
    );
  });

  it('gets the way in again at the address of our mails, and nobody else does', async () => {
    const { id, address, link } = await invited();
    await joinByLink(town, link, baker);
    const before = town.mails.length;
    const form = { next: pathTo(id) };
    expect((await town.post('/taking-part/way-in', { ...form, email: 'ada at home' })).status).toBe(422);
    for (const email of [address.toUpperCase(), 'nobody@guest.test', 'founder@people.test']) {
      const { html } = await town.postAndFollow('/taking-part/way-in', { ...form, email });
      expect(html).toContain('a mail with the way in is on its way there');
    }
    await expect.poll(() => sentSince(before), { timeout: 10_000 }).toEqual([address]);
    const way = await linkIn(town, address, '/taking-part/');
    const next = new URL(way, 'http://town.test').searchParams.get('next')!;
    const went = await town.post(way.split('?')[0]!, { next });
    expect(went.location).toBe(pathTo(id));
    expect((await town.get(pathTo(id), { cookie: went.cookie })).status).toBe(200);
  });

  it('is forgotten by a device that others use too, and finds how they are written to', async () => {
    const { id, link } = await invited();
    const { cookie } = await joinByLink(town, link, baker);
    const own = await town.get('/taking-part', { cookie });
    expect(own.html).toContain('Forget me on this device');
    expect(own.html).toContain('href="/told"');
    expect((await town.get('/told', { cookie })).status).toBe(200);
    const forgotten = await town.post('/taking-part/forgetting', {}, { cookie });
    expect(forgotten.headers.getSetCookie().find((one) => one.startsWith('samvirke.part='))).toMatch(
      /^samvirke\.part=; Path=\/; Max-Age=0/,
    );
    const home = await town.get('/', { cookie: forgotten.cookie });
    expect(home.html).toContain('This device does not know you any more');
    await town.isClosed(pathTo(id), { cookie: forgotten.cookie });
  });

  it('is shown only what is theirs: no requests, on no page', async () => {
    const { id, link } = await invited();
    const { cookie } = await joinByLink(town, link, baker);
    for (const path of ['/', '/desk', '/partnerships', pathTo(id), '/taking-part', '/organisations']) {
      const { html } = await town.get(path, { cookie });
      expect(html, path).not.toContain('href="/requests"');
      expect(html, path).toContain('href="/partnerships"');
    }
    expect((await town.get('/desk', { as: founder })).html).toContain('href="/requests"');
  });

  it('reaches nothing else: neither pages nor rows', async () => {
    const { id, link } = await invited();
    const { cookie } = await joinByLink(town, link, baker);
    const elsewhere = await beginWith(town, founder, { name: 'Somewhere else' });
    expect((await town.get(pathTo(elsewhere), { cookie })).status).toBe(404);
    for (const path of ['/account', '/requests', '/partnerships/new', '/registration'])
      expect((await town.get(path, { cookie })).location, path).toMatch('/sign-in');
    const { rows } = await town.database.outer.query(
      'select accepted_by as guest from partner_invitation where space_id = $1 and accepted_by is not null',
      [id],
    );
    const scope = (await town.house.accounts.scopeOfGuest(rows[0].guest))!;
    const seen = await town.database.read(scope, async ({ db }) => ({
      partnerships: await db.selectFrom('partnership').select('id').execute(),
      partners: await db.selectFrom('partner').select('space_id').execute(),
      invitations: await db
        .selectFrom('partner_invitation')
        .select('id')
        .where('partner_id', 'is', null)
        .execute(),
      theirs: await db.selectFrom('partner_invitation').select('accepted_by').execute(),
      addresses: await db.selectFrom('guest_address').select('id').execute(),
      mails: await db.selectFrom('mail').select('id').execute(),
    }));
    expect(seen.partnerships.map((one) => one.id)).toEqual([id]);
    expect(new Set(seen.partners.map((one) => one.space_id))).toEqual(new Set([id]));
    expect(seen.invitations).toEqual([]);
    expect(
      seen.theirs.map((one) => one.accepted_by),
      'as their partner’s lead, only those to it',
    ).toEqual([rows[0].guest]);
    expect(seen.addresses.map((one) => one.id)).toEqual([rows[0].guest]);
    expect(seen.mails).toEqual([]);
  });
});
