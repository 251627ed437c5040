import type { VNode } from 'preact';
import type { Tx } from '../../platform/database/database.ts';
import type { Page } from '../../platform/http/page.ts';
import { dayOf } from '../../platform/working-days.ts';
import { Line } from '../../ui/lines.tsx';
import { words } from './messages/index.ts';
import { countOpen } from './store.ts';

export async function standing(page: Page, tx: Tx, partnership: string): Promise<VNode[]> {
  const t = words(page.locale);
  const all = await countOpen(tx, partnership, dayOf(page.now, page.city.timeZone));
  if (all.n === 0) return [];
  return [
    <Line
      key="to-dos"
      href={`/partnerships/${partnership}/to-dos`}
      title={t('title')}
      facts={[t('lead', all)]}
    />,
  ];
}
