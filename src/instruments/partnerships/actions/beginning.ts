import { findRequest, type RequestRow } from '../../../mechanisms/request/store.ts';
import { wordsFor } from '../../../mechanisms/request/written.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { NotFound, Refusal } from '../../../platform/http/problems.ts';
import type { Locale, Localised } from '../../../platform/i18n/locale.ts';
import { isId, newId } from '../../../platform/id.ts';
import { findOwnPerson } from '../../accounts/store.ts';
import type { Kind } from '../../directory/rules.ts';
import { listOrganisationsById } from '../../directory/store/reading.ts';
import { facilitates } from '../access.ts';
import {
  countsUntil,
  type Draft,
  kindsToName,
  mostAtOnce,
  mostInvitedADay,
  type Pasted,
  readPasted,
  type Step,
} from '../rules.ts';
import {
  addParts,
  type Begun,
  countInvitedBy,
  emptyDraft,
  findDraft,
  insertDraft,
  insertInvitations,
  insertPartners,
  insertSpaces,
  lockDraft,
  markBegun,
  type NewInvitation,
  type NewPartner,
  saveDraft,
  saveWhat,
} from '../store.ts';

type What = { name: string; purpose: string; place: string };
/** Writes a name of the city in the language of who begins. */
type Text = (name: Localised) => string;

/** A partnership that somebody is only now putting together. Nobody else knows of it. */
export async function loadDraft(tx: Tx, id: string): Promise<Begun> {
  const draft = isId(id) && facilitates(tx.scope, id) ? await findDraft(tx, id) : undefined;
  if (!draft) throw new NotFound();
  return draft;
}

/** Begins to put one together, in a space of its own. The transaction has to be opened for it. */
export async function draftPartnership(
  tx: Tx,
  id: string,
  what: What & { locale: Locale; request: string | null },
): Promise<void> {
  const filled = what.request ? await fromRequest(tx, what.request, what.locale) : undefined;
  await insertSpaces(tx, 'partnership', [id]);
  await addParts(tx, [{ space: id, person: tx.scope.person!.id, role: 'facilitator' }]);
  const request = filled?.request ?? null;
  const draft: Draft = { language: what.locale, ...(filled && { as: filled.as, other: 'yes' }) };
  await insertDraft(tx, id, { ...what, request, draft });
}

/** What an accepted request says, as the beginning of a partnership; for those on either side of it. */
export async function fromRequest(tx: Tx, id: string, locale: Locale) {
  const request = isId(id) ? await findRequest(tx, id) : undefined;
  const agreed = request && ['promised', 'done', 'confirmed'].includes(request.state);
  if (!request || !agreed || !tx.scope.person) return undefined;
  const asks = isAsker(tx, request);
  return {
    request: request.id,
    name: wordsFor(request.title, locale).text,
    purpose: wordsFor(request.want, locale).text || wordsFor(request.ask, locale).text,
    /** For whom the reader speaks there; a person who asked for a group names it. */
    as: (asks ? request.askerOrganisation : request.unit) ?? 'group',
    ...(asks && !request.askerOrganisation && { group: request.askerGroup || request.askerName }),
  };
}

function isAsker(tx: Tx, request: RequestRow): boolean {
  const own = tx.scope.organisations;
  return (
    request.askerPerson === tx.scope.person?.id ||
    (request.askerOrganisation !== null && own.includes(request.askerOrganisation))
  );
}

/** The other side of the request that a partnership comes from. */
export async function otherSide(
  tx: Tx,
  draft: Begun,
  text: Text,
): Promise<{ name: string; kind: Kind; organisation: string | null } | undefined> {
  const request = draft.request ? await findRequest(tx, draft.request) : undefined;
  if (!request) return undefined;
  const id = isAsker(tx, request) ? request.unit : request.askerOrganisation;
  const [organisation] = await listOrganisationsById(tx, id ? [id] : []);
  // Who belongs to both sides and speaks for this one invites nobody for it.
  if (organisation && organisation.id === draft.draft?.as) return undefined;
  if (organisation) {
    return { name: text(organisation.name), kind: organisation.kind, organisation: organisation.id };
  }
  const name = request.askerGroup || request.askerName;
  return isAsker(tx, request) || !name ? undefined : { name, kind: 'community', organisation: null };
}

export async function saveFirst(tx: Tx, id: string, what: What): Promise<void> {
  if (!facilitates(tx.scope, id) || !(await lockDraft(tx, id))) throw new NotFound();
  await saveWhat(tx, id, what);
}

/** Saves what was written on a page; what other pages hold stays. */
export async function saveFurther(tx: Tx, id: string, change: Draft): Promise<Begun> {
  const draft = facilitates(tx.scope, id) ? await lockDraft(tx, id) : undefined;
  if (!draft) throw new NotFound();
  const next = { ...draft.draft, ...change };
  await saveDraft(tx, id, next);
  return { ...draft, draft: next };
}

export async function dropDraft(tx: Tx, id: string): Promise<void> {
  if (!facilitates(tx.scope, id) || !(await lockDraft(tx, id))) throw new NotFound();
  await emptyDraft(tx, id);
}

/** The first page that is not filled in yet. */
export function openStep(draft: Begun): Step {
  if (!draft.name || !draft.purpose) return 'what';
  const written = draft.draft ?? {};
  if (!written.as || (written.as === 'group' && !isNamed(written))) return 'who';
  return readPasted(written.invited ?? '').faulty.length > 0 ? 'who' : 'start';
}

/** Whether a group of one's own has all that a partner needs; saved for later, a page may lack some of it. */
function isNamed({ group, kind }: Draft): boolean {
  return Boolean(group) && kindsToName.includes(kind as Kind);
}

/** Who stands for a partner of one's own; undefined for who only facilitates. */
async function ownPartner(tx: Tx, draft: Draft, text: Text): Promise<Omit<NewPartner, 'id'> | undefined> {
  if (draft.as === 'none' || !draft.as) return undefined;
  if (draft.as === 'group') {
    return { name: draft.group!, kind: draft.kind as Kind, organisation: null, joined: true };
  }
  const own = tx.scope.organisations.includes(draft.as) ? [draft.as] : [];
  const [organisation] = await listOrganisationsById(tx, own);
  if (!organisation) throw new Refusal('as.gone');
  const { name, kind, id } = organisation;
  return { name: text(name), kind, organisation: id, joined: true };
}

/** Spaces for as many partners as one page can name, for the transaction that makes them. */
export function spacesForPartners(): string[] {
  // In order, so that partners stand as they were named.
  return Array.from({ length: mostAtOnce + 2 }, newId).sort();
}

/**
 * Sends the invitations and begins. `spaces` are ids that the transaction was opened for. The mails go out as
 * answers to the entries.
 */
export async function beginPartnership(
  tx: Tx,
  id: string,
  given: { spaces: readonly string[]; text: Text; facilitator: string },
): Promise<number> {
  const draft = facilitates(tx.scope, id) ? await lockDraft(tx, id) : undefined;
  if (!draft) throw new NotFound();
  if (openStep(draft) !== 'start') throw new Refusal('start.unfinished');
  const written = draft.draft!;
  const spaces = given.spaces.values();
  const nextSpace = () => spaces.next().value!;
  const me = tx.scope.person!.id;
  const own = await ownPartner(tx, written, given.text);
  const other = written.other ? await otherSide(tx, draft, given.text) : undefined;
  const { invited } = await checkInvited(tx, written.invited ?? '', '');

  const partners: NewPartner[] = [];
  const invitations: NewInvitation[] = [];
  const sent = {
    locale: (written.language ?? draft.locale) as Locale,
    note: written.note ?? '',
    expiresAt: countsUntil(tx.now),
  };
  if (own) partners.push({ id: nextSpace(), ...own });
  if (other) {
    const partner = nextSpace();
    partners.push({ id: partner, ...other, joined: false });
    invitations.push({ id: newId(), partner, email: '', name: '', role: 'lead', ...sent });
  }
  for (const one of invited) {
    const partner = nextSpace();
    partners.push({ id: partner, name: '', kind: 'community', organisation: null, joined: false });
    const role = one.email === given.facilitator ? 'facilitator' : 'lead';
    invitations.push({ id: newId(), partner, ...sent, ...one, role });
  }
  await insertSpaces(
    tx,
    'partner',
    partners.map((partner) => partner.id),
  );
  await markBegun(tx, id);
  await insertPartners(tx, id, partners);
  if (own) {
    await addParts(tx, [
      { space: id, person: me, role: 'participant' },
      { space: partners[0]!.id, person: me, role: 'lead' },
    ]);
  }
  await insertInvitations(tx, id, invitations);
  await tx.record({ space: id, kind: 'partnership.begun', subject: id, personal: { name: draft.name } });
  await recordInvited(tx, id, invitations);
  return invitations.length;
}

/** What was pasted, if all of it may be invited. `field`: where that is complained about. */
export async function checkInvited(tx: Tx, pasted: string, field: string): Promise<Pasted> {
  const read = readPasted(pasted);
  if (read.faulty.length > 0) throw new Refusal('invited.faulty', field);
  if (read.invited.length > mostAtOnce) throw new Refusal('invited.many', field);
  const own = (await findOwnPerson(tx)).email?.toLowerCase();
  if (own && read.invited.some(({ email }) => email === own)) throw new Refusal('invited.self', field);
  await checkManyInvited(tx, read.invited.length, field);
  return read;
}

/** Nobody floods the mailboxes of others through us. */
export async function checkManyInvited(tx: Tx, more: number, field = ''): Promise<void> {
  const before = await countInvitedBy(tx, tx.scope.person!.id, new Date(tx.now.getTime() - 86_400_000));
  if (before + more > mostInvitedADay) throw new Refusal('invited.day', field);
}

export async function recordInvited(
  tx: Tx,
  partnership: string,
  invitations: readonly Pick<NewInvitation, 'id' | 'partner' | 'role'>[],
): Promise<void> {
  for (const { id, partner, role } of invitations) {
    await tx.record({
      space: partnership,
      kind: 'partner.invited',
      subject: id,
      audience: 'facilitator',
      content: { role, ...(partner && { partner }) },
    });
  }
}
