import type { Tx } from '../../platform/database/database.ts';
import { NotFound, Refusal } from '../../platform/http/problems.ts';
import type { Seal } from '../../platform/mail/seal.ts';
import { acceptInvitation } from '../accounts/actions.ts';
import { addMembership, findOpenInvitation, findSpace, type NamedSpace } from '../accounts/store.ts';
import { mayManageSignIn } from './access.ts';
import { type ProviderInput, proofGone } from './rules.ts';
import {
  changeSignIn,
  findInvitationTo,
  findSignIn,
  insertSignIn,
  loseProof,
  type OwnSignIn,
  proveDomain,
  type Way,
  wasThere,
} from './store.ts';

/** The organisation whose sign-in this is, for those who may say how it is. */
export async function loadManaged(tx: Tx, space: string): Promise<NamedSpace> {
  const found = await findSpace(tx, space);
  if (!found || !mayManageSignIn(tx.scope, found)) throw new NotFound();
  return found;
}

async function loadSignIn(tx: Tx, space: string): Promise<OwnSignIn> {
  await loadManaged(tx, space);
  const found = await findSignIn(tx, space);
  if (!found) throw new NotFound();
  return found;
}

const record = (tx: Tx, space: string, what: string, content = {}) =>
  tx.record({ space, kind: `own-sign-in.${what}`, subject: space, audience: 'facilitator', content });

/** Another domain is another proof, and was tried by nobody yet. */
export async function nameDomain(tx: Tx, space: string, domain: string): Promise<void> {
  await loadManaged(tx, space);
  const before = await findSignIn(tx, space);
  if (before?.domain === domain) return;
  if (!before) await insertSignIn(tx, space, domain);
  else {
    const nothing = { proven_at: null, seen_at: null, lost_at: null, tried_at: null, on_at: null };
    await changeSignIn(tx, before.id, { domain, ...nothing });
  }
  await record(tx, space, 'named', { domain });
}

/** `found` says whether the record was there; undefined where nobody could tell. */
export async function checkProof(
  tx: Tx,
  space: string,
  asked: { domain: string; found: boolean | undefined },
): Promise<void> {
  const signIn = await loadSignIn(tx, space);
  if (asked.found === undefined) throw new Refusal('proof.away');
  if (!asked.found || signIn.domain !== asked.domain) throw new Refusal('proof.missing');
  if (!(await proveDomain(tx, signIn))) throw new Refusal('proof.taken');
  if (!signIn.proven_at) await record(tx, space, 'proven', { domain: asked.domain });
}

/** Where people are sent. Once anything of that is another, it is tried again before anybody else comes in by it. */
export async function saveProvider(tx: Tx, space: string, input: ProviderInput, seal: Seal): Promise<void> {
  const signIn = await loadSignIn(tx, space);
  if (!input.secret && !signIn.has_secret) throw new Refusal('secret.wanted', 'secret');
  const isSame = !input.secret && signIn.issuer === input.issuer && signIn.client_id === input.clientId;
  // A secret goes to the one for whom it was typed, and to nobody else.
  if (!input.secret && signIn.issuer !== input.issuer) throw new Refusal('secret.anew', 'secret');
  await changeSignIn(tx, signIn.id, {
    ...{ issuer: input.issuer, client_id: input.clientId, joins: input.joins },
    ...(input.secret && { client_secret: seal.close(input.secret, space) }),
    ...(!isSame && { tried_at: null, on_at: null }),
  });
  await record(tx, space, 'set', { issuer: input.issuer, joins: input.joins });
}

/** Somebody who leads came back from there as they should. `with` is what they were sent with. */
export async function noteTrial(
  tx: Tx,
  space: string,
  sent: { issuer: string; clientId: string; domain: string },
): Promise<void> {
  const signIn = await loadSignIn(tx, space);
  if (signIn.issuer !== sent.issuer || signIn.client_id !== sent.clientId || signIn.domain !== sent.domain)
    throw new Refusal('over');
  await changeSignIn(tx, signIn.id, { tried_at: tx.now });
}

export async function switchOn(tx: Tx, space: string): Promise<void> {
  const signIn = await loadSignIn(tx, space);
  if (!signIn.proven_at) throw new Refusal('on.unproven');
  if (!signIn.tried_at) throw new Refusal('on.untried');
  if (signIn.on_at) return;
  await changeSignIn(tx, signIn.id, { on_at: tx.now });
  await record(tx, space, 'on');
}

export async function switchOff(tx: Tx, space: string): Promise<void> {
  const signIn = await loadSignIn(tx, space);
  if (!signIn.on_at) return;
  await changeSignIn(tx, signIn.id, { on_at: null });
  await record(tx, space, 'off');
}

/** By the clock, past the guards: without the record nobody comes in this way. */
export async function keepOrLoseProof(tx: Tx, way: Way, found: boolean | undefined): Promise<void> {
  if (found) return changeSignIn(tx, way.id, { seen_at: tx.now });
  if (!proofGone(found, way.seen_at ?? tx.now, tx.now)) return;
  if (await loseProof(tx, way)) await record(tx, way.space, 'lost', { domain: way.domain });
}

/**
 * The person of the scope has come by their organisation's sign-in, and joins it if it wants that: by an invitation, or
 * as a member if they never were one. Whoever was taken out stays out.
 */
export async function joinByWay(tx: Tx, way: Way, email: string): Promise<void> {
  const person = tx.scope.person!.id;
  const invited = await findInvitationTo(tx, way.space, email);
  const invitation = invited && (await findOpenInvitation(tx, invited, way.space));
  if (invitation) {
    await acceptInvitation(tx, invitation);
    return;
  }
  if (way.joins !== 'member' || (await wasThere(tx, way.space, person))) return;
  await addMembership(tx, way.space, person, 'member');
  await tx.record({ space: way.space, kind: 'member.joined', subject: person, content: { role: 'member' } });
}
