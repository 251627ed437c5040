import { expect } from 'vitest';
import type { TestTown } from '../../testing.ts';

export const pathTo = (id: string) => `/partnerships/${id}`;

type Beginning = {
  name?: string;
  as?: string;
  group?: string;
  kind?: string;
  invited?: readonly string[];
  facilitator?: string;
  language?: string;
};

/** Begins a partnership on the three pages, as people do; tells its id. */
export async function beginWith(town: TestTown, founder: string, beginning: Beginning = {}): Promise<string> {
  const what = { name: beginning.name ?? 'Canteen Talks', purpose: 'Meals from nearby', place: '' };
  const first = await town.post('/partnerships', what, { as: founder });
  const id = first.location!.split('/')[2]!;
  const who = {
    as: beginning.as ?? 'group',
    group: beginning.group ?? 'Harvest group',
    kind: beginning.kind ?? 'community',
    invited: (beginning.invited ?? []).join('\n'),
    language: beginning.language ?? 'en',
    note: '',
  };
  const second = await town.post(`${pathTo(id)}/beginning/who`, who, { as: founder });
  expect(second.status, second.html.slice(0, 3_000)).toBe(303);
  const start = { facilitator: beginning.facilitator ?? '' };
  const third = await town.post(`${pathTo(id)}/beginning/start`, start, { as: founder });
  expect(third.location, third.html.slice(0, 3_000)).toMatch(pathTo(id));
  await town.settle();
  return id;
}

/** The path of the last invitation that went to an address; its link chooses the language besides. */
export async function invitationIn(town: TestTown, address: string): Promise<string> {
  const link = await linkIn(town, address, '/partnership-invitations/');
  return link.replace(/\?in=[a-z]+$/, '');
}

/** The path of the last link of some kind that went to an address. */
export async function linkIn(town: TestTown, address: string, part: string): Promise<string> {
  await town.settle();
  const mail = town.mails.findLast(
    (one) => one.to[0]?.address === address && (one.text ?? '').includes(part),
  );
  const link = mail?.text?.split(/\s+/).find((word) => word.includes(part));
  if (!link) throw new Error(`No link with ${part} went to ${address}`);
  const { pathname, search } = new URL(link.replace(/[<>]/g, ''));
  return pathname + search;
}

/** Takes up an invitation without an account. */
export async function joinByLink(
  town: TestTown,
  link: string,
  form: { name: string; group?: string; kind?: string },
) {
  const answer = await town.post(link, { group: '', kind: '', ...form });
  expect(answer.status, answer.html.slice(0, 3_000)).toBe(303);
  await town.settle();
  return answer;
}

/** Somebody comes in by link, invited by the lead of a partner: as which person, and the cookie of their browser. */
export async function comeInByLink(
  town: TestTown,
  partnership: string,
  partner: { id: string; lead: string },
  name: string,
) {
  const email = `${name.toLowerCase()}.${partner.id.slice(-6)}@guest.test`;
  const invitation = { email, name, role: 'member', language: 'en', note: '' };
  const there = `${pathTo(partnership)}/partners/${partner.id}/invitations`;
  expect((await town.post(there, invitation, { as: partner.lead })).status).toBe(303);
  const { cookie } = await joinByLink(town, await invitationIn(town, email), { name });
  const { rows } = await town.database.outer.query(
    'select accepted_by as id from partner_invitation where email = $1',
    [email],
  );
  return { id: rows[0].id as string, cookie };
}

/** What they take part in by link becomes that of an account which is there. */
export async function takeOver(town: TestTown, guest: { cookie: string }, account: string): Promise<void> {
  const { location } = await town.post('/taking-part/joining', {}, { as: account, cookie: guest.cookie });
  expect(location).toBe('/partnerships');
  await town.settle();
}
