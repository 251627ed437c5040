import { stateOf } from '../../mechanisms/living-document/rules.ts';
import { listDocumentsOfSteps } from '../../mechanisms/living-document/store.ts';
import { listRoundsOfSteps } from '../../mechanisms/sealed-round/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import { dayOf } from '../../platform/working-days.ts';
import { type Inside, loadPartnership } from '../partnerships/actions.ts';
import type { Found } from './rules.ts';

export type Vision = { inside: Inside; found: Found };

/** What a partnership has of its vision, as it stands now. */
export async function loadVision(tx: Tx, partnership: string, timeZone: string): Promise<Vision> {
  const inside = await loadPartnership(tx, partnership);
  const rounds = (await listRoundsOfSteps(tx, partnership)).filter(({ element }) => element === 'vision');
  const newest = (ready: string) => rounds.find((round) => round.ready === ready);
  return {
    inside,
    found: {
      origins: newest('origins'),
      drafts: newest('vision'),
      text: await findVision(tx, partnership, dayOf(tx.now, timeZone)),
    },
  };
}

/** The text that is the vision: the one agreed last, or the newest that is written. */
async function findVision(tx: Tx, partnership: string, today: string): Promise<Found['text']> {
  const texts = (await listDocumentsOfSteps(tx, partnership)).filter(({ element }) => element === 'vision');
  const agreed = texts.filter(({ agreedAt }) => agreedAt);
  const [text] = agreed.length > 0 ? agreed.toSorted(byAgreement) : texts;
  if (!text) return undefined;
  const { revisitOn, happened, joined, gone } = text;
  const state = stateOf(
    { written: true, editions: text.agreedAt ? 1 : 0, revisitOn, reasons: { happened, joined, gone } },
    today,
  );
  return { id: text.id, state: state === 'none' ? 'begun' : state };
}

function byAgreement(a: { agreedAt: Date | null }, b: { agreedAt: Date | null }): number {
  return b.agreedAt!.getTime() - a.agreedAt!.getTime();
}
