import { openRequest } from '../../../mechanisms/request/actions.ts';
import { addParticipant, endParticipant, insertRequestSpace } from '../../../mechanisms/request/store.ts';
import type { RequestKind } from '../../../mechanisms/request/tables.ts';
import { unknownLanguage, type Written, write } from '../../../mechanisms/request/written.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { NotFound, Refusal } from '../../../platform/http/problems.ts';
import { type Locale, locales } from '../../../platform/i18n/locale.ts';
import type { WorkingCalendar } from '../../../platform/working-days.ts';
import { mayScreen, maySpeakFor, mayWrite } from '../access.ts';
import { words } from '../messages/index.ts';
import { type BriefContent, openStep, type Suspicion, suspicionOf } from '../rules.ts';
import {
  type Brief,
  deleteBrief,
  deletePrivate,
  insertAskerAddress,
  insertBrief,
  insertGuest,
  markHeld,
  markSent,
  savePrivate,
  sharePrivate,
} from '../store/briefs.ts';
import { insertConsent } from '../store/requests.ts';
import type { Perspective } from '../store/tables.ts';
import { findLiaison, findUnit, type Unit } from '../store/units.ts';

type Beginning = {
  id: string;
  kind: RequestKind;
  unit: string | null;
  goal?: string | null;
  content: BriefContent;
  locale: Locale;
  perspective?: Perspective;
  complaint?: string;
};

/** Begins a page in a space of its own. The transaction has to be opened for the space. */
export async function beginBrief(tx: Tx, beginning: Beginning): Promise<void> {
  const person = tx.scope.person!;
  if (person.kind === 'guest') await insertGuest(tx, '', beginning.locale);
  await insertRequestSpace(tx, beginning.id);
  await addParticipant(tx, { space: beginning.id, person: person.id, role: 'requester' });
  await insertBrief(tx, beginning);
  const { perspective, complaint } = beginning;
  if (perspective || complaint !== undefined) {
    await savePrivate(tx, beginning.id, {
      ...(perspective && { perspective }),
      ...(complaint !== undefined && { complaint }),
    });
  }
}

/**
 * Sends a page. Somebody with an account has proven who they are: it goes to the unit at once. A guest gets a
 * mail first (an answer to `brief.sent`), and the page waits. Returns whether it was delivered.
 */
export async function sendBrief(
  tx: Tx,
  brief: Brief,
  circumstances: { suspect: Suspicion | undefined; calendar: WorkingCalendar },
): Promise<'delivered' | 'waits'> {
  if (!mayWrite(tx.scope, brief) || brief.heldAt) throw new NotFound();
  const guest = tx.scope.person?.kind === 'guest';
  const step = openStep(brief.kind, brief.content, guest);
  if (step) throw new Refusal('review.unfinished');
  if (!guest) {
    await deliverBrief(tx, brief, circumstances.calendar);
    return 'delivered';
  }
  await markSent(tx, brief.id, circumstances.suspect ?? null);
  await tx.record({
    space: brief.id,
    kind: 'brief.sent',
    subject: brief.id,
    audience: 'person',
    audienceId: brief.writer,
    content: { kind: brief.kind, suspect: circumstances.suspect ?? null },
  });
  return 'waits';
}

/** The address is confirmed: the page goes to its unit, or to the liaison desk to be looked at first. */
export async function confirmBrief(
  tx: Tx,
  brief: Brief,
  calendar: WorkingCalendar,
): Promise<'delivered' | 'held'> {
  if (!mayWrite(tx.scope, brief) || !brief.sentAt) throw new NotFound();
  if (brief.heldAt) return 'held';
  // Looked at once more: it may have been changed since it was sent.
  const suspect = brief.suspect ?? suspicionOf(brief.content, Number.POSITIVE_INFINITY);
  if (!suspect) {
    await deliverBrief(tx, brief, calendar);
    return 'delivered';
  }
  const liaison = await findLiaison(tx);
  if (!liaison) throw new Refusal('review.no-unit');
  await addParticipant(tx, { space: brief.id, organisation: liaison.id, role: 'screener' });
  await markHeld(tx, brief.id, suspect);
  await tx.record({
    space: brief.id,
    kind: 'brief.held',
    subject: brief.id,
    content: { why: suspect, unit: liaison.id },
  });
  return 'held';
}

/** Somebody of the liaison desk has looked at a page that was held back: it is a real one. */
export async function releaseBrief(tx: Tx, brief: Brief, calendar: WorkingCalendar): Promise<void> {
  const liaison = await findLiaison(tx);
  if (!brief.heldAt || !mayScreen(tx.scope, liaison?.id)) throw new NotFound();
  await deliverBrief(tx, brief, calendar);
  await endParticipant(tx, { space: brief.id, organisation: liaison!.id, role: 'screener' });
}

/** … or it is not. The writer is told why. */
export async function discardBrief(tx: Tx, brief: Brief, reason: string): Promise<void> {
  const liaison = await findLiaison(tx);
  if (!brief.heldAt || !mayScreen(tx.scope, liaison?.id)) throw new NotFound();
  const { email = '', name = '' } = brief.content;
  await deleteBrief(tx, brief.id);
  await tx.record({
    space: brief.id,
    kind: 'brief.discarded',
    subject: brief.id,
    content: { locale: brief.locale },
    personal: { email, name, reason },
  });
  await endParticipant(tx, { space: brief.id, organisation: liaison!.id, role: 'screener' });
}

/** The writer throws the page away. */
export async function dropBrief(tx: Tx, brief: Brief): Promise<void> {
  if (!mayWrite(tx.scope, brief) || brief.heldAt) throw new NotFound();
  await deletePrivate(tx, brief.id);
  await deleteBrief(tx, brief.id);
}

async function unitFor(tx: Tx, brief: Brief): Promise<Unit> {
  const unit = brief.unit ? await findUnit(tx, brief.unit) : await findLiaison(tx);
  if (!unit) throw new Refusal('review.no-unit');
  return unit;
}

/** A meeting is wished for, and the time is left to the unit: in each language, as it is not the writer's own words. */
function openForTimes(): Written {
  return Object.fromEntries(locales.map((locale) => [locale, words(locale)('meeting.open')]));
}

/** Turns a page into a request. */
async function deliverBrief(tx: Tx, brief: Brief, calendar: WorkingCalendar): Promise<void> {
  const { content, organisation, writer } = brief;
  if (organisation && tx.scope.person?.id === writer && !maySpeakFor(tx.scope, organisation)) {
    throw new Refusal('writer.organisation', 'organisation');
  }
  const unit = await unitFor(tx, brief);
  if (unit.id === organisation) throw new Refusal('review.own-unit');
  if (organisation) {
    await addParticipant(tx, { space: brief.id, organisation, role: 'requester' });
    await endParticipant(tx, { space: brief.id, person: writer, role: 'requester' });
    await sharePrivate(tx, brief.id, organisation);
  }
  const language = content.language ?? unknownLanguage;
  const said = (text: string | undefined): Written => write(text, language);
  const name = content.name ?? '';
  await openRequest(
    tx,
    {
      id: brief.id,
      kind: brief.kind,
      title: said(content.title),
      want: said(content.want),
      bring: said(content.bring),
      ask: said(content.ask),
      knownBy: said(content.knownBy),
      meeting: content.meet === 'yes' && !content.meeting ? openForTimes() : said(content.meeting),
      goal: brief.goal,
      neededBy: content.neededBy ?? null,
      askerOrganisation: organisation,
      askerPerson: writer,
      askerName: name,
      askerGroup: content.group ?? '',
    },
    { unit: unit.id, replyDays: unit.reply_days },
    { side: 'asker', person: writer, organisation, name },
    { calendar },
  );
  if (content.open === 'yes') await insertConsent(tx, brief.id, 'asker', 'public');
  // Only a guest has an address here; others are found by their account.
  if (content.email) await insertAskerAddress(tx, brief.id, writer, content.email, brief.locale);
  await deleteBrief(tx, brief.id);
}
