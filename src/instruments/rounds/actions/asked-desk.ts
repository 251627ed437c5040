import { words } from '../../../mechanisms/same-questions/messages/index.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../../platform/instrument.ts';
import { seatsOf } from '../../partnerships/access.ts';
import { listToRecord, listUnanswered } from '../store.ts';

type Room = {
  kind: string;
  /** What is asked, as a word before a colon. */
  what: string;
  /** Where its rounds are, behind the address of their partnership. */
  path: string;
};

/** What rounds of a room with its own questions want of a reader: to answer, or to write down what a partner says. */
export async function askedDesk(
  { scope, locale }: Reader,
  tx: Tx,
  { kind, what, path }: Room,
): Promise<DeskItem[]> {
  const t = words(locale);
  const { speaks, facilitates } = seatsOf(scope);
  const answers = await listUnanswered(tx, speaks, kind);
  const records = await listToRecord(tx, facilitates, kind);
  const addressOf = (row: { partnership: string; id: string }) =>
    `/partnerships/${row.partnership}/${path}/${row.id}`;
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
      title: t('desk.record', { what, n: row.missing }),
      about: t('desk.record.about', { partnership: row.name }),
      action: t('desk.record.do'),
      due: row.dueAt,
    })),
  ];
}
