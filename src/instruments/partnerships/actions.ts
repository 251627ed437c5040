import type { Tx } from '../../platform/database/database.ts';
import { NotFound } from '../../platform/http/problems.ts';
import { isId } from '../../platform/id.ts';
import { contributes, facilitates, speaksFor, takesPart } from './access.ts';
import { findPartnership, listPartners, type Partner, type Partnership } from './store.ts';

/** What every page inside a partnership needs to know. */
export type Inside = {
  partnership: Partnership;
  /** Those who joined, and those who are invited. */
  partners: readonly Partner[];
  /** The partner that the reader speaks for. A facilitator may speak for none. */
  mine: Partner | undefined;
  /** False in a partnership that has ended: it is read, and nothing is added. */
  facilitates: boolean;
  /** False for who only looks on, and in a partnership that has ended. */
  contributes: boolean;
};

/** Opens the door of a partnership, or says that there is nothing here. One that has not begun is only its founder's. */
export async function loadPartnership(tx: Tx, id: string): Promise<Inside> {
  const partnership = isId(id) && takesPart(tx.scope, id) ? await findPartnership(tx, id) : undefined;
  if (!partnership?.begunAt) throw new NotFound();
  const partners = await listPartners(tx, id);
  const goesOn = !partnership.endedAt;
  return {
    partnership,
    partners,
    mine: speaksFor(tx.scope, partners),
    facilitates: goesOn && facilitates(tx.scope, id),
    contributes: goesOn && contributes(tx.scope, id),
  };
}
