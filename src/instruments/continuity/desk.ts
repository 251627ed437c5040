import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { addDays, dayOf, endOfDay } from '../../platform/working-days.ts';
import { seatsOf } from '../partnerships/access.ts';
import { nameOf } from './actions.ts';
import { words } from './messages/index.ts';
import { endsAhead } from './rules.ts';
import { listEnding } from './store.ts';

/** Ends that are near: one's own, those of the relations of a partner that one answers for, and where one facilitates. */
export async function deskItems({ scope, person, locale, city }: Reader, tx: Tx): Promise<DeskItem[]> {
  const { within, answers, facilitates } = seatsOf(scope);
  if (!person || within.length === 0) return [];
  const t = words(locale);
  const who = { person: person.id, partners: answers, facilitated: facilitates };
  const { timeZone } = city;
  const until = addDays(dayOf(tx.now, timeZone), endsAhead);
  return (await listEnding(tx, who, { until, timeZone })).map((row) => ({
    href: `/partnerships/${row.partnership}/continuity/${row.relation}`,
    title: t('desk', { who: row.personName || row.roleName || t('somebody'), name: nameOf(row) }),
    about: row.name,
    action: t('desk.do'),
    due: endOfDay(row.end, timeZone),
  }));
}
