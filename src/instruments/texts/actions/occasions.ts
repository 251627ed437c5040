import {
  addOccasion,
  type Happening,
  listHappenings,
  listOccasions,
  type Occasion,
  sayHappened,
  setHappenedTakenBack,
  setOccasionRemoved,
} from '../../../mechanisms/living-document/occasions.ts';
import { lockDocument } from '../../../mechanisms/living-document/store.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../../platform/http/problems.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { maySetFrame, mayWrite } from '../access.ts';
import { actorIn, type Text } from '../actions.ts';

/** More than these nobody keeps in view. */
const mostOccasions = 20;

/** What a text is looked at again for besides its day, and what has come of it. */
export type Occasions = { occasions: readonly Occasion[]; happenings: readonly Happening[] };

export async function loadOccasions(tx: Tx, { document }: Text): Promise<Occasions> {
  return {
    occasions: await listOccasions(tx, document.id),
    happenings: await listHappenings(tx, document.id),
  };
}

function needFramer(tx: Tx, { inside }: Text): void {
  if (!maySetFrame(tx.scope, inside)) throw new Forbidden('those who answer for a partner');
}

/** Not more events than anybody keeps in view: also with one more. */
async function needRoom(tx: Tx, { document }: Text, field?: string): Promise<void> {
  const standing = (await listOccasions(tx, document.id)).filter(isEvent);
  if (standing.length >= mostOccasions) throw new Refusal('event.many', field);
}

export async function setOccasion(
  tx: Tx,
  text: Text,
  { event, sign }: { event: string; sign: string },
  locale: Locale,
): Promise<void> {
  needFramer(tx, text);
  await lockDocument(tx, text.document.id);
  await needRoom(tx, text, 'event');
  await addOccasion(tx, text.document, { kind: 'event', event, sign, locale }, actorIn(tx, text.inside));
}

export const isEvent = ({ kind, removedAt }: Occasion): boolean => kind === 'event' && !removedAt;

/** What the house is to notice itself, as the boxes of its form say it. */
export function typedNoticed(occasions: readonly Occasion[]): { joined: string; left: string } {
  const is = (kind: string) => (occasions.some((one) => one.kind === kind && !one.removedAt) ? 'yes' : '');
  return { joined: is('joined'), left: is('left') };
}

export async function setNoticed(
  tx: Tx,
  text: Text,
  wanted: { joined: boolean; left: boolean },
  locale: Locale,
): Promise<void> {
  needFramer(tx, text);
  const by = actorIn(tx, text.inside);
  const occasions = await listOccasions(tx, text.document.id);
  for (const kind of ['joined', 'left'] as const) {
    const stands = occasions.find((one) => one.kind === kind && !one.removedAt);
    if (wanted[kind] && !stands)
      await addOccasion(tx, text.document, { kind, event: '', sign: '', locale }, by);
    if (!wanted[kind] && stands) await setOccasionRemoved(tx, text.document, stands, true, by);
  }
}

async function findEvent(tx: Tx, text: Text, id: string): Promise<Occasion> {
  const found = (await listOccasions(tx, text.document.id)).find((one) => one.id === id);
  if (found?.kind !== 'event') throw new NotFound();
  return found;
}

export async function setRemoved(tx: Tx, text: Text, id: string, removed: boolean): Promise<void> {
  await lockDocument(tx, text.document.id);
  const occasion = await findEvent(tx, text, id);
  needFramer(tx, text);
  if (!removed && occasion.removedAt) await needRoom(tx, text);
  await setOccasionRemoved(tx, text.document, occasion, removed, actorIn(tx, text.inside));
}

/** Anybody who contributes can say that an event has come. */
export async function tellHappened(
  tx: Tx,
  text: Text,
  id: string,
  said: { text: string; locale: Locale },
): Promise<void> {
  const occasion = await findEvent(tx, text, id);
  if (!mayWrite(text.inside)) throw new Forbidden('those who contribute');
  if (occasion.removedAt) throw new Refusal('happened.removed');
  await sayHappened(tx, text.document, occasion, said, actorIn(tx, text.inside));
}

export async function takeHappenedBack(tx: Tx, text: Text, id: string, takenBack: boolean): Promise<void> {
  const found = (await listHappenings(tx, text.document.id)).find((one) => one.id === id);
  if (!found) throw new NotFound();
  if (!mayWrite(text.inside) || found.byPerson !== tx.scope.person?.id) throw new Forbidden('who said it');
  await setHappenedTakenBack(tx, text.document, found, takenBack, actorIn(tx, text.inside));
}
