import type { VNode } from 'preact';
import { countGoing } from '../../mechanisms/decision/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Page } from '../../platform/http/page.ts';
import { Line } from '../../ui/lines.tsx';
import { words } from './messages/index.ts';

export async function standing(page: Page, tx: Tx, partnership: string): Promise<VNode[]> {
  const n = await countGoing(tx, partnership);
  if (n === 0) return [];
  const t = words(page.locale);
  const href = `/partnerships/${partnership}/decisions`;
  return [<Line key="decisions" href={href} title={t('title')} facts={[t('standing.going', { n })]} />];
}
