import type { Door, Voice } from '../../../mechanisms/consent/room.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { Forbidden } from '../../../platform/http/problems.ts';
import { lockPeople } from '../../accounts/store.ts';
import { listWithoutPeople } from '../../rounds/store.ts';
import { wordFor } from '../access.ts';
import { type Inside, loadPartnership } from '../actions.ts';
import { listPartners, type Partner } from '../store.ts';

// Whose word is given where partners say yes: to a text, to a proposal, to what is left when they part.

/** Who is here, and who has a say: those who have joined. */
export type Hearing = { inside: Inside; joined: readonly Partner[] };

export async function loadHearing(tx: Tx, partnership: string): Promise<Hearing> {
  const inside = await loadPartnership(tx, partnership);
  return { inside, joined: inside.partners.filter(({ joinedAt }) => joinedAt) };
}

/** The same for who changes something. Throws Forbidden for who only looks on. */
export async function loadToChange(tx: Tx, partnership: string): Promise<Hearing> {
  const at = await loadHearing(tx, partnership);
  if (!at.inside.contributes) throw new Forbidden('those who contribute');
  return at;
}

type Own = Voice & { partner: Partner };

/** The partner (wanted by its id, or '' for the reader's own) whose word the reader gives here, if they give it. */
export function findVoice(tx: Tx, at: Hearing, wanted: string): Promise<Own | undefined> {
  return findActing(tx, at, wanted, wordFor(tx.scope, at.inside));
}

/** The same of what more of a partner's people do than giving its word: `own` is the partner that the reader does it for. */
export async function findActing(
  tx: Tx,
  { inside, joined }: Hearing,
  wanted: string,
  own: string | undefined,
): Promise<Own | undefined> {
  const partner = joined.find(({ id }) => id === (wanted || own));
  if (!partner) return undefined;
  if (partner.id === own) return { partner, recorded: false };
  const silent = await listSilent(tx, { inside, joined: [partner] });
  return silent.length > 0 ? { partner, recorded: true } : undefined;
}

/** Partners without people, whose word a facilitator writes down and nobody else. */
export async function listSilent(tx: Tx, { inside, joined }: Hearing): Promise<Partner[]> {
  if (!inside.facilitates) return [];
  const ids = joined.map(({ id }) => id);
  const without = await listWithoutPeople(tx, ids);
  return joined.filter(({ id }) => without.has(id));
}

/** The way into a partnership for what is put to all its partners. */
export const hearing: Door = {
  enter: loadHearing,
  hold: lockPeople,
  findVoice,
  listSilent,
  listJoined: async (tx, partnership) =>
    (await listPartners(tx, partnership)).filter(({ joinedAt }) => joinedAt).map(({ id }) => id),
};
