import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { addDays, dayOf, endOfDay } from '../../platform/working-days.ts';
import { answersFor } from '../partnerships/access.ts';
import { nameOf } from './actions.ts';
import { words } from './messages/index.ts';
import { endsAhead } from './rules.ts';
import { listEnding } from './store.ts';

/** Ends that are near: one's own, those of the relations of a partner that one answers for, and where one facilitates. */
export async function deskItems({ scope, person, locale, city }: Reader, tx: Tx): Promise<DeskItem[]> {
  if (!person || !scope.memberships.some(({ kind }) => kind === 'partnership')) return [];
  const t = words(locale);
  const within = (kind: string, is: (one: { space: string; role: string }) => boolean) => [
    ...new Set(scope.memberships.filter((one) => one.kind === kind && is(one)).map(({ space }) => space)),
  ];
  const who = {
    person: person.id,
    partners: within('partner', ({ space }) => answersFor(scope, space)),
    facilitated: within('partnership', ({ role }) => role === 'facilitator'),
  };
  const today = dayOf(tx.now, city.timeZone);
  return (await listEnding(tx, who, { today, until: addDays(today, endsAhead) })).map((row) => ({
    href: `/partnerships/${row.partnership}/continuity/${row.relation}`,
    title: t('desk', { who: row.personName || row.roleName || t('somebody'), name: nameOf(row) }),
    about: row.name,
    action: t('desk.do'),
    due: endOfDay(row.end, city.timeZone),
  }));
}
