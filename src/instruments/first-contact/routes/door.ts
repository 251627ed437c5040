import { isClosed as isOver, type Side } from '../../../mechanisms/request/rules.ts';
import type { ActRow, RequestRow } from '../../../mechanisms/request/store.ts';
import { findRequest, listActs } from '../../../mechanisms/request/store.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { isId } from '../../../platform/id.ts';
import type { Scope } from '../../../platform/scope.ts';
import { isClosed } from '../../accounts/store.ts';
import { asGuest, asReaderOf, sideOf } from '../access.ts';
import { answerLinkLives } from '../rules.ts';
import { findPassedOn, readsAlong } from '../store/requests.ts';
import { findReaderOfLink, findUnit, type Unit } from '../store/units.ts';
import { markOf } from './brief-door.ts';

/** The way somebody came to a request: with an account, by the asker's link, or by a link in a mail to the unit. */
export type Door = {
  through: 'account' | 'follow' | 'answer';
  scope: Scope;
  /** The request, which is also its space. */
  id: string;
  /** Where its pages are for who came this way. */
  base: string;
  /** Of an answer link: what it is bound to. */
  bound?: { unit: string; reader: string; madeAt: number };
};

/** The link by which an asker without an account follows a request, for as long as it lives. */
export function followPath(house: House, request: string, person: string): string {
  return `/links/requests/${house.links.make('follow', request, person)}`;
}

/** The link by which a reader of a unit's mail answers: bound to request, unit, reader and address. */
export function answerPath(
  house: House,
  link: { request: string; unit: string; person: string | null; address: string; at: Date },
): string {
  const reader = link.person ?? '';
  const token = house.links.make(
    'answer',
    link.request,
    link.unit,
    reader,
    markOf(link.address),
    String(link.at.getTime()),
  );
  return `/links/requests/${token}`;
}

/** Finds out by which door a request is entered. Whether it opens, `enter` tells. */
export function doorOf(house: House, page: Page): Door {
  const token = page.param('token');
  if (!token) {
    const id = page.param('id');
    if (!isId(id)) throw new NotFound();
    return { through: 'account', scope: page.scope, id, base: `/requests/${id}` };
  }
  const base = `/links/requests/${token}`;
  // What a link opens is for its holder alone: nobody between us keeps it.
  page.setHeader('Cache-Control', 'private, no-store');
  const follow = house.links.open('follow', token);
  if (follow) {
    const [id = '', person = ''] = follow;
    return { through: 'follow', scope: asGuest(person, id), id, base };
  }
  const [id, unit, person, reader = '', madeAt] = house.links.open('answer', token) ?? [];
  if (!id || !unit) throw new NotFound();
  const scope = asReaderOf(id, person ? { id: person, name: '' } : null);
  return { through: 'answer', scope, id, base, bound: { unit, reader, madeAt: Number(madeAt) } };
}

export type Entered = {
  door: Door;
  side: Side | 'observer';
  request: RequestRow;
  acts: ActRow[];
  /** How the reader signs what they do. */
  name: string;
};

const day = 86_400_000;

/** Opens the door, or says that there is nothing here. */
export async function enter(tx: Tx, door: Door): Promise<Entered> {
  const request = await findRequest(tx, door.id);
  if (!request) throw new NotFound();
  let side: Side | 'observer' | undefined = sideOf(door.scope, request);
  if (!side && door.through === 'account' && (await readsAlong(tx, door.id, door.scope.organisations)))
    side = 'observer';
  if (!side || (door.bound && !(await stillCounts(tx, door, request)))) throw new NotFound();
  if (door.through === 'follow' && (await isClosed(tx, door.scope))) throw new NotFound();
  const acts = await listActs(tx, door.id);
  return { door, side, request, acts, name: await signatureOf(tx, door, side, request) };
}

/** An answer link ends with its time, with the request, when it is forwarded away, and when its reader leaves. */
async function stillCounts(tx: Tx, door: Door, request: RequestRow): Promise<boolean> {
  if (request.unit !== door.bound!.unit || isOver(request.state)) return false;
  return isStillReader(tx, door);
}

/** Does the link still stand for the one it was made for, whatever became of the request? */
async function isStillReader(tx: Tx, door: Door): Promise<boolean> {
  const { unit, reader, madeAt } = door.bound!;
  if (tx.now.getTime() > madeAt + answerLinkLives * day) return false;
  if (door.scope.person) return (await readerOf(tx, door)) !== undefined;
  const mailbox = (await findUnit(tx, unit))?.email;
  return mailbox ? markOf(mailbox) === reader : false;
}

/** The name of the person whom an answer link names, while it counts for them. */
async function readerOf(tx: Tx, { scope, bound }: Door): Promise<string | undefined> {
  if (!scope.person || !bound) return undefined;
  return findReaderOfLink(tx, { person: scope.person.id, unit: bound.unit, mark: bound.reader });
}

/** Why a door that was open is closed now: the request was sent on, or it came to its end. */
export type Meanwhile = { number: number; to: Unit | undefined; passedOn: boolean; at: Date };

/** What happened to a request since somebody of a unit opened their form; undefined for everybody else. */
export async function whatCameBetween(tx: Tx, door: Door): Promise<Meanwhile | undefined> {
  if (door.bound && !(await isStillReader(tx, door))) return undefined;
  const passed = await findPassedOn(tx, door.id, door.bound ? [door.bound.unit] : door.scope.organisations);
  const request = await findRequest(tx, door.id);
  if (door.bound && request?.unit === door.bound.unit && isOver(request.state))
    return { number: request.number, to: undefined, passedOn: false, at: request.movedAt };
  if (!passed) return undefined;
  const to = passed.unit ? await findUnit(tx, passed.unit) : undefined;
  return { number: passed.number, to, passedOn: true, at: passed.at };
}

async function signatureOf(
  tx: Tx,
  door: Door,
  side: Side | 'observer',
  request: RequestRow,
): Promise<string> {
  if (door.through === 'account') return door.scope.person?.name ?? '';
  if (side === 'asker') return request.askerName;
  return (await readerOf(tx, door)) ?? '';
}
