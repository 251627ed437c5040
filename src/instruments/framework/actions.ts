import type { Tx } from '../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../platform/http/problems.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { isId } from '../../platform/id.ts';
import { dayOf } from '../../platform/working-days.ts';
import { lockPeople } from '../accounts/store.ts';
import { type Inside, loadPartnership } from '../partnerships/actions.ts';
import { mayKeepFramework, mayNote } from './access.ts';
import { type NoteInput, type ProvisionFields, type Standing, saysSame, standingOf } from './rules.ts';
import {
  confirmProvision,
  findProvision,
  insertNote,
  insertNotes,
  insertProvision,
  insertVersion,
  listLatestNotes,
  listNotes,
  listProvisions,
  listProvisionsById,
  listRetired,
  listVersions,
  lockProvision,
  type Note,
  type Provision,
  setRetired,
  type Version,
} from './store.ts';

function authorise(tx: Tx): void {
  if (!mayKeepFramework(tx.scope)) throw new Forbidden('administrators');
}

type Kind = 'added' | 'changed' | 'confirmed' | 'retired' | 'returned';

function record(tx: Tx, city: string, kind: Kind, id: string, content: Record<string, unknown> = {}) {
  return tx.record({ space: city, kind: `framework.${kind}`, subject: id, audience: 'public', content });
}

export async function addProvision(tx: Tx, city: string, fields: ProvisionFields): Promise<string> {
  authorise(tx);
  const id = await insertProvision(tx, city, fields);
  await record(tx, city, 'added', id, { title: fields.title });
  return id;
}

/** A change is a version more, and whoever makes it has looked at the whole: it is confirmed. Tells whether it was one. */
export async function changeProvision(
  tx: Tx,
  city: string,
  id: string,
  fields: ProvisionFields,
): Promise<boolean> {
  authorise(tx);
  if (!(await lockProvision(tx, id))) throw new NotFound();
  const [last] = await listVersions(tx, id);
  if (!last) throw new NotFound();
  if (saysSame(last, fields)) return false;
  await insertVersion(tx, { city, id, number: last.number + 1 }, fields);
  await confirmProvision(tx, id);
  await record(tx, city, 'changed', id, { title: fields.title, version: last.number + 1 });
  return true;
}

/** Somebody has looked at it, and it is right as it stands. */
export async function confirm(tx: Tx, city: string, id: string): Promise<void> {
  authorise(tx);
  if (!(await lockProvision(tx, id))) throw new NotFound();
  await confirmProvision(tx, id);
  await record(tx, city, 'confirmed', id);
}

/** Holds no longer, and stays readable for those who refer to it; it can come back. */
export async function retire(tx: Tx, city: string, id: string, retired: boolean): Promise<void> {
  authorise(tx);
  if (!(await setRetired(tx, id, retired ? tx.now : null))) throw new NotFound();
  await record(tx, city, retired ? 'retired' : 'returned', id);
}

/** A provision as a partnership stands with it. */
export type Noted = { provision: Provision; note: Note | undefined; standing: Standing };

function asNoted(provision: Provision, note: Note | undefined): Noted {
  const { latest, retiredAt } = provision;
  return { provision, note, standing: standingOf(note, { latest, retired: retiredAt !== null }) };
}

export type Inherited = {
  inside: Inside;
  today: string;
  /** What holds now, by kind. */
  holding: Noted[];
  /** The last one shown, where the list goes on. */
  last: Provision | undefined;
  /** What was noted and has been retired since. */
  gone: Noted[];
};

/** What a partnership has from the city's framework, and what it noted about it. */
export async function loadInherited(
  tx: Tx,
  partnership: string,
  { timeZone, after }: { timeZone: string; after?: string | undefined },
): Promise<Inherited> {
  const inside = await loadPartnership(tx, partnership);
  const today = dayOf(tx.now, timeZone);
  const notes = await listLatestNotes(tx, inside.partnership.id);
  const { shown, last } = await listProvisions(tx, today, 'holding', after);
  const retired = await listRetired(tx, today, [...notes.keys()]);
  const noted = (one: Provision) => asNoted(one, notes.get(one.id));
  return {
    inside,
    today,
    holding: shown.map(noted),
    last,
    gone: retired.map(noted).filter(({ standing }) => standing === 'gone'),
  };
}

export type Read = Noted & { inside: Inside; today: string; versions: Version[]; notes: Note[] };

/** One provision as a partnership reads it. One that holds only from a day on is read in the city's register. */
export async function loadRead(tx: Tx, partnership: string, id: string, timeZone: string): Promise<Read> {
  const inside = await loadPartnership(tx, partnership);
  const today = dayOf(tx.now, timeZone);
  const provision = isId(id) ? await findProvision(tx, id, today) : undefined;
  if (!provision || provision.validFrom > today) throw new NotFound();
  const notes = await listNotes(tx, inside.partnership.id, id);
  return {
    ...asNoted(provision, notes[0]),
    inside,
    today,
    versions: await listVersions(tx, id),
    notes,
  };
}

type Place = { locale: Locale; timeZone: string };

/** Says what applies. It is said about what was read: not about what the city has written meanwhile. */
export async function note(
  tx: Tx,
  partnership: string,
  id: string,
  said: NoteInput,
  place: Place,
): Promise<void> {
  await lockPeople(tx, partnership);
  const { inside, provision } = await loadToNote(tx, partnership, id, place.timeZone);
  if (provision.retiredAt) throw new Refusal('retired-meanwhile');
  if (said.version !== provision.latest) throw new Refusal('changed-meanwhile');
  await insertNote(tx, {
    space: partnership,
    provision: id,
    ...said,
    locale: place.locale,
    partner: inside.mine?.id ?? null,
  });
  await recordNote(tx, 'noted', inside, provision, said);
}

/** Nothing is noted any more; of one that was retired: that was seen. Tells how it stood before. */
export async function takeBack(tx: Tx, partnership: string, id: string, place: Place): Promise<Standing> {
  await lockPeople(tx, partnership);
  const read = await loadToNote(tx, partnership, id, place.timeZone);
  if (read.standing === 'open') return read.standing;
  await insertNote(tx, {
    space: partnership,
    provision: id,
    version: read.provision.latest,
    says: 'taken-back',
    words: '',
    allowedBy: '',
    locale: place.locale,
    partner: read.inside.mine?.id ?? null,
  });
  await recordNote(tx, read.standing === 'gone' ? 'seen' : 'taken-back', read.inside, read.provision);
  return read.standing;
}

async function loadToNote(tx: Tx, partnership: string, id: string, timeZone: string): Promise<Read> {
  const read = await loadRead(tx, partnership, id, timeZone);
  if (!mayNote(read.inside)) throw new Forbidden('those who contribute');
  return read;
}

function recordNote(
  tx: Tx,
  kind: 'noted' | 'taken-back' | 'seen',
  { partnership, mine }: Inside,
  provision: Provision,
  said?: Pick<NoteInput, 'says' | 'words' | 'allowedBy'>,
) {
  return tx.record({
    space: partnership.id,
    kind: `framework.${kind}`,
    subject: provision.id,
    content: {
      title: provision.title,
      ...(said && { says: said.says }),
      ...(mine && { partner: mine.id }),
    },
    ...(said?.words && { personal: { words: said.words, allowedBy: said.allowedBy } }),
  });
}

/** All that is open of what was on the page applies as it is: only what differs has to be said. Tells how many. */
export async function noteRest(
  tx: Tx,
  partnership: string,
  read: readonly { id: string; version: number }[],
  place: Place,
): Promise<number> {
  await lockPeople(tx, partnership);
  const inside = await loadPartnership(tx, partnership);
  if (!mayNote(inside)) throw new Forbidden('those who contribute');
  const today = dayOf(tx.now, place.timeZone);
  const notes = await listLatestNotes(tx, partnership);
  const wanted = new Map(read.map(({ id, version }) => [id, version]));
  const added: { id: string; version: number }[] = [];
  for (const provision of await listProvisionsById(tx, [...wanted.keys()], today)) {
    const { id, latest, validFrom } = provision;
    if (validFrom > today || asNoted(provision, notes.get(id)).standing !== 'open') continue;
    if (latest !== wanted.get(id)) throw new Refusal('changed-meanwhile');
    added.push({ id, version: latest });
  }
  const row = { space: partnership, says: 'as-is', words: '', allowedBy: '', locale: place.locale } as const;
  const partner = inside.mine?.id ?? null;
  await insertNotes(
    tx,
    added.map(({ id, version }) => ({ ...row, provision: id, version, partner })),
  );
  if (added.length > 0)
    await tx.record({
      space: partnership,
      kind: 'framework.noted-rest',
      subject: partnership,
      content: { n: added.length, ...(partner && { partner }) },
    });
  return added.length;
}
