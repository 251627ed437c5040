import { words } from '../../../mechanisms/sealed-round/alone/messages/index.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../../platform/instrument.ts';
import { listToRecord, listUnsealed } from '../store.ts';

type Room = {
  kind: string;
  /** What is asked, as a word before a colon. */
  what: string;
  /** The address of a round behind that of its partnership. */
  pathOf: (round: string) => string;
};

/** What rounds of a room with its own questions want of a reader: to answer, or to write down what a partner says. */
export async function askedDesk(
  { scope, locale }: Reader,
  tx: Tx,
  { kind, what, pathOf }: Room,
): Promise<DeskItem[]> {
  const t = words(locale);
  const within = (space: string, is: (role: string) => boolean) => [
    ...new Set(scope.memberships.filter((one) => one.kind === space && is(one.role)).map((one) => one.space)),
  ];
  const speaks = within('partner', (role) => role !== 'observer');
  const facilitates = within('partnership', (role) => role === 'facilitator');
  const answers = speaks.length > 0 ? await listUnsealed(tx, speaks, kind) : [];
  const records = facilitates.length > 0 ? await listToRecord(tx, facilitates, kind) : [];
  const addressOf = (row: { partnership: string; id: string }) =>
    `/partnerships/${row.partnership}/${pathOf(row.id)}`;
  return [
    ...answers.map((row) => ({
      href: addressOf(row),
      title: t('desk.answer', { what, partner: row.partner }),
      about: row.name,
      action: t('desk.answer.do'),
      due: row.dueAt,
    })),
    ...records.map((row) => ({
      href: `${addressOf(row)}/for/${row.first}`,
      title: t('desk.record', { what, n: Number(row.missing) }),
      about: t('desk.record.about', { partnership: row.name }),
      action: t('desk.record.do'),
      due: row.dueAt,
    })),
  ];
}
