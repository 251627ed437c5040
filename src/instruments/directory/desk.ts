import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { speaksFor } from './access.ts';
import { words } from './messages/index.ts';
import { confirmAgainBy, isStale } from './rules.ts';
import { listAsksFor, listOrganisationsById } from './store/reading.ts';
import { countSuggestionsByOrganisation } from './store/suggestions.ts';

/** What waits for those who keep an organisation's page: notes, an entry gone stale, others who named them. */
export async function deskItems(page: Reader, tx: Tx): Promise<DeskItem[]> {
  const t = words(page.locale);
  const mine = page.scope.organisations.filter((id) => speaksFor(page.scope, id));
  if (mine.length === 0) return [];
  const [organisations, notes, asks] = [
    await listOrganisationsById(tx, mine),
    await countSuggestionsByOrganisation(tx, mine),
    await listAsksFor(tx, mine),
  ];
  return [
    ...notes.map((one) => ({
      href: `/organisations/${one.slug}/suggestions`,
      title: t('desk.suggestions', { n: one.many }),
      about: page.text(one.name),
      action: t('desk.suggestions.do'),
      due: null,
    })),
    ...asks.map((one) => ({
      href: `/organisations/${one.slug}/ties`,
      title: t('desk.asks'),
      about: page.text(one.name),
      action: t('desk.asks.do'),
      due: null,
    })),
    ...organisations
      .filter((one) => one.kind === 'department' && isStale(one.confirmed_at, tx.now))
      .map((one) => ({
        href: `/organisations/${one.slug}`,
        title: t('desk.stale'),
        about: page.text(one.name),
        action: t('desk.stale.do'),
        due: one.confirmed_at && confirmAgainBy(one.confirmed_at),
      })),
  ];
}
