import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { seatsOf } from '../partnerships/access.ts';
import { words } from './messages/index.ts';
import { listFallen, listToRate } from './store.ts';

/** Goals to rate, and a fit that has fallen: for those who answer for the partner, and for who facilitates. */
export async function deskItems({ scope, locale }: Reader, tx: Tx): Promise<DeskItem[]> {
  const t = words(locale);
  const { answers: partners, facilitates: facilitated } = seatsOf(scope);
  if (partners.length + facilitated.length === 0) return [];
  const fallen = await listFallen(tx, partners, facilitated);
  const toRate = partners.length > 0 ? await listToRate(tx, partners) : [];
  const item = (key: 'fell' | 'rate', row: (typeof fallen)[number], end: string): DeskItem => ({
    href: `/partnerships/${row.space}/fit${end}`,
    title: t(`desk.${key}`, { partner: row.name }),
    about: row.partnership,
    action: t(`desk.${key}.do`),
    due: null,
  });
  return [
    ...fallen.map((row) => item('fell', row, '#falls')),
    ...toRate.map((row) => item('rate', row, '/own')),
  ];
}
